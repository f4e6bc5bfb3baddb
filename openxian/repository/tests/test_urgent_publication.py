"""紧急发布: public at once, reviewed afterwards by others; returned, it goes off line."""

import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.repository import actions, permissions, queries
from openxian.repository.models import Review, Stage
from openxian.repository.tests.conftest import now
from tests.cast import grant

REASON = "暴雨红色预警，须立即告知"


@pytest.fixture
def urgent(draft, final_reviewer, at):
    return actions.publish_urgently(draft, by=final_reviewer, at=at, reason=REASON)


def test_it_is_public_at_once_and_counts_as_one_level(urgent, draft):
    article = now(draft)
    assert (article.live, article.stage, article.locked) == (True, Stage.PUBLISHED, True)
    assert (urgent.state, urgent.emergency) == (Review.State.FIRST_REVIEW, True)
    assert queries.levels_passed(article) == 1


def test_the_other_levels_follow_by_other_people(urgent, draft, first_reviewer, second_reviewer, final_reviewer, at):
    grant(final_reviewer, "second_reviewer", draft.organisation)
    actions.pass_review(urgent, by=first_reviewer, at=at)
    with pytest.raises(Forbidden, match="不同的人"):
        actions.pass_review(urgent, by=final_reviewer, at=at)
    actions.pass_review(urgent, by=second_reviewer, at=at)
    article = now(draft)
    assert (article.stage, article.locked, queries.levels_passed(article)) == (Stage.PUBLISHED, False, 3)


def test_returned_afterwards_it_goes_off_line_and_may_be_put_right(urgent, draft, first_reviewer, publish, at):
    actions.return_for_changes(urgent, by=first_reviewer, at=at, comment="时间写错")
    article = now(draft)
    assert (article.live, article.stage, article.locked) == (False, Stage.RETURNED, False)
    assert queries.was_public(article.pk)
    assert publish(article).live


def test_it_takes_a_reason(draft, final_reviewer, at):
    with pytest.raises(Refused, match="理由"):
        actions.publish_urgently(draft, by=final_reviewer, at=at, reason="")
    assert not now(draft).live


def test_only_a_final_reviewer_and_never_the_author(draft, writer, first_reviewer, stranger, education, at):
    for person in (first_reviewer, stranger, writer):
        with pytest.raises(Forbidden):
            actions.publish_urgently(draft, by=person, at=at, reason=REASON)
    grant(writer, "final_reviewer", education)
    with pytest.raises(Forbidden, match="不同的人"):
        actions.publish_urgently(draft, by=writer, at=at, reason=REASON)


def test_levels_passed_before_are_not_asked_again(submitted, first_reviewer, second_reviewer, final_reviewer, at):
    actions.pass_review(submitted, by=first_reviewer, at=at)
    review = actions.publish_urgently(submitted.article, by=final_reviewer, at=at, reason=REASON)
    assert review.state == Review.State.SECOND_REVIEW
    actions.pass_review(review, by=second_reviewer, at=at)
    assert queries.levels_passed(now(submitted.article)) == 3


def test_a_column_of_one_level_leaves_nothing_open(keeper, draft, final_reviewer, at):
    keeper.levels = 1
    review = actions.publish_urgently(draft, by=final_reviewer, at=at, reason=REASON)
    assert review.state == Review.State.PASSED and not now(draft).locked


def test_it_is_not_done_twice(urgent, draft, final_reviewer, at):
    with pytest.raises(Refused):
        actions.publish_urgently(draft, by=final_reviewer, at=at, reason=REASON)


def test_it_waits_in_the_lists_of_the_other_levels(urgent, first_reviewer, second_reviewer, final_reviewer):
    on = urgent.submitted_at.date()
    assert list(queries.awaiting_my_review(first_reviewer, on)) == [urgent]
    assert not permissions.reviews_for(second_reviewer, on) and not permissions.reviews_for(final_reviewer, on)


def test_it_cannot_be_recalled(urgent, writer, at):
    with pytest.raises(Refused, match="撤稿"):
        actions.recall(urgent, by=writer, at=at)
