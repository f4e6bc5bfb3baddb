"""An assignment as a line of a list: everything said in words, nothing left to ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from openxian.core.assignments import queries, registry
from openxian.core.assignments.models import Assignment
from openxian.core.assignments.registry import Act
from openxian.desk import rules
from openxian.desk.rules import Due

WEIGHTS = ("danger", "plain", "primary")
"""The order of buttons: what one wants most is last, under the thumb."""


@dataclass(frozen=True)
class Row:
    """One line: ``why`` is the line that explains it, ``acts`` the buttons this person has now."""

    pk: int
    title: str
    number: str
    kind: str
    step: str
    urgency: str
    holder: str
    since: str
    due: Due
    why: str
    open: bool
    outcome: str
    acts: list[Act] = field(default_factory=list)


def rows(assignments: Iterable[Assignment], person: Any, at: datetime) -> list[Row]:
    """The lines of some assignments; no query when they were asked for by ``core.assignments.queries``."""
    return [row(assignment, person, at) for assignment in assignments]


def row(assignment: Assignment, person: Any, at: datetime) -> Row:
    """One assignment as a line."""
    now, closed = localtime(at), assignment.closed_at
    due_at = localtime(assignment.due_at) if assignment.due_at else None
    return Row(
        pk=assignment.pk,
        title=assignment.title,
        number=assignment.number,
        kind=label_of(assignment),
        step=assignment.label,
        urgency=assignment.get_urgency_display() if assignment.urgency else "",
        holder=str(assignment.taken_by) if assignment.taken_by_id else assignment.holder_name,
        since=rules.moment_in_words(localtime(closed or assignment.opened_at), now),
        due=rules.due_in_words(due_at, now),
        why=queries.explain(assignment, at),
        open=assignment.is_open,
        outcome=assignment.get_outcome_display(),
        acts=acts_of(assignment, person, at),
    )


def acts_of(assignment: Assignment, person: Any, at: datetime) -> list[Act]:
    """The buttons a person has; none for what is closed or whose room is not installed."""
    kind = kind_of(assignment)
    return kind.acts(assignment, person, at) if kind and assignment.is_open else []


def act_of(assignment: Assignment, name: str, person: Any, at: datetime) -> Act | None:
    """The button of this name, if the person has it now."""
    return next((act for act in acts_of(assignment, person, at) if act.name == name), None)


def kind_of(assignment: Assignment) -> registry.Kind | None:
    """The kind of an assignment; ``None`` when its room is not installed here."""
    return kind_of_key(assignment.kind)


def kind_of_key(key: str) -> registry.Kind | None:
    """The kind of this key, if its room is installed here."""
    return next((kind for kind in registry.kinds() if kind.key == key), None)


def label_of(assignment: Assignment) -> str:
    kind = kind_of(assignment)
    return kind.label if kind else assignment.kind


def address_of(assignment: Assignment) -> str:
    """Where the case's own page is; empty when its room is not installed here."""
    kind = kind_of(assignment)
    return kind.address(assignment) if kind else ""


def shared_acts(chosen: Sequence[Assignment], person: Any, at: datetime) -> list[Act]:
    """The buttons that all of ``chosen`` have and that may be pressed for many at once."""
    offered = [
        {each.name: each for each in acts_of(one, person, at) if each.bulk and not each.address} for one in chosen
    ]
    if not offered:
        return []
    first, *others = offered
    return [each for name, each in first.items() if all(name in other for other in others)]
