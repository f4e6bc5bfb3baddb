"""栏目内容: who may choose which column, and what the list of a column says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from openxian.portal import actions
from openxian.portal.models import ColumnPage, Placement
from openxian.portal.tests.green_hills import AT, make_article
from openxian.portal.tests.office import MAY, MAY_NOT, address, shut
from tests.cast import login


def titles(response) -> list[str]:
    return [row.article.title for row in response.context["contents"].rows]


@pytest.mark.parametrize("person", MAY)
def test_the_column_opens_for_those_who_may_place_there(client, request, person, corner):
    login(client, request.getfixturevalue(person))
    assert client.get(address("column", corner.column.pk)).status_code == 200


@pytest.mark.parametrize("person", MAY_NOT)
def test_the_column_stays_shut_for_others(client, request, person, corner):
    login(client, request.getfixturevalue(person))
    assert shut(client.get(address("column", corner.column.pk)))


@pytest.mark.parametrize("person", ["first_reviewer", "final_reviewer", "system_administrator", "nobody"])
def test_whoever_may_place_nowhere_has_nothing_to_choose(client, request, person, corner):
    login(client, request.getfixturevalue(person))
    assert shut(client.get(address("columns")))


def test_a_writer_chooses_among_the_columns_of_their_unit_and_of_nobody(client, writer, corner):
    login(client, writer)
    lines = [line for _, lines in client.get(address("columns")).context["sites"] for line in lines]
    chosen = {line.column for line in lines if line.column}
    assert corner.column.pk in chosen
    assert corner.forestry.pk not in chosen


def test_columns_stand_below_the_pages_above_them(client, site_manager, corner):
    login(client, site_manager)
    ((site, lines),) = client.get(address("columns"), {"q": "乡镇"}).context["sites"]
    assert [(line.title, line.depth) for line in lines] == [("新闻中心", 0), ("乡镇动态", 1)]
    assert lines[0].column is None, "only what was looked for can be chosen"


def test_words_that_name_no_column_say_so(client, site_manager, corner):
    login(client, site_manager)
    assert "没有名称里带“无此栏目”的栏目" in client.get(address("columns"), {"q": "无此栏目"}).content.decode()


def test_the_pinned_stand_first_then_the_newest(client, writer, corner):
    login(client, writer)
    page = address("column", corner.column.pk)
    assert titles(client.get(page)) == ["冬季校园安全检查", "秋季运动会闭幕"]
    actions.pin(corner.older.article, corner.column, by=None, at=AT)
    response = client.get(page)
    assert titles(response) == ["秋季运动会闭幕", "冬季校园安全检查"]
    assert "置顶 · 次序 1 · 不限期" in response.content.decode()


def test_a_pin_that_is_over_lifts_nothing_and_is_said(client, writer, corner):
    past = timezone.localdate() - timedelta(days=1)
    Placement.objects.filter(pk=corner.older.pk).update(pinned=3, pinned_until=past)
    login(client, writer)
    response = client.get(address("column", corner.column.pk))
    assert titles(response) == ["冬季校园安全检查", "秋季运动会闭幕"]
    assert f"置顶已到期（{past}）" in response.content.decode()


def test_what_waits_says_why_it_is_not_shown(client, writer, corner):
    actions.place(corner.open.article, corner.other, by=None, at=AT)
    Placement.objects.filter(article=corner.open.article, column=corner.other).update(shown=False)
    type(corner.open.article).objects.filter(pk=corner.open.article_id).update(external_id=None)
    login(client, writer)
    draft = client.get(address("column", corner.column.pk), {"waiting": ""})
    assert [(row.article.title, row.hidden) for row in draft.context["contents"].rows] == [
        ("寒假安排", "未发布（草稿）")
    ]
    stricter = client.get(address("column", corner.other.pk), {"waiting": ""})
    assert [row.hidden for row in stricter.context["contents"].rows] == ["审核级数不够：通过 0 级，本栏目要 2 级"]


def test_drafts_of_another_unit_are_not_told(client, stranger, corner, education):
    ColumnPage.objects.filter(pk=corner.column.pk).update(organisation=None)
    login(client, stranger)
    assert titles(client.get(address("column", corner.column.pk), {"waiting": ""})) == []
    assert client.get(address("pin_placement", corner.draft.pk)).status_code == 404


def test_home_and_reference_are_told_apart(client, writer, corner):
    actions.place(corner.open.article, corner.other, by=None, at=AT)
    login(client, writer)
    assert "引用" in client.get(address("column", corner.other.pk)).content.decode()
    assert "引用" not in client.get(address("column", corner.column.pk)).content.decode()


def test_pages_follow_without_gap_and_cost_the_same_with_a_hundred_times_the_data(
    client, writer, corner, education, django_assert_max_num_queries
):
    login(client, writer)
    page = address("column", corner.column.pk)
    client.get(page)
    with django_assert_max_num_queries(32):
        client.get(page)
    for number in range(200):
        make_article(education, corner.column, title=f"第{number}期", at=AT - timedelta(days=20, hours=number))
    with django_assert_max_num_queries(32):
        response = client.get(page)
    seen = titles(response)
    while following := response.context["contents"].next:
        response = client.get(page, {"at": following})
        seen += titles(response)
    assert len(seen) == len(set(seen)) == 202
    assert client.get(page, {"at": "nonsense"}).status_code == 200


def test_the_menu_shows_the_entries_to_whom_they_serve(client, request, corner):
    for person, sees in (("site_manager", (True, True)), ("writer", (True, False)), ("first_reviewer", (False, False))):
        login(client, request.getfixturevalue(person))
        page = client.get("/office/").content.decode()
        assert (address("columns") in page, address("sites") in page) == sees, person
