"""待我审核 and the review page: the right person, the checklist, the reason, what changed."""

import pytest
from django.urls import reverse

from openxian.repository import actions
from openxian.repository.models import Article, Stage
from tests.cast import login

ALL = {"decision": "pass", "checks": ["0", "1", "2", "3"]}


def page_of(review):
    return reverse("repository:review", args=[review.pk])


def test_the_list_says_why_it_is_here(client, first_reviewer, submitted):
    page = login(client, first_reviewer).get("/office/reviews/").content.decode()
    assert submitted.article.title in page
    assert "陈晓禾送审，您负责县教体局的初审" in page
    assert "初审·一校" in page


def test_the_next_level_sees_nothing_yet(client, second_reviewer, submitted):
    page = login(client, second_reviewer).get("/office/reviews/").content.decode()
    assert "没有等您审核的稿件" in page


def test_passing_needs_the_whole_checklist(client, first_reviewer, submitted):
    answer = login(client, first_reviewer).post(page_of(submitted), {"decision": "pass", "checks": ["0"]})
    submitted.refresh_from_db()
    assert "清单还有没核对的项目" in answer.content.decode()
    assert submitted.state == "first_review"


def test_passing_moves_it_on(client, first_reviewer, submitted):
    login(client, first_reviewer).post(page_of(submitted), ALL)
    submitted.refresh_from_db()
    assert submitted.state == "second_review"


def test_returning_needs_a_reason_and_keeps_what_was_ticked(client, first_reviewer, submitted):
    answer = login(client, first_reviewer).post(page_of(submitted), {"decision": "return", "checks": ["1"]})
    submitted.refresh_from_db()
    assert "退回要写明原因" in answer.content.decode()
    assert submitted.is_open


def test_the_writer_reads_why_it_came_back(client, first_reviewer, writer, submitted):
    login(client, first_reviewer).post(page_of(submitted), {"decision": "return", "comment": "日期写错了"})
    page = login(client, writer).get(reverse("repository:article_edit", args=[submitted.article_id])).content.decode()
    assert "日期写错了" in page


def test_three_people_publish_through_the_pages(client, submitted, first_reviewer, second_reviewer, final_reviewer):
    for reviewer, checks in ((first_reviewer, "0123"), (second_reviewer, "0123"), (final_reviewer, "012")):
        login(client, reviewer).post(page_of(submitted), {"decision": "pass", "checks": [*checks]})
    assert Article.objects.get(pk=submitted.article_id).live


def test_a_reviewer_sees_what_changed_against_the_public_version(client, public, writer, first_reviewer, at):
    changed = public.get_latest_revision_as_object()
    changed.title = "春季学期开学通知（更正）"
    actions.save_draft(changed, by=writer, at=at)
    review = actions.submit(changed, by=writer, at=at)
    page = login(client, first_reviewer).get(page_of(review)).content.decode()
    assert "<ins>（更正）</ins>" in page


def test_a_stranger_finds_no_review(client, stranger, submitted):
    assert login(client, stranger).get(page_of(submitted)).status_code == 404


def test_the_writer_takes_it_back_before_anybody_decides(client, writer, submitted):
    login(client, writer).post(reverse("repository:recall", args=[submitted.pk]))
    assert Article.objects.get(pk=submitted.article_id).stage == Stage.DRAFT


@pytest.mark.parametrize("who", ("writer", "first_reviewer", "second_reviewer"))
@pytest.mark.parametrize("door", ("withdraw", "publish_urgently"))
def test_only_final_reviewers_and_managers_withdraw_or_publish_urgently(client, who, door, public, request):
    path = reverse(f"repository:{door}", args=[public.pk])
    login(client, request.getfixturevalue(who))
    assert client.get(path).status_code == 403
    assert client.post(path, {"reason": "理由"}).status_code == 403
    assert Article.objects.get(pk=public.pk).live


def test_withdrawing_needs_a_reason(client, final_reviewer, public):
    path = reverse("repository:withdraw", args=[public.pk])
    answer = login(client, final_reviewer).post(path, {"reason": ""})
    assert "请写明原因" in answer.content.decode()
    client.post(path, {"reason": "数据有误"})
    assert Article.objects.get(pk=public.pk).stage == Stage.WITHDRAWN


def test_urgent_publication_leaves_its_later_review_on_the_dashboard(client, final_reviewer, first_reviewer, draft):
    path = reverse("repository:publish_urgently", args=[draft.pk])
    login(client, final_reviewer).post(path, {"reason": "暴雨红色预警"})
    assert Article.objects.get(pk=draft.pk).live
    page = login(client, first_reviewer).get("/office/").content.decode()
    assert "紧急发布后待补审核" in page
    assert "待补初审" in page


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("writer", ["新建稿件", "我的草稿", "退回给我的"]),
        ("first_reviewer", ["待我审核"]),
        ("site_manager", ["栏目与站点"]),
        ("nobody", ["您好"]),
    ],
)
def test_the_dashboard_is_for_the_role(client, who, shown, request):
    answer = login(client, request.getfixturevalue(who)).get("/office/")
    if answer.status_code == 200:
        page = answer.content.decode()
        assert all(words in page for words in shown)
    else:
        assert who == "nobody"


def test_nothing_of_reports_workflows_or_help_stands_in_the_menu(client, writer):
    page = login(client, writer).get("/office/").content.decode()
    for word in ('"reports"', '"help"', '"snippets"', "workflows"):
        assert word not in page


def test_the_box_in_the_menu_looks_for_articles(client, writer):
    page = login(client, writer).get("/office/").content.decode()
    assert '"_type": "wagtail.sidebar.SearchModule", "_args": ["/office/articles/"]' in page
