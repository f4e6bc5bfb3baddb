"""The kinds of case that can be sent along a route: declared here, filled by the rooms above."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from openxian.core.assignments.models import Assignment
from openxian.core.assignments.registry import Act, Kind
from openxian.routes.rules import DRAFT, Field

__all__ = ["Field", "Subject", "as_kind", "register", "subject_of", "subjects"]


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
    """The subject as the desk's kind of case: agree (many at once too) or send back; ``address`` is the case's page."""
    return Kind(subject.key, subject.label, address, _acts, _expects)


def _acts(assignment: Assignment, person: Any, at: datetime) -> list[Act]:
    from openxian.routes import actions, permissions

    if assignment.step == DRAFT or not permissions.may_decide(person, assignment, at):
        return []
    agree = partial(actions.decide, passed=True)
    back = partial(actions.decide, passed=False)
    return [
        Act("agree", "同意", agree, "optional", "primary", bulk=True),
        Act("send_back", "退回", back, "required", "danger"),
    ]


def _expects(assignment: Assignment) -> str:
    if assignment.step == DRAFT:
        return "按退回意见修改后重新提交，或者撤回"
    return "看过内容后同意，或者写明理由退回"
