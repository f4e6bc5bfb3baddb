"""Rights come from duties: each sentence once per article and once per list, and they agree."""

from datetime import date, timedelta

import pytest

from openxian.repository import permissions, queries
from openxian.repository.models import Article
from tests.cast import grant

TODAY = date(2026, 3, 2)
CAST = (
    "writer first_reviewer second_reviewer final_reviewer site_manager stranger nobody "
    "system_administrator security_administrator audit_administrator"
).split()


@pytest.mark.parametrize("role", CAST)
def test_the_list_and_the_object_agree(role, request, draft, public):
    person = request.getfixturevalue(role)
    visible = set(permissions.visible_to(person, TODAY))
    assert visible == {article for article in Article.objects.all() if permissions.may_read(person, article, TODAY)}
    assert bool(visible) == (role in permissions.READERS)


def test_nobody_at_all_sees_nothing(draft):
    assert not permissions.visible_to(None, TODAY).exists() and not permissions.reviews_for(None, TODAY).exists()
    assert not permissions.may_read(None, draft, TODAY) and not permissions.may_edit(None, draft, TODAY)


def test_a_duty_that_is_over_gives_no_right(draft, nobody, education):
    grant(nobody, "writer", education, from_on=TODAY - timedelta(days=9), until_on=TODAY)
    assert permissions.may_edit(nobody, draft, TODAY - timedelta(days=1))
    assert not permissions.may_edit(nobody, draft, TODAY)


@pytest.mark.parametrize("role", CAST)
def test_a_draft_is_its_writers_until_it_is_in_review(role, request, draft, submitted):
    person = request.getfixturevalue(role)
    draft = Article.objects.get(pk=draft.pk)
    assert not permissions.may_edit(person, draft, TODAY)
    assert permissions.may_review(person, submitted, TODAY) == (role == "first_reviewer")
    assert permissions.may_publish_urgently(person, draft, TODAY) == (role == "final_reviewer")
    assert permissions.may_recall(person, submitted, TODAY) == (role == "writer")
    assert not permissions.may_withdraw(person, draft, TODAY)


def test_what_waits_for_me_is_found_quickly_however_many_duties_i_have(
    submitted, first_reviewer, django_assert_max_num_queries
):
    from openxian.accounts.models import Role
    from openxian.organisations.models import Duty, Organisation

    bodies = Organisation.objects.bulk_create(
        Organisation(slug=f"b{n}", kind="township", name=f"{n}镇", short_name=f"{n}镇", established_on=TODAY)
        for n in range(700)
    )  # fmt: skip
    roles = Role.objects.filter(key__in=("first_reviewer", "second_reviewer", "final_reviewer"))
    Duty.objects.bulk_create(
        Duty(user=first_reviewer, role=role, organisation=body, from_on=TODAY) for role in roles for body in bodies
    )
    with django_assert_max_num_queries(4):
        assert list(queries.awaiting_my_review(first_reviewer, TODAY)) == [submitted]
