from datetime import time

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "openxian.core.assignments"
    label = "assignments"
    verbose_name = "待办"

    def ready(self):
        from openxian.core.assignments import actions, holders
        from openxian.core.outbox.registry import schedule

        holders.register(holders.PERSON, holders.Persons())
        schedule(
            "assignments.release_lapsed",
            label="收回已离岗人员签收的待办",
            run=actions.release_lapsed,
            daily_at=time(0, 20),
        )
