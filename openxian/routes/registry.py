"""The kinds of case that can be sent along a route: declared here, filled by the rooms above."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.urls import reverse

from openxian.core.assignments.models import Assignment
from openxian.core.assignments.registry import Act, Kind
from openxian.core.errors import Refused
from openxian.routes.rules import DRAFT, Field

__all__ = ["CHOOSES", "Field", "Subject", "as_kind", "register", "subject_of", "subjects"]

CHOOSES = "chooses"
"""The role of a part whose holder chooses who does the step after it."""


@dataclass(frozen=True)
class Subject:
    """A kind of case: ``key`` is also the kind of its assignments, ``fields`` are what conditions may ask about."""

    key: str
    label: str
    fields: tuple[Field, ...] = ()

    @property
    def known(self) -> dict[str, Field]:
        """Name → field."""
        return {field.name: field for field in self.fields}


_subjects: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    """Declare a kind of case; called once by a room's ``AppConfig.ready``."""
    _subjects[subject.key] = subject


def subject_of(key: str) -> Subject:
    """The subject of this key; one without fields when its room is not installed any more."""
    return _subjects.get(key) or Subject(key, key)


def subjects() -> list[Subject]:
    """Every subject, in the order the rooms were loaded."""
    return list(_subjects.values())


def as_kind(subject: Subject, address: Callable[[Assignment], str]) -> Kind:
    """The subject as the desk's kind of case, with every button and page a run needs; ``address`` is the case's page.

    Agree (many at once too, unless the next holder is to be chosen), send back, send again, recall.
    """
    return Kind(subject.key, subject.label, address, _acts, _expects)


def _acts(assignment: Assignment, person: Any, at: datetime) -> list[Act]:
    """The buttons of a row, from the row alone: no query when the person's keys are remembered."""
    from openxian.routes import permissions

    mine = permissions.may_decide(person, assignment, at)
    asked = (_again(assignment) if assignment.step == DRAFT else _decisions(assignment)) if mine else []
    recalls = assignment.is_open and assignment.owner_id == person.pk
    return [*asked, Act("recall", "撤回", _recall, "required", "danger")] if recalls else asked


def _decisions(assignment: Assignment) -> list[Act]:
    from openxian.routes import actions

    back = Act("send_back", "退回", reason="required", weight="danger", address=_page("send_back", assignment))
    if assignment.role == CHOOSES:
        agree = Act("agree", "同意", reason="optional", weight="primary", address=_page("agree", assignment))
    else:
        agree = Act("agree", "同意", partial(actions.decide, passed=True), "optional", "primary", bulk=True)
    return [agree, back]


def _again(assignment: Assignment) -> list[Act]:
    page = _page("resubmit", assignment)
    return [Act("resubmit", "重新提交", reason="optional", weight="primary", address=page)]


def _page(name: str, assignment: Assignment) -> str:
    return reverse(f"routes:{name}", args=[assignment.pk])


def _recall(assignment: Assignment, *, by: Any, at: datetime, reason: str) -> None:
    from openxian.routes import actions, queries

    run = queries.run_of_part(assignment)
    if run is None:
        raise Refused("这件事的审批已经结束，请刷新页面。")
    actions.recall_run(run, reason=reason, by=by, at=at)


def _expects(assignment: Assignment) -> str:
    if assignment.step == DRAFT:
        return "按退回意见修改后重新提交，或者撤回"
    if assignment.role == CHOOSES:
        return "看过内容后同意并选定下一环节由谁办，或者写明理由退回"
    return "看过内容后同意，或者写明理由退回"
