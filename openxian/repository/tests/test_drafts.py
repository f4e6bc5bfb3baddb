"""Writing: whose it is, what the public goes on seeing, what no form can change."""

from datetime import date

import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.repository import actions
from openxian.repository.models import Article, Stage
from openxian.repository.queries import render_body
from openxian.repository.tests.conftest import now


def test_a_draft_belongs_to_who_wrote_it_and_is_not_public(draft, writer):
    article = now(draft)
    assert (article.created_by, article.live, article.stage) == (writer, False, Stage.DRAFT)
    assert article.latest_revision.user == writer


def test_what_is_stored_is_clean_whoever_wrote_it(new_article, writer, at):
    body = [("text", "<p onclick=a()>字<script>a()</script></p>"), ("text", "<p>好</p>")]
    article = actions.save_draft(new_article(body=body), by=writer, at=at)
    assert render_body(now(article)) == "<p>字</p><p>好</p>"
    assert "script" not in str(article.latest_revision.content)


def test_strangers_and_reviewers_write_nothing(new_article, stranger, first_reviewer, nobody, at):
    for person in (stranger, first_reviewer, nobody):
        with pytest.raises(Forbidden):
            actions.save_draft(new_article(), by=person, at=at)


def test_a_wrong_field_is_named(new_article, writer, at):
    with pytest.raises(Refused) as refusal:
        actions.save_draft(new_article(source_url="nowhere"), by=writer, at=at)
    assert refusal.value.field == "source_url"


def test_editing_what_is_public_changes_nothing_until_it_is_reviewed(public, writer, publish, at):
    version = now(public).get_latest_revision_as_object()
    version.title = "改过的标题"
    actions.save_draft(version, by=writer, at=at)
    assert (now(public).title, now(public).has_unpublished_changes) == (public.title, True)
    again = publish(now(public))
    assert (again.title, again.published_at, again.addressed_on) == (
        "改过的标题", public.published_at, public.addressed_on,
    )  # fmt: skip


def test_no_form_dates_an_article_back_or_makes_it_public(draft, writer, publish, at):
    draft.live, draft.stage, draft.locked = True, Stage.PUBLISHED, True
    draft.published_at, draft.addressed_on = at.replace(year=2020), date(2020, 1, 1)
    actions.save_draft(draft, by=writer, at=at)
    article = now(draft)
    assert (article.live, article.stage, article.published_at, article.addressed_on) == (
        False, Stage.DRAFT, None, None,
    )  # fmt: skip
    assert publish(article).published_at == at


def test_a_published_article_keeps_its_body(public, forestry, writer, at):
    version = now(public).get_latest_revision_as_object()
    version.organisation = forestry
    with pytest.raises(Refused, match="所属单位"):
        actions.save_draft(version, by=writer, at=at)


def test_a_draft_is_not_given_to_a_body_one_does_not_write_for(draft, forestry, writer, at):
    draft.organisation = forestry
    with pytest.raises(Forbidden):
        actions.save_draft(draft, by=writer, at=at)


def test_a_policy_document_is_written_as_one(new_article, policy, writer, at):
    with pytest.raises(Refused, match="政策文件"):
        actions.save_draft(new_article(kind=Article.Kind.POLICY), by=writer, at=at)
    assert now(policy).is_policy


def test_a_draft_may_be_thrown_away_and_leaves_its_line(submitted, writer, at):
    actions.recall(submitted, by=writer, at=at)
    actions.delete_draft(submitted.article, by=writer, at=at)
    assert not Article.objects.exists()
    assert AuditLine.objects.filter(act="repository.delete_draft").count() == 1


def test_what_was_public_is_never_deleted(public, writer, final_reviewer, at):
    actions.withdraw(public, by=final_reviewer, at=at, reason="数据有误")
    for delete in (
        lambda: actions.delete_draft(public, by=writer, at=at),
        lambda: now(public).delete(),
        lambda: Article.objects.all().delete(),
    ):
        with pytest.raises(Refused, match="不能删除"):
            delete()


def test_a_draft_in_review_is_not_thrown_away(submitted, writer, stranger, at):
    for person in (writer, stranger):
        with pytest.raises(Forbidden):
            actions.delete_draft(submitted.article, by=person, at=at)
