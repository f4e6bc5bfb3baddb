"""place, unplace, move: one article in many columns."""

import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.portal import actions
from openxian.portal.models import Placement
from openxian.portal.tests.green_hills import AT, make_article, make_column, make_site


@pytest.fixture
def site(county):
    return make_site(organisation=county)


@pytest.fixture
def news(site):
    return make_column(site.root_page, "新闻中心", "news")


@pytest.fixture
def headlines(news):
    return make_column(news, "青岚要闻", "headlines")


@pytest.fixture
def notices(news, education):
    return make_column(news, "教育公告", "notices", organisation=education)


def test_the_first_column_becomes_the_home(education, headlines, notices):
    article = make_article(education)
    actions.place(article, headlines, by=None, at=AT)
    actions.place(article, notices, by=None, at=AT)
    assert list(article.placements.order_by("id").values_list("is_home", flat=True)) == [True, False]


def test_placing_leaves_a_line_in_the_trail(education, headlines, site_manager):
    article = make_article(education)
    actions.place(article, headlines, by=site_manager, at=AT)
    assert "青岚要闻" in AuditLine.objects.get(act="portal.place").sentence


def test_an_article_stands_in_a_column_only_once(education, headlines):
    article = make_article(education, headlines)
    with pytest.raises(Refused, match="已在栏目"):
        actions.place(article, headlines, by=None, at=AT)


def test_a_draft_is_placed_but_not_shown(education, headlines):
    draft = make_article(education, live=False)
    assert actions.place(draft, headlines, by=None, at=AT).shown is False


def test_a_live_article_is_shown_at_its_own_time(education, headlines):
    article = make_article(education)
    placement = actions.place(article, headlines, by=None, at=AT)
    assert placement.shown
    assert placement.sort_at == article.published_at


def test_a_writer_may_use_the_columns_of_their_unit_and_those_of_nobody(education, writer, headlines, notices):
    article = make_article(education)
    actions.place(article, notices, by=writer, at=AT)
    actions.place(article, headlines, by=writer, at=AT)
    assert article.placements.count() == 2


def test_a_writer_of_another_unit_is_turned_away(education, stranger, notices):
    article = make_article(education)
    with pytest.raises(Forbidden, match="别的单位"):
        actions.place(article, notices, by=stranger, at=AT)


def test_somebody_without_a_role_may_place_nowhere(education, nobody, headlines):
    with pytest.raises(Forbidden):
        actions.place(make_article(education), headlines, by=nobody, at=AT)


def test_unplace_passes_the_home_on(education, headlines, notices):
    article = make_article(education, headlines, notices)
    actions.unplace(article, headlines, by=None, at=AT)
    assert Placement.objects.get(article=article).is_home


def test_unplace_leaves_a_published_article_one_column(education, headlines):
    article = make_article(education, headlines)
    with pytest.raises(Refused, match="撤稿"):
        actions.unplace(article, headlines, by=None, at=AT)


def test_move_keeps_home_and_time_and_drops_the_pin(education, headlines, notices):
    article = make_article(education, headlines)
    actions.pin(article, headlines, by=None, at=AT)
    placement = actions.move(article, headlines, notices, by=None, at=AT)
    assert (placement.column_id, placement.is_home, placement.pinned) == (notices.pk, True, 0)
    assert placement.sort_at == article.published_at


def test_move_onto_itself_is_refused(education, headlines, notices):
    article = make_article(education, headlines, notices)
    with pytest.raises(Refused, match="移出"):
        actions.move(article, headlines, notices, by=None, at=AT)


def test_moving_needs_a_right_at_both_ends(education, stranger, headlines, notices):
    article = make_article(education, notices)
    with pytest.raises(Forbidden):
        actions.move(article, notices, headlines, by=stranger, at=AT)
