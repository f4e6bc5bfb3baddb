"""place_many: imported articles in bulk, as often as one likes."""

from datetime import timedelta

from openxian.portal import actions
from openxian.portal.models import Placement
from openxian.portal.tests.green_hills import AT, make_article


def rows(article):
    return list(Placement.objects.filter(article=article).order_by("id").values_list("column", "is_home", "shown"))


def test_home_first_and_shown_when_live(green_hills, county):
    article = make_article(county)
    draft = make_article(county, title="草稿", live=False)
    columns = [green_hills.towns.pk, green_hills.notices.pk]
    actions.place_many([(article, columns), (draft, columns[:1])], by=None, at=AT)
    assert rows(article) == [(columns[0], True, True), (columns[1], False, True)]
    assert rows(draft) == [(columns[0], True, False)]


def test_doing_it_again_changes_nothing(green_hills, county):
    article = make_article(county)
    columns = [green_hills.towns.pk, green_hills.notices.pk]
    actions.place_many([(article, columns)], by=None, at=AT)
    before = list(Placement.objects.filter(article=article).values())
    assert actions.place_many([(article, columns)], by=None, at=AT) == 0
    assert list(Placement.objects.filter(article=article).values()) == before


def test_a_changed_package_moves_the_home_and_takes_away_what_is_gone(green_hills, county):
    article = make_article(county, green_hills.towns, green_hills.notices)
    actions.place_many([(article, [green_hills.headlines.pk, green_hills.towns.pk])], by=None, at=AT)
    assert sorted(rows(article)) == sorted(
        [(green_hills.headlines.pk, True, True), (green_hills.towns.pk, False, True)]
    )


def test_a_new_publication_time_moves_the_article_in_its_lists(green_hills, county):
    article = make_article(county, green_hills.towns)
    article.published_at = AT - timedelta(days=500)
    actions.place_many([(article, [green_hills.towns.pk])], by=None, at=AT)
    assert Placement.objects.get(article=article).sort_at == article.published_at


def test_many_articles_cost_few_queries(green_hills, county, django_assert_max_num_queries):
    articles = [make_article(county, title=f"第{number}篇") for number in range(60)]
    with django_assert_max_num_queries(12):
        actions.place_many(((article, [green_hills.towns.pk]) for article in articles), by=None, at=AT)
    assert green_hills.towns.placements.filter(article__in=articles).count() == 60
