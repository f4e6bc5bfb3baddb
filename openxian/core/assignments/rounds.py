"""Opening and closing parts of a round: the rows and the signals, without a line in the trail.

The acts of this package and the moves of ``core.workflow`` stand on it; they have checked who asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils.timezone import localdate

from openxian.core.assignments import holders
from openxian.core.assignments.models import Assignment
from openxian.core.assignments.signals import assignment_closed, assignment_opened
from openxian.core.errors import Refused


@dataclass(frozen=True)
class Opening:
    """What the parts of one round have in common, besides the case."""

    kind: str
    step: str
    label: str
    owner: Any = None
    title: str = ""
    number: str = ""
    join: str = "all"
    due_at: datetime | None = None
    basis: str = ""
    note: str = ""
    urgency: int = 0
    round: UUID = field(default_factory=uuid4)


def open_parts(
    thing: Any, opening: Opening, parts: Iterable[tuple[str, str]], *, by: Any, at: datetime, must: bool = True
):
    """Ask something of each (role, holder), each holder once; returns the rows.

    A person who sends is refused when nobody stands behind a holder. What comes from outside (``by`` is ``None``)
    is never turned away: it stands in ``queries.without_people`` until somebody is there; ``must=False`` says so for
    a person's act, too.
    """
    wanted: dict[str, str] = {}
    for role, holder in parts:
        wanted.setdefault(holder, role)
    if not wanted:
        raise Refused(f"“{opening.label}”还没有承办人，请先指定由谁办理。")
    names = {holder: _standing(holder, at, must=must and by is not None) for holder in wanted}
    return [_open(thing, opening, (holder, wanted[holder], name), by=by, at=at) for holder, name in names.items()]


def _standing(holder: str, at: datetime, *, must: bool) -> str:
    """The holder's name; raises ``Refused`` when somebody must be there and nobody is."""
    on = localdate(at)
    name = holders.name_of(holder, on)
    if must and not holders.people_of(holder, on):
        raise Refused(f"{name}现在没有人，请先请管理员安排人员，或者换一个承办对象。")
    return name


def _open(thing: Any, opening: Opening, asked: tuple[str, str, str], *, by: Any, at: datetime) -> Assignment:
    holder, role, name = asked
    common = {**vars(opening), "title": (opening.title or str(thing))[:300], "note": opening.note[:500]}
    row = Assignment.objects.create(
        thing_type=thing._meta.label_lower, thing_id=str(thing.pk), holder=holder, holder_name=name[:120], role=role,
        opened_by=by, opened_at=at, **common,
    )  # fmt: skip
    assignment_opened.send(Assignment, assignment=row, by=by, at=at)
    return row


def close(rows: Iterable[Assignment], outcome: str, *, by: Any, at: datetime, remark: str = "") -> None:
    """Close some open parts with one outcome; the rows have been locked."""
    for row in rows:
        row.closed_at, row.closed_by, row.outcome, row.remark = at, by, outcome, remark[:2000]
        row.save(update_fields=["closed_at", "closed_by", "outcome", "remark", "order_at"])
        assignment_closed.send(Assignment, assignment=row, by=by, at=at)


def replace(row: Assignment, holder: str, *, note: str, by: Any, at: datetime, must: bool = True) -> Assignment | None:
    """Close a locked part as handed over and ask the same of ``holder``; ``None`` when it is asked already."""
    name = _standing(holder, at, must=must)
    close([row], Assignment.Outcome.HANDED_OVER, by=by, at=at, remark=note)
    return also(row, holder, name=name, note=note, previous=row, by=by, at=at)


def also(row: Assignment, holder: str, *, note: str, by: Any, at: datetime, name: str = "", previous=None):
    """Ask the same of another holder in the same round; ``None`` when it is asked of them already."""
    if Assignment.objects.open().filter(round=row.round, holder=holder).exists():
        return None
    same = ("kind", "thing_type", "thing_id", "title", "number", "step", "label", "role", "owner_id", "round", "join",
            "urgency", "due_at", "basis")  # fmt: skip
    added = Assignment.objects.create(
        **{name: getattr(row, name) for name in same}, holder=holder, previous=previous, note=note[:500],
        holder_name=(name or _standing(holder, at, must=True))[:120], opened_by=by, opened_at=at,
    )  # fmt: skip
    assignment_opened.send(Assignment, assignment=added, by=by, at=at)
    return added
