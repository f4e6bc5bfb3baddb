"""pin, unpin: on top of a column until a day."""

from datetime import date, timedelta

import pytest

from openxian.core.errors import Refused
from openxian.portal import actions, queries
from openxian.portal.tests.green_hills import AT

ON = AT.date()


@pytest.fixture
def pinned(green_hills):
    actions.pin(green_hills.article, green_hills.headlines, until=ON + timedelta(days=3), by=None, at=AT)
    return green_hills


def test_a_pin_holds_through_its_last_day(pinned):
    assert queries.pinned_in(pinned.headlines.pk, ON + timedelta(days=3)) == [pinned.article.pk]
    assert queries.pinned_in(pinned.headlines.pk, ON + timedelta(days=4)) == []


def test_a_pin_without_an_end_holds(green_hills):
    actions.pin(green_hills.article, green_hills.headlines, by=None, at=AT)
    assert queries.pinned_in(green_hills.headlines.pk, date(2030, 1, 1)) == [green_hills.article.pk]


def test_a_pin_may_not_end_before_today(green_hills):
    with pytest.raises(Refused) as refusal:
        actions.pin(green_hills.article, green_hills.headlines, until=ON - timedelta(days=1), by=None, at=AT)
    assert refusal.value.field == "until"


def test_the_higher_order_stands_higher(pinned):
    other = pinned.headlines.placements.exclude(article=pinned.article).first().article
    actions.pin(other, pinned.headlines, order=5, by=None, at=AT)
    assert queries.pinned_in(pinned.headlines.pk, ON) == [other.pk, pinned.article.pk]


def test_unpin_takes_it_down(pinned):
    actions.unpin(pinned.article, pinned.headlines, by=None, at=AT)
    assert queries.pinned_in(pinned.headlines.pk, ON) == []


def test_what_does_not_stand_there_cannot_be_pinned(green_hills):
    with pytest.raises(Refused, match="不在栏目"):
        actions.pin(green_hills.policy, green_hills.headlines, by=None, at=AT)


def test_a_withdrawn_article_is_not_on_top(pinned):
    actions.follow_withdrawal(None, article=pinned.article)
    assert queries.pinned_in(pinned.headlines.pk, ON) == []
