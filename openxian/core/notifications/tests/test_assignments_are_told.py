"""新的待办：告诉承办对象背后的每个人一次，不告诉交办的人自己；一下子来很多，合成一封。"""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from openxian.core.assignments import actions, holders
from openxian.core.notifications import queries
from tests.cast import make_user


class Pool:
    """A kind of holder whose key lists the people: ``pool:3,5``."""

    def keys_of(self, people, on):
        return []

    def people(self, rest, on):
        return list(get_user_model().objects.filter(pk__in=rest.split(",")))

    def name(self, rest, on):
        return "值班组"


@pytest.fixture
def colleague(db):
    return make_user("colleague", "江一苇", email="colleague@qinglan.example")


@pytest.fixture
def pool(monkeypatch, reader, colleague):
    monkeypatch.setitem(holders._kinds, "pool", Pool())
    return f"pool:{reader.pk},{colleague.pk}"


def open_round(thing, pool, by, at, **more):
    facts = {"kind": "trial", "step": "check", "label": "核对", "title": "关于道路维修的申请"}
    return actions.open_round(thing, **facts | more, holders=[pool], by=by, at=at)


def test_everybody_behind_the_holder_is_told_once_and_the_sender_is_not(pool, reader, colleague, nobody, at):
    open_round(nobody, pool, colleague, at, due_at=at + timedelta(days=3), note="请尽快")
    assert queries.unread_count(colleague) == 0
    [notice] = queries.unread(reader)
    assert notice.title == "核对：关于道路维修的申请"
    assert notice.body == "请尽快 请在 2026-03-05 09:00 前办理。"
    assert (notice.thing_type, notice.thing_id) == ("accounts.user", str(nobody.pk))


def test_many_at_once_make_one_mail(pool, reader, colleague, work, at):
    for _ in range(12):
        open_round(reader, pool, None, at)
    assert queries.unread_count(reader) == 12
    work(at + timedelta(minutes=1))
    assert [sent.subject for sent in mail.outbox] == ["12 条通知：核对：关于道路维修的申请 等"] * 2


def test_what_is_extra_urgent_goes_at_once_also_at_night(pool, colleague, work, at):
    night = at.replace(hour=23)
    open_round(colleague, pool, None, night, urgency=2)
    work(night)
    assert len(mail.outbox) == 2


def test_when_it_is_over_nobody_needs_to_read_it_nor_gets_a_late_mail(pool, reader, colleague, work, at):
    night = at.replace(hour=23)
    [done] = open_round(colleague, pool, None, night)
    [open_still] = open_round(colleague, pool, None, night, title="另一件")
    actions.finish(done, by=None, at=night)
    assert [notice.title for notice in queries.unread(reader)] == ["核对：另一件"]
    work(night + timedelta(hours=8))
    assert {sent.subject for sent in mail.outbox} == {"核对：另一件"}
    assert open_still.is_open
