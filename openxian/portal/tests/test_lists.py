"""Lists: newest first, the same cost at any depth, addresses that stay."""

from datetime import timedelta

import pytest

from openxian.portal import actions, listing
from openxian.portal.models import Placement
from openxian.portal.tests.green_hills import AT, make_article, make_policy
from openxian.portal.tests.reading import read


def titles(response):
    return [words for words in read(response).heads("a") if words.startswith("第")]


def fill(column, county, count):
    articles = [
        make_article(county, title=f"第{number:03}篇", at=AT - timedelta(minutes=number)) for number in range(count)
    ]
    actions.place_many([(article, [column.pk]) for article in articles], by=None, at=AT)
    return articles


def follow(client, response, rel):
    url = next(url for url, facts in read(response).links if facts.get("rel") == rel and "page" not in url)
    return client.get(url)


def test_walking_down_shows_every_article_once_and_walking_up_the_same(green_hills, county, client):
    column = green_hills.towns
    Placement.objects.filter(column=column).delete()
    fill(column, county, 45)
    pages = [client.get("/news/towns/")]
    while 'rel="next"' in pages[-1].content.decode():
        pages.append(follow(client, pages[-1], "next"))
    assert [len(titles(page)) for page in pages] == [20, 20, 5]
    assert [title for page in pages for title in titles(page)] == [f"第{number:03}篇" for number in range(45)]
    up = follow(client, pages[2], "prev")
    assert titles(up) == titles(pages[1])
    assert follow(client, up, "prev").request["PATH_INFO"] == "/news/towns/"
    assert follow(client, up, "prev").request["QUERY_STRING"] == ""


def test_articles_of_the_same_second_are_neither_lost_nor_doubled(green_hills, county):
    articles = [make_article(county, title=f"同时{number}") for number in range(25)]
    actions.place_many([(article, [green_hills.towns.pk]) for article in articles], by=None, at=AT)
    shown = Placement.objects.filter(column=green_hills.towns, sort_at=AT, shown=True)
    first = listing.page(shown)
    second = listing.page(shown, first.older)
    assert len({row[1] for row in first.rows + second.rows}) == 25
    assert second.newer == ""


def test_a_new_article_does_not_move_old_pages(green_hills, county, client):
    Placement.objects.filter(column=green_hills.towns).delete()
    fill(green_hills.towns, county, 45)
    second = follow(client, client.get("/news/towns/"), "next")
    url = f"{second.request['PATH_INFO']}?{second.request['QUERY_STRING']}"
    make_article(county, green_hills.towns, title="第新篇", at=AT + timedelta(days=1))
    assert titles(client.get(url)) == titles(second)


@pytest.mark.parametrize("cursor", ["x", "1-2-3", "zzzzzzzzzzzzzzzzzzzzz-1", "-", "'; drop table", "١-١"])
def test_an_address_that_names_no_page_is_404(green_hills, client, cursor):
    assert client.get("/news/headlines/", {"before": cursor}).status_code == 404


def test_cost_does_not_grow_with_a_hundred_times_the_data(green_hills, county, client, django_assert_max_num_queries):
    """The number of rows read stays, too: the list is one partial index scan."""
    column = green_hills.towns
    article = green_hills.article
    fill(column, county, 30)
    Placement.objects.filter(column=column, article=article).delete()
    deep = listing.cursor(AT - timedelta(minutes=9), Placement.objects.latest("id").pk)
    with django_assert_max_num_queries(10):
        client.get("/news/towns/")
    with django_assert_max_num_queries(10):
        client.get("/news/towns/", {"before": deep})


def test_the_list_is_read_from_its_partial_index(green_hills):
    from django.db import connection

    from openxian.portal import queries

    if connection.vendor != "sqlite":
        pytest.skip("on so few rows PostgreSQL prefers to read the whole table")
    plan = queries.shown_in(green_hills.towns.pk).order_by("-sort_at", "-id")[:21].explain()
    assert "placement_list" in plan
    assert "TEMP B-TREE" not in plan


def test_pinned_articles_stand_on_top_of_the_first_page_only(green_hills, county, client):
    Placement.objects.filter(column=green_hills.towns).delete()
    articles = fill(green_hills.towns, county, 45)
    actions.pin(articles[30], green_hills.towns, by=None, at=AT)
    first = client.get("/news/towns/")
    assert [words.removeprefix("置顶") for words in read(first).heads("a") if "篇" in words][0] == "第030篇"
    assert titles(follow(client, first, "next"))[10] == "第030篇"


def test_years_lead_to_that_year(green_hills, county, client):
    make_article(county, green_hills.towns, title="第旧篇", at=AT.replace(year=2023))
    page = client.get("/news/towns/")
    urls = [url for url, _ in read(page).links if "year=" in url]
    assert urls == [f"/news/towns/?year={year}" for year in (2026, 2025, 2024, 2023)]
    assert titles(client.get("/news/towns/?year=2023")) == ["第旧篇"]
    assert titles(client.get("/news/towns/?year=2025")) == []


def test_new_year_in_beijing_decides_the_year(green_hills, county, client):
    make_article(
        county, green_hills.towns, title="第零点篇", at=AT.replace(year=2025, month=1, day=1, hour=0, minute=10)
    )
    assert titles(client.get("/news/towns/?year=2025")) == ["第零点篇"]


@pytest.mark.parametrize("query", ["year=abc", "year=99999999", "subject=x", "validity=none"])
def test_nonsense_filters_are_no_filters(green_hills, client, query):
    assert client.get(f"/disclosure/policies/?{query}").status_code == 200


def test_policies_are_found_by_validity_and_subject(green_hills, county, client):
    from openxian.repository.models import Subject

    water = Subject.objects.create(name="测试用水利")
    make_policy(county, green_hills.policies, title="第水利篇", index_number="W/1", subject=water)
    assert titles(client.get(f"/disclosure/policies/?subject={water.pk}")) == ["第水利篇"]
    repealed = client.get("/disclosure/policies/?validity=repealed").content.decode()
    assert "河道采砂" in repealed
    assert "农村供水" not in repealed
    assert "已废止" in repealed


def test_heads_of_many_columns_are_one_union(green_hills, django_assert_num_queries):
    columns = [green_hills.headlines.pk, green_hills.towns.pk, green_hills.notices.pk]
    with django_assert_num_queries(2):
        heads = listing.heads(columns, 2)
    assert {number: len(rows) for number, rows in heads.items()} == dict.fromkeys(columns, 2)


def test_a_cursor_reads_back_to_the_microsecond():
    assert listing.read_cursor(listing.cursor(AT + timedelta(microseconds=7), 42)) == (
        AT + timedelta(microseconds=7),
        42,
    )
