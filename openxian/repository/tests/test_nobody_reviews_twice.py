"""三审三校 by different people: whoever wrote, submitted or passed a version has no other say in it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from openxian.core.errors import Forbidden
from openxian.organisations.models import Delegation
from openxian.repository import actions, permissions
from openxian.repository.models import Opinion
from openxian.repository.tests.conftest import now
from tests.cast import grant

TODAY = date(2026, 3, 2)


def test_who_passed_the_first_level_does_not_pass_the_second(submitted, first_reviewer, education, at):
    grant(first_reviewer, "second_reviewer", education)
    actions.pass_review(submitted, by=first_reviewer, at=at)
    with pytest.raises(Forbidden, match="不同的人"):
        actions.pass_review(submitted, by=first_reviewer, at=at)
    submitted.refresh_from_db()
    assert not permissions.may_review(first_reviewer, submitted, TODAY)
    assert submitted not in permissions.reviews_for(first_reviewer, TODAY)


def test_who_submitted_does_not_review(submitted, writer, education, at):
    grant(writer, "first_reviewer", education)
    with pytest.raises(Forbidden, match="不同的人"):
        actions.pass_review(submitted, by=writer, at=at)


def test_who_wrote_an_earlier_version_does_not_review(draft, writer, second_writer, education, at):
    version = now(draft)
    version.title = "改过的标题"
    actions.save_draft(version, by=second_writer, at=at)
    review = actions.submit(version, by=writer, at=at)
    grant(second_writer, "first_reviewer", education)
    with pytest.raises(Forbidden, match="不同的人"):
        actions.pass_review(review, by=second_writer, at=at)


def test_who_wrote_only_the_public_version_may_review_the_next(
    public, second_writer, writer, education, first_reviewer, at
):
    version = now(public).get_latest_revision_as_object()
    version.title = "更正"
    actions.save_draft(version, by=second_writer, at=at)
    review = actions.submit(version, by=second_writer, at=at)
    grant(writer, "first_reviewer", education)
    assert permissions.may_review(writer, review, TODAY)


def _delegate(delegator, delegate):
    Delegation.objects.create(delegator=delegator, delegate=delegate, from_on=TODAY, to_on=TODAY, reason="出差")


def test_a_deputy_passes_in_the_name_of_whom_they_act_for(submitted, first_reviewer, nobody, at):
    _delegate(first_reviewer, nobody)
    actions.pass_review(submitted, by=nobody, at=at)
    opinion = Opinion.objects.get(step="pass_first")
    assert (opinion.by, opinion.on_behalf_of) == (nobody, first_reviewer)


def test_a_deputy_is_no_second_person(submitted, first_reviewer, nobody, education, at):
    actions.pass_review(submitted, by=first_reviewer, at=at)
    grant(first_reviewer, "second_reviewer", education)
    _delegate(first_reviewer, nobody)
    with pytest.raises(Forbidden, match="不同的人"):
        actions.pass_review(submitted, by=nobody, at=at)


def test_nor_is_whom_a_deputy_acted_for(submitted, first_reviewer, nobody, education, at):
    _delegate(first_reviewer, nobody)
    actions.pass_review(submitted, by=nobody, at=at)
    grant(first_reviewer, "second_reviewer", education)
    with pytest.raises(Forbidden, match="不同的人"):
        actions.pass_review(submitted, by=first_reviewer, at=at)


def test_the_database_itself_refuses_a_second_hand(submitted, first_reviewer, at):
    Opinion.objects.create(review=submitted, step="pass_first", by=first_reviewer, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.create(review=submitted, step="pass_second", by=first_reviewer, at=at)


def test_who_is_no_longer_active_does_not_review(submitted, first_reviewer, at):
    first_reviewer.is_active = False
    first_reviewer.save()
    with pytest.raises(Forbidden):
        actions.pass_review(submitted, by=first_reviewer, at=at)
