"""稿件: who sees which rows, how pages follow one another, and that neither depends on the size of the table."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from openxian.repository.models import Article, Stage
from openxian.repository.workplace import explorer
from tests.cast import login

LIST = "/office/articles/"


def write_many(organisation, person, count, **fields):
    """Rows straight into the table, one second apart, newest last."""
    start = timezone.now() - timezone.timedelta(days=1)
    Article.objects.bulk_create(
        Article(
            title=f"第{number}篇",
            source="县教体局",
            organisation=organisation,
            created_by=person,
            live=False,
            **fields,
        )
        for number in range(count)
    )
    for place, article in enumerate(Article.objects.order_by("pk")):
        Article.objects.filter(pk=article.pk).update(updated_at=start + timezone.timedelta(seconds=place))


def titles(answer) -> list[str]:
    return re.findall(r'<a href="/office/articles/\d+/">([^<]+)</a>', answer.content.decode())


def following(answer) -> str:
    found = re.search(r'rel="next" href="([^"]+)"', answer.content.decode())
    return LIST + found[1].replace("&amp;", "&") if found else ""


def test_an_officer_sees_only_their_own_body(client, writer, stranger, education, forestry):
    write_many(education, writer, 2)
    write_many(forestry, stranger, 3)
    assert len(titles(login(client, writer).get(LIST))) == 2
    assert len(titles(login(client, stranger).get(LIST))) == 3


def test_a_foreign_article_does_not_exist_for_an_officer(client, draft, stranger):
    login(client, stranger)
    for name in ("article", "article_edit", "versions"):
        assert client.get(reverse(f"repository:{name}", args=[draft.pk])).status_code == 404
    for name in ("submit", "delete"):
        assert client.post(reverse(f"repository:{name}", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("who", ("nobody", "system_administrator", "audit_administrator"))
def test_people_without_a_duty_see_an_empty_list(client, who, draft, request):
    answer = login(client, request.getfixturevalue(who)).get(LIST)
    assert answer.status_code == 403 or titles(answer) == []


def test_pages_follow_without_a_gap_or_a_repetition(client, writer, education, monkeypatch):
    monkeypatch.setattr(explorer, "PER_PAGE", 4)
    write_many(education, writer, 11)
    login(client, writer)
    seen, path = [], LIST
    while path:
        answer = client.get(path)
        seen += titles(answer)
        path = following(answer)
    assert seen == [f"第{number}篇" for number in reversed(range(11))]


def test_articles_of_one_moment_are_told_apart_by_number(client, writer, education, monkeypatch):
    monkeypatch.setattr(explorer, "PER_PAGE", 2)
    write_many(education, writer, 5)
    Article.objects.update(updated_at=timezone.now())
    login(client, writer)
    first = client.get(LIST)
    second = client.get(following(first))
    third = client.get(following(second))
    assert titles(first) + titles(second) + titles(third) == [f"第{number}篇" for number in reversed(range(5))]


def test_a_made_up_cursor_is_the_first_page(client, writer, education):
    write_many(education, writer, 2)
    assert len(titles(login(client, writer).get(LIST + "?after=nonsense_x"))) == 2


def test_the_total_stops_counting(client, writer, education, monkeypatch):
    monkeypatch.setattr(explorer, "COUNT_TO", 3)
    write_many(education, writer, 5)
    assert "共 3+ 篇" in login(client, writer).get(LIST).content.decode()


def test_a_title_is_looked_for_window_by_window(client, writer, education, monkeypatch):
    monkeypatch.setattr(explorer, "TITLE_WINDOW", 4)
    write_many(education, writer, 10)
    Article.objects.filter(title="第1篇").update(title="春耕备耕")
    login(client, writer)
    path, looks = LIST + "?q=春耕", 0
    answer = client.get(path)
    while titles(answer) == [] and looks < 5:
        assert "已查到" in answer.content.decode()
        answer, looks = client.get(following(answer)), looks + 1
    assert titles(answer) == ["春耕备耕"]
    assert looks == 2


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("stage=returned", ["退"]),
        ("kind=notice", ["告"]),
        ("mine=on", ["新", "退"]),
        ("q=告", ["告"]),
        ("since=2999-01-01", []),
        ("until=2001-01-01", []),
        ("column=1", ["告", "新", "退"]),
        ("column=3", []),
    ],
)
def test_filters_narrow_the_list(client, writer, second_writer, education, asked, found):
    facts = {"source": "x", "organisation": education, "live": False}
    Article.objects.create(title="退", created_by=writer, stage=Stage.RETURNED, **facts)
    Article.objects.create(title="新", created_by=writer, **facts)
    Article.objects.create(title="告", created_by=second_writer, kind=Article.Kind.NOTICE, **facts)
    assert sorted(titles(login(client, writer).get(f"{LIST}?{asked}"))) == sorted(found)


def test_the_list_asks_as_often_for_a_hundred_times_as_many(client, writer, education):
    login(client, writer)
    write_many(education, writer, 3)
    queries(client)
    few = queries(client)
    write_many(education, writer, 300)
    many = queries(client)
    assert len(many) == len(few)
    assert len([sql for sql in many if "repository_article" in sql]) == 2


def test_the_list_stays_under_its_ceiling(client, writer, education):
    """Five are the list's own; the others belong to login, gate and the admin's menu."""
    login(client, writer)
    write_many(education, writer, 60)
    queries(client)
    assert len(queries(client)) <= 16


def queries(client) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(LIST).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_what_the_list_shows_is_what_the_permission_says(client, writer, stranger, final_reviewer, education, forestry):
    from openxian.repository import permissions

    write_many(education, writer, 2)
    write_many(forestry, stranger, 2)
    for person in (writer, stranger, final_reviewer):
        allowed = permissions.visible_to(person, timezone.localdate()).count()
        assert len(titles(login(client, person).get(LIST))) == allowed
