"""The door for reading: who may speak for which body, and what bodies there were on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from openxian.accounts import queries as accounts
from openxian.organisations.models import (
    Appointment,
    Delegation,
    Duty,
    Organisation,
    OrganisationPeriod,
    Person,
    Post,
    Reform,
    Unit,
)
from openxian.organisations.rules import LEVELS


def duties_on(person, role_key: str, on: date) -> QuerySet[Duty]:
    """Duties of ``role_key`` that ``person`` may use on a day: their own and those delegated to them."""
    return usable_duties(person, on).filter(role__key=role_key)


def delegations_on(on: date) -> QuerySet[Delegation]:
    """Delegations in force on a day (both days included, not ended early)."""
    return Delegation.objects.filter(from_on__lte=on, to_on__gte=on, ended_at__isnull=True)


def organisations_of(person, role_key: str, on: date) -> QuerySet[Organisation]:
    """The bodies for which ``person`` holds a role on a day, lazily: good as a subquery (``organisation__in=``)."""
    return _covered(duties_on(person, role_key, on))


def organisations_in_any(person, role_keys: Collection[str], on: date) -> QuerySet[Organisation]:
    """The bodies for which ``person`` holds at least one of several roles on a day, lazily; one query."""
    return _covered(usable_duties(person, on).filter(role__key__in=role_keys))


def organisation_ids(person, role_key: str, on: date) -> set[int]:
    """Ids of the bodies for which ``person`` holds ``role_key`` on a day, delegations included; one query."""
    return set(organisations_of(person, role_key, on).order_by().values_list("pk", flat=True))


def holds(person, role_key: str, on: date, organisation=None) -> bool:
    """Whether ``person`` holds a role on a day: for ``organisation``, or for any body; one query."""
    if organisation is None:
        return duties_on(person, role_key, on).exists()
    return organisations_of(person, role_key, on).filter(pk=organisation.pk).exists()


def acting_for(person, role_key: str, organisation, on: date):
    """For whom ``person`` acts: ``None`` when by their own duty (or none at all), else the delegator.

    Ask ``holds`` first; at most two queries.
    """
    own = Duty.objects.valid(on).filter(user=person, role__key=role_key)
    if _covered(own).filter(pk=organisation.pk).exists():
        return None
    duty = _covering(duties_on(person, role_key, on), organisation).select_related("user").first()
    return duty.user if duty else None


def names_of_all():
    """Rows ``pk slug name short_name credit_code abolished_on`` of every body there is or was; one query."""
    return Organisation.objects.values_list(
        "pk", "slug", "name", "short_name", "credit_code", "abolished_on", named=True
    )


def _covered(duties: QuerySet[Duty]) -> QuerySet[Organisation]:
    """The bodies of some duties, with those below where the duty says so; the tree has ``LEVELS`` levels."""
    below = duties.filter(includes_below=True).order_by().values("organisation")
    reach = Q(pk__in=duties.order_by().values("organisation"))
    for height in range(1, LEVELS):
        reach |= Q(**{"__".join(["parent"] * height) + "__in": below})
    return Organisation.objects.filter(reach)


def _covering(duties: QuerySet[Duty], organisation) -> QuerySet[Duty]:
    """Those of some duties that reach ``organisation``."""
    reach = Q(organisation=organisation)
    for height in range(1, LEVELS):
        reach |= Q(includes_below=True, **{"organisation__" + "__".join(["children"] * height): organisation})
    return duties.filter(reach).distinct()


def own_duties(person, on: date) -> QuerySet[Duty]:
    """A person's own duties on a day, with role and body."""
    return Duty.objects.valid(on).filter(user=person).select_related("role", "organisation")


def usable_duties(person, on: date) -> QuerySet[Duty]:
    """All duties a person may use on a day: their own and those delegated to them."""
    delegators = delegations_on(on).filter(delegate=person).values("delegator")
    return Duty.objects.valid(on).filter(Q(user=person) | Q(user__in=delegators))


def overlapping(rows: QuerySet, from_on: date, until_on: date | None) -> QuerySet:
    """Those of some dated rows (``from_on``, ``until_on`` not included) that share a day with a span."""
    rows = rows.filter(Q(until_on__isnull=True) | Q(until_on__gt=from_on))
    return rows.filter(from_on__lt=until_on) if until_on else rows


@dataclass(frozen=True)
class BodyOnDay:
    """A body as it was on a day."""

    organisation_id: int
    slug: str
    name: str
    short_name: str
    kind: str
    parent_id: int | None
    parent_name: str


def as_of(on: date) -> list[BodyOnDay]:
    """The bodies of a day with the names they had and the body each was under, in order; one query."""
    periods = OrganisationPeriod.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=on), from_on__lte=on)
    periods = list(periods.select_related("organisation").order_by("organisation__position", "organisation_id"))
    names = {period.organisation_id: period.name for period in periods}
    return [
        BodyOnDay(
            organisation_id=period.organisation_id,
            slug=period.organisation.slug,
            name=period.name,
            short_name=period.short_name,
            kind=period.kind,
            parent_id=period.parent_id,
            parent_name=names.get(period.parent_id, ""),
        )
        for period in periods
    ]


