"""What the desk asks: how much waits for a person, what they may see, what happened to a case."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.timezone import localdate, localtime, make_aware

from openxian.core.assignments import holders
from openxian.core.assignments import queries as assignments
from openxian.core.assignments.models import Assignment
from openxian.core.models import AuditLine
from openxian.desk import rules

LONGEST_TRAIL = 200


def limits(person: Any, at: datetime) -> list[datetime]:
    """The limits of a person's to-dos, the nearest first, as many as the desk counts; one query."""
    rows = assignments.mine(person, at).order_by("order_at", "pk").values_list("order_at", flat=True)
    return list(rows[: rules.MOST_COUNTED])


def at_most(rows: QuerySet) -> int:
    """How many rows there are, counting no further than the desk says aloud."""
    return rows.order_by()[: rules.MOST_COUNTED].count()


def visible(person: Any, at: datetime) -> QuerySet[Assignment]:
    """Assignments whose page a person may open: theirs or their pools', what they began, sent or closed."""
    keys = holders.keys_of(person, localdate(at))
    involved = Q(holder__in=keys) | Q(owner=person) | Q(opened_by=person) | Q(closed_by=person)
    return Assignment.objects.filter(involved).select_related(*assignments.SHOWN)


def case_parts(assignment: Assignment) -> list[Assignment]:
    """All parts of the case an assignment belongs to, oldest first; one query."""
    parts = Assignment.objects.filter(thing_type=assignment.thing_type, thing_id=assignment.thing_id)
    return list(parts.select_related(*assignments.SHOWN).order_by("pk")[:LONGEST_TRAIL])


def trail(thing_type: str, thing_id: str) -> list[AuditLine]:
    """What is on record about a thing, newest first; one query."""
    lines = AuditLine.objects.filter(thing_type=thing_type, thing_id=thing_id)
    return list(lines.order_by("-id")[:LONGEST_TRAIL])


def next_todo(person: Any, at: datetime, after: Assignment) -> Assignment | None:
    """What to do next: the one behind ``after`` in the person's list, else the first."""
    waiting = assignments.mine(person, at).exclude(pk=after.pk).order_by("order_at", "pk")
    later = Q(order_at__gt=after.order_at) | Q(order_at=after.order_at, pk__gt=after.pk)
    return waiting.filter(later).first() or waiting.first()


def between(person: Any, first: date, last: date, at: datetime) -> list[Assignment]:
    """A person's to-dos whose limit falls on one of some days, both included, the nearest first."""
    begins, ends = _midnight(first), _midnight(last + timedelta(days=1))
    due = assignments.mine(person, at).filter(order_at__gte=begins, order_at__lt=ends)
    return list(due.order_by("order_at", "pk")[:LONGEST_TRAIL])


def without_people(at: datetime) -> list[dict[str, Any]]:
    """What nobody stands behind: for each holder and kind ``name total first since due``, the oldest first."""
    parts = assignments.without_people(at).select_related(None).order_by().values("holder", "kind")
    facts = {"name": Max("holder_name"), "total": Count("pk"), "first": Min("pk")}
    return list(parts.annotate(**facts, since=Min("opened_at"), due=Min("due_at")).order_by("since", "first"))


def end_of_day(at: datetime) -> datetime:
    """The first moment of the next day here."""
    return _midnight(localtime(at).date() + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))
