"""Duties and delegations decide for which bodies a person acts."""

from datetime import date, timedelta

import pytest
from django.db import connection

from openxian.accounts.models import Role
from openxian.organisations import queries
from openxian.organisations.models import Delegation, Duty, Organisation
from tests.cast import grant, make_user

TODAY = date(2026, 3, 2)


def test_a_duty_reaches_its_own_body_only(writer, education, forestry):
    assert queries.organisation_ids(writer, "writer", TODAY) == {education.pk}
    assert queries.holds(writer, "writer", TODAY, education)
    assert not queries.holds(writer, "writer", TODAY, forestry)
    assert not queries.holds(writer, "final_reviewer", TODAY)


def test_a_duty_with_those_below_reaches_the_whole_subtree(final_reviewer, county, education, forestry):
    school = Organisation.objects.create(
        slug="school", kind="public_institution", name="青岚一中", parent=education, established_on=TODAY
    )
    reached = queries.organisation_ids(final_reviewer, "final_reviewer", TODAY)
    assert reached == {county.pk, education.pk, forestry.pk, school.pk}
    assert queries.acting_for(final_reviewer, "final_reviewer", school, TODAY) is None


@pytest.mark.parametrize(("on", "held"), [(date(2026, 3, 1), False), (TODAY, True), (date(2026, 4, 1), False)])
def test_a_duty_counts_from_its_first_day_until_its_last(db, education, on, held):
    person = grant(make_user("temp", "临时"), "writer", education, from_on=TODAY, until_on=date(2026, 4, 1))
    assert queries.holds(person, "writer", on) is held


def test_who_is_away_is_spoken_for_by_the_delegate(writer, stranger, education, forestry):
    Delegation.objects.create(
        delegator=writer, delegate=stranger, from_on=TODAY, to_on=TODAY + timedelta(days=3), reason="出差"
    )
    assert queries.organisation_ids(stranger, "writer", TODAY) == {education.pk, forestry.pk}
    assert queries.acting_for(stranger, "writer", education, TODAY) == writer
    assert queries.acting_for(stranger, "writer", forestry, TODAY) is None
    assert not queries.holds(stranger, "writer", TODAY + timedelta(days=4), education)


def test_acting_for_finds_a_delegator_above(final_reviewer, stranger, education):
    Delegation.objects.create(delegator=final_reviewer, delegate=stranger, from_on=TODAY, to_on=TODAY, reason="休假")
    assert queries.acting_for(stranger, "final_reviewer", education, TODAY) == final_reviewer


def test_a_disabled_account_has_no_duties(writer):
    writer.is_active = False
    writer.save()
    assert queries.organisation_ids(writer, "writer", TODAY) == set()


def test_two_thousand_duties_cost_one_query(db, county, django_assert_num_queries):
    bodies = Organisation.objects.bulk_create(
        Organisation(slug=f"body-{n}", kind="department", name=f"单位{n}", parent=county, established_on=TODAY)
        for n in range(2000)
    )
    person, role = make_user("busy", "大忙人"), Role.objects.get(key="writer")
    Duty.objects.bulk_create(Duty(user=person, role=role, organisation=body, from_on=TODAY) for body in bodies)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # rows of a moment ago: autovacuum would have counted them at a county
    with django_assert_num_queries(1):
        assert len(queries.organisation_ids(person, "writer", TODAY)) == 2000
    with django_assert_num_queries(1):
        assert Organisation.objects.filter(pk__in=queries.organisations_of(person, "writer", TODAY)).count() == 2000
