"""The door for reading: who may speak for which body, and what bodies there were on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from openxian.organisations.models import Delegation, Duty, Organisation
from openxian.organisations.rules import LEVELS


def duties_on(person, role_key: str, on: date) -> QuerySet[Duty]:
    """Duties of ``role_key`` that ``person`` may use on a day: their own and those delegated to them."""
    delegators = delegations_on(on).filter(delegate=person, delegator__is_active=True).values("delegator")
    return Duty.objects.valid(on).filter(Q(user=person) | Q(user__in=delegators), role__key=role_key)


def delegations_on(on: date) -> QuerySet[Delegation]:
    """Delegations in force on a day (both days included, not ended early)."""
    return Delegation.objects.filter(from_on__lte=on, to_on__gte=on, ended_at__isnull=True)


def organisations_of(person, role_key: str, on: date) -> QuerySet[Organisation]:
    """The bodies for which ``person`` holds a role on a day, lazily: good as a subquery (``organisation__in=``)."""
    return _covered(duties_on(person, role_key, on))


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
