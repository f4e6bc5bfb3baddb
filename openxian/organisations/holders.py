"""Units, posts, duties and leaders as holders of assignments, and those who stand in for the people behind them.

``unit:<pk>`` whoever holds a post in the unit · ``post:<pk>`` whoever holds the post · ``leaders:<organisation>``
whoever holds a leader's post of the body · ``duty:<role>:<organisation>`` whoever holds the role for the body.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from openxian.accounts import queries as accounts
from openxian.core.assignments.holders import number_of
from openxian.core.errors import Refused
from openxian.organisations import queries
from openxian.organisations.models import Appointment, Duty, Organisation, Post, Unit
from openxian.organisations.rules import LEVELS


class Duties:
    """``duty:<role key>:<organisation pk>``: a role held for a body, itself or for the bodies below another."""

    def keys_of(self, people: Sequence[Any], on: date) -> Iterable[tuple[int, str]]:
        duties = Duty.objects.valid(on).filter(user__in=people).order_by("pk")
        rows = list(duties.values_list("user_id", "role__key", "organisation_id", "includes_below"))
        below = _bodies_below({body for _, _, body, reaches in rows if reaches})
        for user, role, body, reaches in rows:
            for one in (body, *(below[body] if reaches else ())):
                yield user, f"duty:{role}:{one}"

    def people(self, rest: str, on: date) -> list[Any]:
        role, body = _role_and_body(rest)
        reach = Q(organisation=body)
        for height in range(1, LEVELS):
            reach |= Q(includes_below=True, **{"organisation__" + "__".join(["children"] * height): body})
        duties = Duty.objects.valid(on).filter(reach, role__key=role).select_related("user")
        return list({duty.user_id: duty.user for duty in duties.order_by("user__username")}.values())

    def name(self, rest: str, on: date) -> str:
        role, body = _role_and_body(rest)
        known = accounts.roles_of_bodies().filter(key=role).first()
        if known is None:
            raise Refused(f"没有“{role}”这个角色。")
        return f"{_found(Organisation, body)}{known.name}"


class Appointed:
    """Holders that are posts in some sense: ``lookup`` leads from an appointment to the row with the key."""

    def __init__(self, kind: str, lookup: str, model: type, **facts: Any) -> None:
        self.kind, self.lookup, self.model, self.facts = kind, lookup, model, facts

    def keys_of(self, people: Sequence[Any], on: date) -> Iterable[tuple[int, str]]:
        held = self._held(on).filter(person__user__in=people).values_list("person__user_id", self.lookup)
        return [(user, f"{self.kind}:{number}") for user, number in held.order_by("pk") if number is not None]

    def people(self, rest: str, on: date) -> list[Any]:
        held = self._held(on).filter(**{self.lookup: number_of(rest)}).select_related("person__user")
        return list({one.person.user_id: one.person.user for one in held.order_by("post__position", "pk")}.values())

    def name(self, rest: str, on: date) -> str:
        return named(_found(self.model, number_of(rest)))

    def _held(self, on: date) -> QuerySet[Appointment]:
        held = Appointment.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=on), from_on__lte=on)
        return held.filter(person__user__is_active=True, **self.facts)


class StandIns:
    """Delegations: who acts for whom."""

    def absent(self, person: Any, on: date) -> list[Any]:
        given = queries.delegations_on(on).filter(delegate=person, delegator__is_active=True)
        return [one.delegator for one in given.select_related("delegator").order_by("pk")]

    def standing_in(self, people: Sequence[Any], on: date) -> list[Any]:
        given = queries.delegations_on(on).filter(delegator__in=people, delegate__is_active=True)
        return [one.delegate for one in given.select_related("delegate").order_by("pk")]


KINDS = {
    "duty": Duties(),
    "unit": Appointed("unit", "post__unit_id", Unit),
    "post": Appointed("post", "post_id", Post),
    "leaders": Appointed("leaders", "post__organisation_id", Organisation, post__is_leader=True),
}


def named(thing: Any) -> str:
    """What a list calls a unit, a post or the leaders of a body: with the body before it."""
    if isinstance(thing, Organisation):
        return f"{thing}负责人"
    inner = str(thing.unit) if isinstance(thing, Post) and thing.unit else ""
    return f"{thing.organisation}{inner}{thing}"


def _bodies_below(bodies: set[int]) -> dict[int, list[int]]:
    """Body → all bodies below it; one query for any number, none when nothing is asked."""
    below: dict[int, list[int]] = {body: [] for body in bodies}
    if not bodies:
        return below
    parents = dict(Organisation.objects.order_by("pk").values_list("pk", "parent_id"))
    for body in parents:
        for above in _above(body, parents):
            if above in below:
                below[above].append(body)
    return below


def _above(body: int, parents: dict[int, int | None]) -> Iterable[int]:
    """The bodies above one, nearest first; the tree has at most ``LEVELS`` levels."""
    above = parents[body]
    for _ in range(LEVELS):
        if above is None:
            return
        yield above
        above = parents.get(above)


def _role_and_body(rest: str) -> tuple[str, int]:
    role, _, body = rest.rpartition(":")
    return role, number_of(body)


def _found(model: Any, number: int) -> Any:
    found = model._default_manager.filter(pk=number).first()
    if found is None:
        raise Refused(f"没有这个{model._meta.verbose_name}，请重新选择承办对象。")
    return found
