import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.repository import actions, queries
from openxian.repository.models import Review, Stage
from openxian.repository.tests.conftest import now


def test_returning_takes_a_reason_and_gives_the_article_back(submitted, first_reviewer, writer, at):
    with pytest.raises(Refused, match="理由"):
        actions.return_for_changes(submitted, by=first_reviewer, at=at, comment=" ")
    actions.return_for_changes(submitted, by=first_reviewer, at=at, comment="标题有错别字")
    article = now(submitted.article)
    assert (article.stage, article.locked) == (Stage.RETURNED, False)
    article.title = "改好的标题"
    actions.save_draft(article, by=writer, at=at)
    assert actions.submit(article, by=writer, at=at).state == Review.State.FIRST_REVIEW
    assert "标题有错别字" in queries.history(article)[2].sentence


def test_each_level_may_return(submitted, first_reviewer, second_reviewer, at):
    actions.pass_review(submitted, by=first_reviewer, at=at)
    actions.return_for_changes(submitted, by=second_reviewer, at=at, comment="数据要核实")
    assert now(submitted.article).stage == Stage.RETURNED


def test_only_the_levels_reviewer_returns(submitted, final_reviewer, writer, at):
    for person in (final_reviewer, writer):
        with pytest.raises(Forbidden):
            actions.return_for_changes(submitted, by=person, at=at, comment="不行")


def test_a_round_that_is_over_moves_no_more(submitted, first_reviewer, at):
    actions.return_for_changes(submitted, by=first_reviewer, at=at, comment="不行")
    for act in (
        lambda: actions.pass_review(submitted, by=first_reviewer, at=at),
        lambda: actions.return_for_changes(submitted, by=first_reviewer, at=at, comment="不行"),
        lambda: actions.recall(submitted, by=submitted.submitted_by, at=at),
    ):
        with pytest.raises(Refused, match="现在的状态不能"):
            act()


def test_the_submitter_takes_back_until_the_last_level_has_passed(submitted, writer, first_reviewer, at):
    actions.pass_review(submitted, by=first_reviewer, at=at)
    actions.recall(submitted, by=writer, at=at)
    article = now(submitted.article)
    assert (article.stage, article.locked) == (Stage.DRAFT, False)
    assert Review.objects.get().state == Review.State.RECALLED


def test_nobody_else_takes_back(submitted, second_writer, first_reviewer, at):
    for person in (second_writer, first_reviewer):
        with pytest.raises(Forbidden, match="送审人本人"):
            actions.recall(submitted, by=person, at=at)
