"""Who sees which requests, and who may begin one."""

from django.db.models import Q
from django.utils.timezone import localdate

from openxian.organisations.queries import holds, organisations_in_any
from tests.example.models import SupplyRequest


def visible_to(person, at):
    """Their own, and those of the bodies whose chief or keeper they are."""
    bodies = organisations_in_any(person, ("first_reviewer", "second_reviewer"), localdate(at))
    return SupplyRequest.objects.filter(Q(owner=person) | Q(organisation__in=bodies)).select_related("owner")


def may_begin(person, at):
    """Whoever writes for some body."""
    return holds(person, "writer", localdate(at))
