"""Placements follow their article: out with it, gone with it, and not before its column's reviews."""

import pytest

from openxian.portal import actions
from openxian.portal.models import Placement
from openxian.portal.tests.green_hills import AT, make_article
from openxian.repository.signals import article_published, article_withdrawn


@pytest.fixture
def draft(green_hills, county):
    return make_article(county, green_hills.headlines, green_hills.notices, live=False)


def passed(monkeypatch, levels):
    monkeypatch.setattr("openxian.repository.queries.levels_passed", lambda article: levels)


def publish(article):
    article.live, article.published_at, article.addressed_on = True, AT, AT.date()
    article.save()
    article_published.send(type(article), article=article, by=None, at=AT)


def shown(article):
    return {placement.column.slug for placement in Placement.objects.filter(article=article, shown=True)}


def test_publication_shows_it_everywhere_at_its_time(draft, monkeypatch):
    passed(monkeypatch, 3)
    publish(draft)
    assert shown(draft) == {"headlines", "notices"}
    assert set(draft.placements.values_list("sort_at", flat=True)) == {AT}


def test_a_column_that_asks_for_more_reviews_waits(draft, monkeypatch):
    passed(monkeypatch, 2)
    publish(draft)
    assert shown(draft) == {"notices"}


def test_it_appears_there_when_the_reviews_are_done(draft, monkeypatch):
    passed(monkeypatch, 2)
    publish(draft)
    passed(monkeypatch, 3)
    actions.show_where_allowed(draft)
    assert shown(draft) == {"headlines", "notices"}


def test_placing_a_live_article_in_a_stricter_column_does_not_show_it(draft, green_hills, monkeypatch):
    passed(monkeypatch, 2)
    publish(draft)
    assert actions.place(draft, green_hills.towns, by=None, at=AT).shown is False


def test_withdrawal_takes_it_from_every_column_at_once(draft, monkeypatch):
    passed(monkeypatch, 3)
    publish(draft)
    article_withdrawn.send(type(draft), article=draft, by=None, at=AT)
    assert shown(draft) == set()


def test_the_heir_of_a_body_answers_for_its_columns(green_hills, education, forestry):
    from openxian.organisations.signals import organisation_succeeded

    green_hills.notices.organisation = education
    green_hills.notices.save()
    organisation_succeeded.send(
        type(education), predecessor=education, successors=[forestry], effective_on=AT.date(), by=None, at=AT
    )
    green_hills.notices.refresh_from_db()
    assert green_hills.notices.organisation == forestry


def test_without_an_heir_the_columns_stay(green_hills, education):
    actions.follow_reform(None, predecessor=green_hills.county, successors=[])
    green_hills.site.siteprofile.refresh_from_db()
    assert green_hills.site.siteprofile.organisation == green_hills.county
