from django.apps import AppConfig


class DeskAppConfig(AppConfig):
    name = "bench.desk_app"
    label = "desk_app"

    def ready(self):
        from openxian.core.assignments.registry import Act, Kind, register

        approve = Act("approve", "同意", run=_approve, weight="primary", bulk=True)
        refuse = Act("refuse", "退回", run=_approve, reason="required", weight="danger", bulk=True)
        register(
            Kind(
                key="bench.case",
                label="性能测试事项",
                address=lambda assignment: f"/office/desk/bench/{assignment.thing_id}/",
                acts=lambda assignment, person, at: [approve, refuse],
                expects=lambda assignment: "按规定 20 个工作日内答复",
            )
        )


def _approve(assignment, *, by, at, reason):
    from openxian.core.assignments import actions

    return actions.finish(assignment, by=by, at=at, remark=reason)
