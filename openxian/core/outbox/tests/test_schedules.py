"""定时任务：到点只做一次，没有后台进程时错过的只补一次，上一次没做完不再开始。"""

from datetime import UTC, datetime, time, timedelta

import pytest

from openxian.core.outbox import registry, rules, scheduling
from openxian.core.outbox.models import Job, Schedule

HALF = timedelta(seconds=30)


@pytest.fixture
def runs():
    return []


@pytest.fixture
def note(runs):
    def run(*, at):
        runs.append(at)

    return run


def test_a_new_one_with_a_beat_is_done_at_once_and_then_on_its_beat(schedule, work, note, runs, at, db):
    schedule("beat", note, every=HALF)
    for seconds in (0, 10, 29, 30, 40, 61):
        work(at + timedelta(seconds=seconds))
    assert runs == [at, at + HALF, at + timedelta(seconds=61)]


def test_a_daily_one_waits_for_its_hour_on_the_clock_of_the_county(schedule, work, note, runs, at, db):
    schedule("daily", note, daily_at=time(0, 5))
    work(at)
    work(datetime(2026, 3, 2, 16, 4, tzinfo=UTC))
    assert runs == []
    work(datetime(2026, 3, 2, 16, 5, tzinfo=UTC))
    work(datetime(2026, 3, 2, 16, 6, tzinfo=UTC))
    assert len(runs) == 1


def test_times_that_were_missed_are_made_up_for_by_one_run(schedule, work, note, runs, at, db):
    schedule("daily", note, daily_at=time(0, 5))
    scheduling.settle(at=at)
    work(at + timedelta(days=5))
    work(at + timedelta(days=5))
    assert runs == [at + timedelta(days=5)]
    assert Schedule.objects.get().next_at == datetime(2026, 3, 8, 0, 5, tzinfo=at.tzinfo)


def test_it_is_not_begun_again_while_it_runs(schedule, note, at, db):
    schedule("beat", note, every=HALF)
    scheduling.settle(at=at)
    assert scheduling.lay_due(at=at) == 1
    assert scheduling.lay_due(at=at + HALF) == 0
    assert Job.objects.count() == 1


def test_one_that_fails_is_tried_again_and_then_comes_on_its_beat(schedule, work, at, db):
    calls = []

    def fail(*, at):
        calls.append(at)
        raise OSError("disk")

    schedule("beat", fail, every=timedelta(hours=1))
    for minutes in (0, 1, 2, 3, 4, 59):
        work(at + timedelta(minutes=minutes))
    assert len(calls) == 3
    assert Job.objects.get().state == "failed"
    work(at + timedelta(hours=1))
    assert len(calls) == 4


def test_a_quicker_beat_counts_at_once(schedule, work, note, runs, at, db):
    schedule("beat", note, every=timedelta(days=1))
    work(at)
    registry.schedule("beat", label="试验定时", run=note, every=HALF)
    work(at + HALF)
    work(at + 2 * HALF)
    assert len(runs) == 2


def test_one_that_no_room_declares_any_more_is_left_alone(work, at, db):
    Schedule.objects.create(name="gone", next_at=at)
    assert work(at) == (0, 0)


def test_a_rhythm_is_either_a_beat_or_an_hour(note):
    with pytest.raises(ValueError):
        registry.schedule("both", label="", run=note, every=HALF, daily_at=time(1))


def test_a_rhythm_is_said_in_words(note):
    def words(**rhythm):
        return registry.ScheduleSpec("x", "", note, **({"every": None, "daily_at": None} | rhythm)).rhythm

    assert words(every=HALF) == "每 30 秒"
    assert words(every=timedelta(minutes=90)) == "每 90 分钟"
    assert words(every=timedelta(hours=2)) == "每 2 小时"
    assert words(daily_at=time(0, 5)) == "每天 00:05"


def test_beats_stay_on_their_grid(at):
    assert rules.next_every(at, HALF, at) == at + HALF
    assert rules.next_every(at, HALF, at + timedelta(seconds=95)) == at + 4 * HALF
    assert rules.next_every(at + HALF, HALF, at) == at + HALF


def test_the_duties_of_the_rooms_are_declared():
    assert {
        "accounts.freeze_idle",
        "organisations.settle_duties",
        "repository.publish_due",
        "repository.expire_due",
    } <= set(registry.schedules())
