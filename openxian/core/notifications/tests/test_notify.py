"""通知：一定在工作台上；邮件和短信按各人的意愿，先汇集再发，经后台任务。"""

from datetime import datetime, time, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import transaction

from openxian.core.notifications import actions, queries
from openxian.core.notifications.models import Notification, Preference
from openxian.core.outbox.models import Job
from tests.cast import make_user


def tell(people, at, **more):
    facts = {"kind": "trial", "title": "请办理依申请公开〔2026〕3号", "by": None, "at": at}
    return actions.notify(people, **facts | more)


def later(at, **amount):
    return at + timedelta(**amount)


def test_it_stands_on_the_desk_at_once_and_goes_out_a_minute_later(reader, work, carrier, at):
    tell([reader], at, body="请在三日内办理。", link="/office/desk/")
    assert queries.unread_count(reader) == 1
    work(at)
    assert (mail.outbox, carrier.sent()) == ([], [])
    work(later(at, minutes=1))
    assert [sent.to for sent in mail.outbox] == [["reader@qinglan.example"]]
    assert [sent["phone"] for sent in carrier.sent()] == ["13900000001"]


def test_it_is_gone_when_the_act_is_not_done(reader, at):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell([reader], at)
        raise ZeroDivisionError
    assert not Notification.objects.exists() and not Job.objects.exists()


def test_what_comes_within_a_minute_goes_out_as_one(reader, work, carrier, at):
    for number in range(5):
        tell([reader], later(at, seconds=number), title=f"第 {number + 1} 件")
    work(later(at, minutes=1))
    [sent] = mail.outbox
    assert sent.subject == "5 条通知：第 1 件 等"
    assert all(f"第 {number} 件" in sent.body for number in range(1, 6))
    assert [sent["text"] for sent in carrier.sent()] == ["第 1 件 等 5 条通知，请登录工作台查看。"]


def test_who_cannot_be_reached_is_told_on_the_desk_only(unreachable, at):
    tell([unreachable], at)
    assert queries.unread_count(unreachable) == 1
    assert not Job.objects.exists()


def test_a_channel_that_is_not_set_up_is_not_used(reader, work, settings, at):
    settings.OPENXIAN_SMS_CARRIER = ""
    settings.OPENXIAN_MAIL = False
    tell([reader], at)
    assert not Job.objects.exists()


def test_a_person_is_told_once_and_a_closed_account_not_at_all(reader, at):
    gone = make_user("gone", "已离任", is_active=False)
    assert [notice.person for notice in tell([reader, gone, reader], at)] == [reader]


def wish(person, at, **wishes):
    usual = {"channels": {}, "quiet_from": time(22), "quiet_until": time(7), "digest_at": None}
    actions.set_preference(person, **usual | wishes, by=person, at=at)


def test_a_person_chooses_the_channels_of_each_kind(reader, work, carrier, at):
    wish(reader, at, channels={"trial": ["sms"]})
    tell([reader], at)
    work(later(at, minutes=1))
    assert (len(mail.outbox), len(carrier.sent())) == (0, 1)


def test_quiet_hours_hold_what_is_not_urgent_until_the_morning(reader, work, at):
    night = at.replace(hour=23)
    tell([reader], night, title="不急")
    tell([reader], night, title="台风红色预警", urgent=True)
    work(night)
    assert [sent.subject for sent in mail.outbox] == ["【紧急】台风红色预警"]
    work(later(night, hours=7, minutes=59))
    assert len(mail.outbox) == 1
    work(later(night, hours=8))
    assert [sent.subject for sent in mail.outbox] == ["【紧急】台风红色预警", "不急"]


def test_a_digest_collects_the_day(reader, work, at):
    wish(reader, at, digest_at=time(17))
    for hour in (9, 11, 16):
        tell([reader], at.replace(hour=hour), title=f"{hour} 点的事")
    work(at.replace(hour=16, minute=59))
    assert mail.outbox == []
    work(at.replace(hour=17))
    assert [sent.subject for sent in mail.outbox] == ["3 条通知：9 点的事 等"]


def test_reading_makes_it_read_and_only_ones_own(reader, unreachable, at):
    [mine] = tell([reader], at)
    [theirs] = tell([unreachable], at)
    actions.mark_read(theirs, by=reader, at=at)
    assert queries.unread_count(unreachable) == 1
    actions.mark_read(mine, by=reader, at=at)
    actions.mark_read(mine, by=reader, at=later(at, hours=1))
    assert queries.one(reader, mine.pk).read_at == at
    assert queries.one(reader, theirs.pk) is None


def test_all_can_be_read_at_once_or_all_about_one_case(reader, unreachable, at):
    tell([reader], at, thing=unreachable)
    tell([reader], at)
    tell([reader], at)
    assert actions.mark_read_about(unreachable, by=reader, at=at) == 1
    assert actions.mark_all_read(by=reader, at=at) == 2
    assert list(queries.unread(reader)) == []


def test_telling_a_thousand_people_costs_few_queries(at, db, django_assert_max_num_queries, on_sqlite):
    model = get_user_model()
    names = [f"p{number}" for number in range(1000)]
    model.objects.bulk_create(
        [model(username=name, name="某人", password="!", email=f"{name}@x.example") for name in names]
    )
    people = list(model.objects.filter(username__in=names))
    with django_assert_max_num_queries(45 if on_sqlite else 10):
        tell(people, at)
    assert Notification.objects.count() == Job.objects.count() == 1000


def test_an_undeclared_kind_is_refused(reader, at):
    with pytest.raises(KeyError):
        tell([reader], at, kind="unheard_of")


def test_wishes_are_ones_own(reader, nobody, at):
    from openxian.core.errors import Refused

    with pytest.raises(Refused):
        actions.set_preference(
            reader, channels={}, quiet_from=time(0), quiet_until=time(0), digest_at=None, by=nobody, at=at
        )
    assert not Preference.objects.exists()


def test_night_begins_and_ends_by_the_clock_of_the_county(reader, at):
    """14:30 UTC is 22:30 in Beijing."""
    from datetime import UTC

    tell([reader], datetime(2026, 3, 2, 14, 30, tzinfo=UTC))
    assert Job.objects.first().due_at == datetime(2026, 3, 3, 7, 0, tzinfo=at.tzinfo)
