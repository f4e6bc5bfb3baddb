"""The editor: what is typed is kept, what is wrong is said at the field, and saving goes through the act."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from openxian.core.errors import Refused
from openxian.repository.models import Article, PolicyDocument, Stage
from tests.cast import login

ADD = "/office/articles/new/"


@pytest.fixture
def typed(education):
    """What a browser sends for a new article; ``fields`` replace."""

    def make(html="<p>正文</p>", **fields):
        facts = {
            "title": "春耕备耕工作会议召开",
            "organisation": education.pk,
            "kind": "news",
            "body": streamfield([("text", html)]),
            "attachments": inline_formset([]),
        }
        columns = fields.pop("columns", ["2"])
        return nested_form_data(facts | fields) | {"columns": columns}

    return make


def newest() -> Article:
    return Article.objects.latest("pk")


def test_a_new_article_is_a_draft_of_its_writer(client, writer, typed):
    answer = login(client, writer).post(ADD, typed())
    article = newest()
    assert answer.url == reverse("repository:article_edit", args=[article.pk])
    assert (article.stage, article.live, article.created_by) == (Stage.DRAFT, False, writer)


def test_the_source_of_an_own_article_is_the_body_itself(client, writer, typed, education):
    login(client, writer).post(ADD, typed())
    assert newest().source == education.name


def test_the_home_column_comes_first(client, writer, typed, keeper):
    login(client, writer).post(ADD, typed(columns=["1", "3", "2"]) | {"columns-home": "3"})
    assert keeper.chose[-1] == (newest().pk, [3, 1, 2])


def test_a_column_that_was_not_offered_is_refused_at_the_field(client, writer, typed):
    answer = login(client, writer).post(ADD, typed(columns=["99"]))
    assert "有 1 个栏目您不能刊登" in answer.content.decode()
    assert not Article.objects.exists()


def test_everything_typed_stays_when_the_title_is_missing(client, writer, typed):
    answer = login(client, writer).post(ADD, typed(title="", summary="一段写了很久的摘要"))
    page = answer.content.decode()
    assert "没有保存" in page
    assert "一段写了很久的摘要" in page
    assert not Article.objects.exists()


def test_a_refusal_of_the_act_stands_at_its_field_and_loses_nothing(client, writer, typed, monkeypatch):
    from openxian.repository.workplace.views import editing

    def refuse(article, **kwargs):
        article.pk = 7
        raise Refused("换一个来源。", field="source")

    monkeypatch.setattr(editing.actions, "save_draft", refuse)
    answer = login(client, writer).post(ADD, typed(summary="写了很久"))
    page = answer.content.decode()
    assert "换一个来源。" in page
    assert "写了很久" in page
    assert f'action="{ADD}"' in page


def test_word_markup_is_cleaned_on_the_server_too(client, writer, typed):
    word = "<p class=MsoNormal style='mso-x:1'>甲<o:p></o:p></p><script>alert(1)</script>"
    login(client, writer).post(ADD, typed(html=word))
    assert newest().body.raw_data[0]["value"] == "<p>甲</p>"


def test_a_body_one_does_not_write_for_cannot_be_chosen(client, writer, typed, forestry):
    login(client, writer).post(ADD, typed(organisation=forestry.pk))
    assert not Article.objects.exists()


def test_saving_and_submitting_is_one_button(client, writer, typed):
    login(client, writer).post(ADD, typed() | {"action-submit": "1"})
    assert newest().stage == Stage.FIRST_REVIEW


def test_when_submitting_is_refused_the_draft_is_kept(client, writer, typed, keeper):
    keeper.columns = []
    answer = login(client, writer).post(ADD, typed() | {"action-submit": "1"}, follow=True)
    assert newest().stage == Stage.DRAFT
    assert "请至少选择一个栏目" in answer.content.decode()


def test_whoever_opened_before_another_saved_is_told_once_and_then_believed(client, writer, draft, typed, at):
    from openxian.repository import actions

    opened = draft.latest_revision_id
    other = Article.objects.get(pk=draft.pk).get_latest_revision_as_object()
    other.title = "别人改的"
    actions.save_draft(other, by=writer, at=at)
    login(client, writer)
    path = reverse("repository:article_edit", args=[draft.pk])
    answer = client.post(path, typed() | {"loaded_revision_id": opened})
    assert "别人又保存了新的版本" in answer.content.decode()
    latest = Article.objects.get(pk=draft.pk).latest_revision_id
    client.post(path, typed() | {"loaded_revision_id": latest})
    assert Article.objects.get(pk=draft.pk).title == "春耕备耕工作会议召开"


def test_what_is_in_review_is_shown_and_not_edited(client, writer, submitted):
    login(client, writer)
    path = reverse("repository:article_edit", args=[submitted.article_id])
    assert client.get(path).url == reverse("repository:article", args=[submitted.article_id])
    assert client.post(path, {"title": "偷改"}).status_code == 403


@pytest.mark.parametrize("who", ("first_reviewer", "second_reviewer", "final_reviewer", "site_manager"))
def test_only_writers_start_articles(client, who, request):
    assert login(client, request.getfixturevalue(who)).get(ADD).status_code == 403


def test_a_policy_document_keeps_its_metadata(client, writer, typed):
    facts = {
        "document_number": "青教体发〔2026〕5号", "issuer": "", "genre": "notice", "dated_on": "2026-02-01",
        "access_status": "proactive",
    }  # fmt: skip
    login(client, writer).post("/office/policies/new/", typed(**facts))
    document = PolicyDocument.objects.get()
    assert document.document_number == "青教体发〔2026〕5号"
    assert document.issuer == "青岚县教育体育局"
    assert document.kind == Article.Kind.POLICY


def test_the_preview_saves_nothing(client, writer, typed):
    answer = login(client, writer).post("/office/articles/new/preview/", typed())
    assert answer.json()["is_valid"]
    assert not Article.objects.exists()


def test_an_old_version_comes_back_as_a_draft(client, writer, public, at):
    from openxian.repository import actions

    changed = public.get_latest_revision_as_object()
    changed.title = "改坏了"
    actions.save_draft(changed, by=writer, at=at)
    first = public.revisions.order_by("pk").first()
    login(client, writer).post(reverse("repository:take_back", args=[public.pk, first.pk]))
    row = Article.objects.get(pk=public.pk)
    assert row.live
    assert row.title == "春季学期开学通知"
    assert row.get_latest_revision_as_object().title == "春季学期开学通知"


def test_a_new_article_opens_with_one_empty_text_to_write_in(client, writer):
    form = login(client, writer).get(ADD).context["form"]
    assert [(block.block_type, block.value) for block in form["body"].value()] == [("text", "")]


@pytest.mark.parametrize("empty", ["", "<p></p>", "<p>&nbsp;</p>"])
def test_a_text_left_empty_is_not_kept_and_hinders_no_draft(client, writer, typed, empty):
    login(client, writer).post(ADD, typed(html=empty))
    assert len(newest().body) == 0


def test_a_document_number_of_another_form_is_pointed_out_and_hinders_nothing(client, writer, typed):
    facts = {"document_number": "青教2026-3", "issuer": "", "genre": "notice", "access_status": "proactive"}
    login(client, writer).post("/office/policies/new/", typed(**facts, dated_on="2026-02-01"))
    pk = PolicyDocument.objects.get().pk
    for name in ("repository:article", "repository:policy_edit"):
        assert "文号“青教2026-3”不是" in client.get(reverse(name, args=[pk])).content.decode()
