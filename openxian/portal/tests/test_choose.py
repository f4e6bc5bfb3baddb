"""choose: exactly these columns, the first being the home."""

import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.portal import actions
from openxian.portal.tests.green_hills import AT, make_article
from openxian.repository import registry


def test_choosing_sets_the_columns_and_the_home(green_hills, county):
    article = make_article(county, green_hills.headlines, green_hills.towns)
    actions.choose(article, [green_hills.notices.pk, green_hills.headlines.pk], by=None, at=AT)
    assert registry.columns.chosen(article) == [green_hills.notices.pk, green_hills.headlines.pk]


def test_choosing_the_same_again_writes_nothing(green_hills, county):
    article = make_article(county, green_hills.headlines)
    actions.choose(article, [green_hills.headlines.pk], by=None, at=AT)
    assert not AuditLine.objects.filter(act="portal.choose").exists()


def test_a_published_article_keeps_a_column(green_hills, county):
    article = make_article(county, green_hills.headlines)
    with pytest.raises(Refused) as refusal:
        actions.choose(article, [], by=None, at=AT)
    assert refusal.value.field == "columns"


def test_a_draft_may_stand_nowhere_again(green_hills, county):
    article = make_article(county, green_hills.headlines, live=False)
    actions.choose(article, [], by=None, at=AT)
    assert registry.columns.chosen(article) == []


def test_a_column_that_is_gone_is_refused(green_hills, county):
    with pytest.raises(Refused, match="已不存在"):
        actions.choose(make_article(county), [999999], by=None, at=AT)


def test_only_what_changes_needs_a_right(green_hills, county, education, writer):
    """A writer may edit around a placement that somebody else made in a column not theirs."""
    green_hills.notices.organisation = county
    green_hills.notices.save()
    article = make_article(education, green_hills.notices, live=False)
    actions.choose(article, [green_hills.notices.pk, green_hills.headlines.pk], by=writer, at=AT)
    with pytest.raises(Forbidden):
        actions.choose(article, [green_hills.headlines.pk], by=writer, at=AT)


def test_choices_are_grouped_by_site_and_indented(green_hills, writer):
    ((site, rows),) = registry.columns.choices(writer)
    names = dict(rows)
    assert site == "青岚县人民政府"
    assert names[green_hills.headlines.pk] == "　青岚要闻"


def test_nobody_has_no_choices(green_hills, nobody):
    assert registry.columns.choices(nobody) == []


def test_a_path_resolves_to_its_column(green_hills):
    resolve = registry.columns.resolve
    assert resolve("news/headlines") == green_hills.headlines.pk
    assert resolve("testserver/news/headlines/") == green_hills.headlines.pk
    assert resolve("news/no-such-column") is None
    assert resolve("other.example/news/headlines") is None


def test_the_strictest_column_says_how_many_reviews(green_hills, county):
    article = make_article(county, live=False)
    assert registry.columns.levels_required(article) == 3
    actions.choose(article, [green_hills.notices.pk], by=None, at=AT)
    assert registry.columns.levels_required(article) == 2
    actions.choose(article, [green_hills.notices.pk, green_hills.headlines.pk], by=None, at=AT)
    assert registry.columns.levels_required(article) == 3


def test_homes_names_site_and_column_in_two_queries(green_hills, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        homes = registry.columns.homes([green_hills.article, green_hills.policy])
    assert homes == {
        green_hills.article.pk: "青岚县人民政府 / 青岚要闻",
        green_hills.policy.pk: "青岚县人民政府 / 政策文件",
    }


def test_within_narrows_to_a_column(green_hills):
    from openxian.repository.models import Article

    found = registry.columns.within(Article.objects.all(), green_hills.explainers.pk)
    assert list(found) == [green_hills.explainer]