def trees_since(on: date) -> list[dict[int, int | None]]:
    """Every tree there has been from a day until now, each as body → body above it; one query."""
    periods = OrganisationPeriod.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=on))
    rows = list(periods.values_list("organisation_id", "parent_id", "from_on", "until_on"))
    days = {on, *(from_on for _, _, from_on, _ in rows if from_on > on)}
    return [
        {body: parent for body, parent, from_on, until in rows if from_on <= day and (not until or until > day)}
        for day in sorted(days)
    ]


def history(organisation: Organisation) -> list[OrganisationPeriod]:
    """How a body was called and whose it was, oldest first."""
    return list(organisation.periods.select_related("parent").order_by("from_on"))


def reforms_of(organisation: Organisation) -> QuerySet[Reform]:
    """The reforms a body took part in, newest first."""
    took_part = Q(predecessors=organisation) | Q(successors=organisation)
    return Reform.objects.filter(took_part).distinct().prefetch_related("predecessors", "successors")


def leaders(organisation: Organisation, on: date) -> list[Appointment]:
    """Who held the leaders' posts of a body on a day, by rank; each with ``person`` and ``post``; one query."""
    held = Appointment.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=on), from_on__lte=on)
    held = held.filter(post__organisation=organisation, post__is_leader=True).select_related("person", "post")
    return list(held.order_by("post__position", "post_id", "from_on", "person__name"))


def public_bodies(on: date) -> dict[str, list[Organisation]]:
    """Label of the kind → the bodies of a day, each with ``open_units``; two queries."""
    open_units = Unit.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on))
    living = Organisation.objects.filter(Q(abolished_on__isnull=True) | Q(abolished_on__gt=on), established_on__lte=on)
    bodies: dict[str, list[Organisation]] = {label: [] for label in Organisation.Kind.labels}
    for body in living.prefetch_related(Prefetch("units", open_units, to_attr="open_units")):
        bodies[body.get_kind_display()].append(body)
    return {label: found for label, found in bodies.items() if found}


def open_delegations(person, on: date) -> QuerySet[Delegation]:
    """Delegations given by or to a person that are in force on a day or will be."""
    own = Delegation.objects.filter(Q(delegator=person) | Q(delegate=person), to_on__gte=on, ended_at__isnull=True)
    return own.select_related("delegator", "delegate").order_by("from_on")


def duties(text: str, on: date) -> QuerySet[Duty]:
    """Duties in force on a day or later, newest first; ``text`` is part of a person's or body's name."""
    found = Duty.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=on))
    if text:
        asked = Q(user__name__contains=text) | Q(user__username=text) | Q(organisation__name__contains=text)
        found = found.filter(asked)
    return found.select_related("user", "role", "organisation").order_by("-id")


def duties_at(organisation: Organisation, on: date) -> QuerySet[Duty]:
    """Duties at one body, in force on a day or later, by role and person."""
    return duties("", on).filter(organisation=organisation).order_by("role_id", "user__username")


def posts_with_holders(organisation: Organisation, on: date) -> list[Post]:
    """The posts of a body by rank, each with ``holders``: the appointments of a day; two queries."""
    held = Appointment.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=on)).select_related("person")
    posts = organisation.posts.select_related("unit")
    return list(posts.prefetch_related(Prefetch("appointments", held, to_attr="holders")))


def people(text: str, on: date) -> QuerySet[Person]:
    """The register of people by number, each with ``current``: what they hold on a day."""
    held = Appointment.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=on))
    current = Prefetch("appointments", held.select_related("post__organisation"), to_attr="current")
    found = Person.objects.filter(name__contains=text) if text else Person.objects.all()
    return found.select_related("user").prefetch_related(current).order_by("pk")


def living(on: date) -> QuerySet[Organisation]:
    """The bodies there are on a day."""
    return Organisation.objects.filter(Q(abolished_on__isnull=True) | Q(abolished_on__gt=on), established_on__lte=on)


def bodies_of_posts(person, on: date) -> QuerySet[Organisation]:
    """The bodies in which ``person`` holds a post on a day, lazily."""
    return Organisation.objects.filter(pk__in=_held(on).filter(person__user=person).values("post__organisation"))


def chief_post_of(person, on: date) -> Post | None:
    """The first post of the unit in which ``person`` holds one on a day: the chief's; ``None`` outside any unit."""
    units = _held(on).filter(person__user=person, post__unit__isnull=False).values("post__unit")
    return Post.objects.filter(unit__in=units).order_by("unit__position", "position", "pk").first()


def open_units(organisation: Organisation, on: date) -> QuerySet[Unit]:
    """The units of a body on a day, in order."""
    return organisation.units.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on))


def units_of_all(on: date) -> QuerySet[Unit]:
    """The units of every body of a day, each with its body, in order; one query."""
    units = Unit.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on), organisation__in=living(on))
    return units.select_related("organisation").order_by("organisation__position", "organisation_id", "position", "pk")


def staff_of(organisation: Organisation, on: date) -> QuerySet:
    """The accounts in use of a body's people, by post or by duty, by login name."""
    appointed = _held(on).filter(post__organisation=organisation).values_list("person__user_id", flat=True)
    bound = Duty.objects.valid(on).filter(organisation=organisation).values_list("user_id", flat=True)
    numbers = {number for number in (*appointed, *bound) if number}
    return accounts.people_numbered(numbers).filter(is_active=True).order_by("username")


def _held(on: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=on), from_on__lte=on)
