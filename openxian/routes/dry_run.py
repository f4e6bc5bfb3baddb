"""Where a case would go: every step, the people of the day, the dates, and what would go wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from openxian.core.assignments import holders
from openxian.core.calendar.queries import working_days
from openxian.core.errors import Refused
from openxian.routes import queries
from openxian.routes.drawing import Mark
from openxian.routes.models import RouteVersion
from openxian.routes.rules import Step, plan


@dataclass
class Tried:
    """A step as it would be today; ``reason`` says why the case would not come to it."""

    step: Step
    stage: str
    reason: str = ""
    holders: list[str] = field(default_factory=list)
    holder_names: str = ""
    people: list[Any] = field(default_factory=list)
    opens_at: datetime | None = None
    due_at: datetime | None = None
    warnings: list[str] = field(default_factory=list)

    @property
    def mark(self) -> Mark:
        if self.reason:
            return Mark("skipped", "跳过")
        names = "、".join(str(person) for person in self.people[:4]) + ("等" if len(self.people) > 4 else "")
        return Mark("warned" if self.warnings else "visited", names)


@dataclass
class DryRun:
    """The whole way; ``ends_at`` is the latest end when everybody uses their time up."""

    steps: list[Tried]
    ends_at: datetime | None
    warnings: list[str]

    @property
    def marks(self) -> dict[str, Mark]:
        """How each step is drawn."""
        return {tried.step.key: tried.mark for tried in self.steps}


def dry_run(version: RouteVersion, *, fields: Mapping[str, Any], drafter: Any, at: datetime) -> DryRun:
    """Let a case that ``drafter`` begins at ``at`` go along a version; nothing is written."""
    definition = version.says
    steps = [
        Tried(definition.step(each.step), each.stage, each.reason)
        for each in plan(definition, fields, version.route.about.known)
    ]
    began, ends_at, last = at, at, ""
    for tried in steps:
        if tried.reason:
            continue
        if tried.stage != last:
            began, last = ends_at, tried.stage
        _stand(tried, version, drafter, began)
        tried.holder_names = queries.names(tried.holders, localdate(began))
        ends_at = max(ends_at, tried.due_at or began)
    visited = [tried for tried in steps if not tried.reason]
    return DryRun(
        steps, ends_at if any(tried.due_at for tried in visited) else None, _warnings(visited, drafter, ends_at)
    )


def _stand(tried: Tried, version: RouteVersion, drafter: Any, began: datetime) -> None:
    """Who would have the step, from when to when; what is wrong goes into its warnings."""
    on = localdate(began)
    tried.opens_at = began
    tried.due_at, _ = queries.due(tried.step, began, route=version.route)
    if tried.step.is_chosen:
        tried.holders = ["chosen"]
        return
    try:
        tried.holders = queries.holders_of(tried.step, drafter=drafter, chosen={}, on=on)
    except Refused as error:
        tried.warnings.append(error.message)
        return
    for key in tried.holders:
        tried.people += _people(key, tried, on)
    tried.people = list({person.pk: person for person in tried.people}.values())


def _people(key: str, tried: Tried, on: Any) -> list[Any]:
    try:
        people = holders.people_of(key, on)
    except Refused:
        people = []
    if not people:
        what = {"post": "现在空缺", "unit": "现在没有人", "person": "已停用"}.get(
            key.split(":", maxsplit=1)[0], "现在没有人"
        )
        tried.warnings.append(f"“{tried.step.label}”的承办“{queries.name_of(key, on)}”{what}，到这一步会送不出去。")
    return people


def _warnings(visited: list[Tried], drafter: Any, ends_at: datetime) -> list[str]:
    said = [sentence for tried in visited for sentence in tried.warnings]
    if not visited:
        return ["按这些内容，路线上没有一个环节要办，这样的事项会被拒绝发起。"]
    alone: dict[Any, list[str]] = {}
    for tried in visited:
        if len(tried.people) == 1:
            alone.setdefault(tried.people[0], []).append(tried.step.label)
    for person, labels in alone.items():
        if person == drafter:
            said.append(f"{'、'.join(labels)}由起草人{person}自己审批。")
        if len(labels) > 1:
            said.append(f"{person}一个人要办{len(labels)}次：{'、'.join(labels)}。")
    year = localdate(ends_at).year
    if working_days().is_provisional(year):
        said.append(f"{year}年的节假日安排还没有公布，那一年的日期是暂定的。")
    return said
