"""三审三校: three levels, three people, then it is public."""

import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.repository import actions, queries
from openxian.repository.models import Review, Stage
from openxian.repository.signals import article_published
from openxian.repository.tests.conftest import now


def test_each_level_leads_to_the_next_and_the_last_publishes(
    draft, writer, first_reviewer, second_reviewer, final_reviewer, at
):
    review = actions.submit(draft, by=writer, at=at, note="请审")
    stages = [now(draft).stage]
    for reviewer in (first_reviewer, second_reviewer, final_reviewer):
        actions.pass_review(review, by=reviewer, at=at, comment="同意")
        stages.append(now(draft).stage)
    assert stages == [Stage.FIRST_REVIEW, Stage.SECOND_REVIEW, Stage.FINAL_REVIEW, Stage.PUBLISHED]
    article = now(draft)
    assert (article.live, article.published_at, str(article.addressed_on)) == (True, at, "2026-03-02")
    assert not article.has_unpublished_changes and not article.locked
    assert queries.levels_passed(article) == 3


def test_every_step_leaves_one_line(public):
    acts = list(AuditLine.objects.filter(act__startswith="repository.").order_by("pk").values_list("act", flat=True))
    steps = "save_draft submit pass_first pass_second pass_final".split()
    assert acts == [f"repository.{step}" for step in steps]
    assert [entry.who for entry in queries.history(public)] == ["陈晓禾", "陈晓禾", "周明远", "沈青竹", "贺长川"]


@pytest.mark.parametrize(("levels", "first"), [(1, Stage.FINAL_REVIEW), (2, Stage.FIRST_REVIEW)])
def test_a_column_may_ask_for_fewer_levels(
    levels, first, keeper, draft, writer, first_reviewer, final_reviewer, at
):  # fmt: skip
    keeper.levels = levels
    review = actions.submit(draft, by=writer, at=at)
    assert review.state == first
    for reviewer in (first_reviewer, final_reviewer)[-levels:]:
        actions.pass_review(review, by=reviewer, at=at)
    assert now(draft).live and queries.levels_passed(now(draft)) == levels


def test_a_stricter_column_chosen_meanwhile_is_not_served_by_fewer_levels(keeper, draft, writer, final_reviewer, at):
    keeper.levels = 1
    review = actions.submit(draft, by=writer, at=at)
    keeper.levels = 3
    with pytest.raises(Refused, match="3级审核"):
        actions.pass_review(review, by=final_reviewer, at=at)
    assert not now(draft).live


def test_a_level_is_passed_by_its_own_reviewer_only(submitted, second_reviewer, final_reviewer, stranger, writer, at):
    for person in (second_reviewer, final_reviewer, stranger, writer):
        with pytest.raises(Forbidden, match="初审"):
            actions.pass_review(submitted, by=person, at=at)


def test_what_is_in_review_cannot_be_edited_or_submitted_again(submitted, writer, at):
    article = now(submitted.article)
    article.title = "改"
    with pytest.raises(Forbidden, match="审核中"):
        actions.save_draft(article, by=writer, at=at)
    with pytest.raises(Refused, match="送审"):
        actions.submit(article, by=writer, at=at)


def test_the_rooms_above_are_told_within_the_act(draft, publish):
    told = []

    def hear(sender, article, by, at, **rest):
        told.append((article.pk, by.username, at))

    article_published.connect(hear)
    try:
        article = publish(draft)
    finally:
        article_published.disconnect(hear)
    assert told == [(article.pk, "final.reviewer", article.published_at)]


def test_what_fails_on_publishing_leaves_nothing_half_done(draft, publish):
    def fail(**rest):
        raise RuntimeError("the placements cannot be written")

    article_published.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            publish(draft)
    finally:
        article_published.disconnect(fail)
    assert not now(draft).live
    assert Review.objects.get().state == Review.State.FINAL_REVIEW
    assert not AuditLine.objects.filter(act="repository.pass_final").exists()
