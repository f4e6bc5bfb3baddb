"""撤稿: off line with a reason, on record for ever, back only through review."""

import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.repository import actions, queries
from openxian.repository.models import Review, Stage
from openxian.repository.tests.conftest import now


def test_the_public_no_longer_sees_it_but_its_address_is_remembered(public, final_reviewer, at):
    actions.withdraw(public, by=final_reviewer, at=at, reason="数据有误")
    article = now(public)
    assert (article.live, article.stage, article.withdrawn_because) == (False, Stage.WITHDRAWN, "数据有误")
    assert queries.live_by_id(article.pk) is None and queries.was_public(article.pk)
    assert AuditLine.objects.get(act="repository.withdraw").detail == {"reason": "数据有误"}


def test_it_takes_a_reason(public, final_reviewer, at):
    with pytest.raises(Refused, match="理由"):
        actions.withdraw(public, by=final_reviewer, at=at, reason="")


def test_final_reviewers_and_site_managers_withdraw_and_nobody_else(
    public, writer, first_reviewer, stranger, site_manager, at
):
    for person in (writer, first_reviewer, stranger):
        with pytest.raises(Forbidden):
            actions.withdraw(public, by=person, at=at, reason="数据有误")
    actions.withdraw(public, by=site_manager, at=at, reason="数据有误")
    assert not now(public).live


def test_what_never_was_public_is_not_withdrawn(draft, final_reviewer, at):
    with pytest.raises(Refused):
        actions.withdraw(draft, by=final_reviewer, at=at, reason="数据有误")


def test_it_comes_back_through_review_with_its_first_date_and_address(public, final_reviewer, publish, at):
    from datetime import timedelta

    actions.withdraw(public, by=final_reviewer, at=at, reason="数据有误")
    article = publish(now(public), at=at + timedelta(days=40))
    assert (article.live, article.published_at, article.addressed_on) == (True, at, public.addressed_on)
    assert article.withdrawn_at is None and article.withdrawn_because == ""


def test_a_round_on_its_next_version_ends_with_it(public, writer, final_reviewer, at):
    version = now(public).get_latest_revision_as_object()
    version.title = "新题"
    actions.save_draft(version, by=writer, at=at)
    review = actions.submit(version, by=writer, at=at)
    actions.withdraw(now(public), by=final_reviewer, at=at, reason="数据有误")
    review.refresh_from_db()
    assert review.state == Review.State.RETURNED
    assert (now(public).stage, now(public).locked) == (Stage.WITHDRAWN, False)
