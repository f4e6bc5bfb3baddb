"""Who may let articles stand in which column; deny by default."""

from datetime import date

from django.db.models import Q, QuerySet

from openxian.organisations import queries as organisations
from openxian.portal.models import ColumnPage


def visible_to(person, on: date) -> QuerySet[ColumnPage]:
    """The columns ``person`` may place articles in on a day: the same sentence as ``may_place``, for lists."""
    columns = ColumnPage.objects.filter(live=True)
    if person is None or not person.is_active:
        return columns.none()
    if organisations.holds(person, "site_manager", on):
        return columns
    bodies = organisations.organisation_ids(person, "writer", on)
    return columns.filter(Q(organisation__isnull=True) | Q(organisation__in=bodies)) if bodies else columns.none()


def may_place(person, column: ColumnPage, on: date) -> bool:
    """A site manager anywhere; a writer in the columns of their own unit and in those that belong to nobody."""
    return visible_to(person, on).filter(pk=column.pk).exists()


def may_build(person, on: date) -> bool:
    """Sites and their columns are built by site managers."""
    return person is not None and person.is_active and organisations.holds(person, "site_manager", on)
