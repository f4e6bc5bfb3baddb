"""The door for reading: what is mine to do, what waits on others, what is late, and why it is where it is."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from openxian.core.assignments import holders, registry, rules
from openxian.core.assignments.models import Assignment

SHOWN = ("taken_by", "opened_by", "owner", "closed_by")


def mine(person: Any, at: datetime) -> QuerySet[Assignment]:
    """Open parts a person may act on now: theirs, their pools', those of people they stand in for.

    What a colleague of a pool has taken is not among them (``with_colleagues``).
    """
    keys = holders.keys_of(person, localdate(at))
    free = Q(taken_by__isnull=True) | Q(taken_by__in=_persons(keys))
    return _open(holder__in=keys).filter(free)


def with_colleagues(person: Any, at: datetime) -> QuerySet[Assignment]:
    """Open parts of a person's pools that a colleague has taken."""
    keys = holders.keys_of(person, localdate(at))
    return _open(holder__in=keys, taken_by__isnull=False).exclude(taken_by__in=_persons(keys))


def waiting_on_others(person: Any) -> QuerySet[Assignment]:
    """Open parts of cases a person began or sent on, in somebody else's hands."""
    begun = _open().filter(Q(owner=person) | Q(opened_by=person))
    return begun.exclude(holder=holders.person_key(person)).exclude(taken_by=person)


def overdue(person: Any, at: datetime) -> QuerySet[Assignment]:
    """Those of ``mine`` whose limit has passed."""
    return mine(person, at).filter(order_at__lt=at)


def done_by(person: Any) -> QuerySet[Assignment]:
    """Parts a person has closed, newest first."""
    return Assignment.objects.filter(closed_by=person).select_related(*SHOWN).order_by("-closed_at", "-pk")


def of(thing: Any) -> QuerySet[Assignment]:
    """All parts of one case, oldest first."""
    return Assignment.objects.of(thing).select_related(*SHOWN)


def search(person: Any, text: str, at: datetime) -> QuerySet[Assignment]:
    """Parts a person holds, began, sent or closed, whose title or number contains ``text``, newest first."""
    keys = holders.keys_of(person, localdate(at))
    involved = Q(holder__in=keys) | Q(owner=person) | Q(opened_by=person) | Q(closed_by=person)
    named = Q(title__icontains=text) | Q(number__icontains=text)
    return Assignment.objects.filter(involved).filter(named).select_related(*SHOWN).order_by("-pk")


def may_act(assignment: Assignment, person: Any, at: datetime) -> bool:
    """Whether a person may do this part now."""
    return rules.may_act(assignment, holders.keys_of(person, localdate(at)))


def without_people(at: datetime) -> QuerySet[Assignment]:
    """Open parts nobody stands behind, the oldest first."""
    return _open(holder__in=deserted(at)).order_by("opened_at", "pk")


def deserted(at: datetime) -> list[str]:
    """The holders that have something to do and nobody behind them; a few queries for each 500 people."""
    open_ones = open_holders()
    manned = holders.stood_for(localdate(at)) if open_ones else set()
    return [key for key in open_ones if key not in manned]


def open_holders() -> list[str]:
    """Every holder that has something to do, once; one query."""
    keys = Assignment.objects.open().order_by("holder").values_list("holder", flat=True)
    return list(keys.distinct())


def explain(assignment: Assignment, at: datetime, people: Iterable[Any] = ()) -> str:
    """The one line why an assignment is where it is; ``people`` names those who may move it (a page of one case)."""
    return explanation(assignment, at, people).as_text()


def explanation(assignment: Assignment, at: datetime, people: Iterable[Any] = ()) -> rules.Explanation:
    """The same as data. No query when the people of the row were selected with it, as all queries here do."""
    since, today = localdate(assignment.opened_at), localdate(at)
    due_on = localdate(assignment.due_at) if assignment.due_at else None
    return rules.Explanation(
        holder=assignment.holder_name,
        taken_by=str(assignment.taken_by) if assignment.taken_by_id else "",
        since=since,
        sender=str(assignment.opened_by) if assignment.opened_by_id else "系统",
        days_here=(today - since).days,
        basis=assignment.basis,
        due_on=due_on,
        days_left=(due_on - today).days if due_on else None,
        expects=_expects(assignment),
        movers=tuple(str(person) for person in people),
        closed=_closed(assignment),
    )


def people_of(assignment: Assignment, at: datetime) -> list[Any]:
    """Who may move an assignment: its taker, else everybody behind its holder; a few queries."""
    on: date = localdate(at)
    key = holders.person_key(assignment.taken_by) if assignment.taken_by_id else assignment.holder
    return holders.people_of(key, on)


def _open(**facts: Any) -> QuerySet[Assignment]:
    return Assignment.objects.open().filter(**facts).select_related(*SHOWN)


def _persons(keys: Iterable[str]) -> list[int]:
    """The people among some keys: oneself and those one stands in for."""
    return [int(key.removeprefix(rules.PERSON)) for key in keys if key.startswith(rules.PERSON)]


def _expects(assignment: Assignment) -> str:
    kind = {kind.key: kind for kind in registry.kinds()}.get(assignment.kind)
    return kind.expects(assignment) if kind else ""


def _closed(assignment: Assignment) -> str:
    if assignment.is_open:
        return ""
    day = localdate(assignment.closed_at)
    who = assignment.closed_by if assignment.closed_by_id else "系统"
    return f"{assignment.holder_name}的这一步{day.month}月{day.day}日{assignment.get_outcome_display()}（{who}）。"
