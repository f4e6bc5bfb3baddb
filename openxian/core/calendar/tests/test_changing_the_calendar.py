"""Days set here and the yearly notice: what they change, for whom at once, and what is written down."""

from datetime import date

import pytest
from django.db import transaction

from openxian.core.calendar import actions, notice, queries
from openxian.core.calendar.announced import announced_calendar
from openxian.core.calendar.models import Announcement, CalendarDay
from openxian.core.calendar.signals import calendar_changed
from openxian.core.calendar.tests.notices import CHANGE_OF_2026, OF_2026, OF_2027
from openxian.core.deadlines import Deadline, Term
from openxian.core.errors import Refused
from openxian.core.models import AuditLine

pytestmark = pytest.mark.django_db
FESTIVAL = date(2026, 8, 10)


@pytest.fixture
def heard():
    """What ``calendar_changed`` told, with the calendar its receiver saw."""
    told = []

    def receive(sender, years, **kwargs):
        told.append((sorted(years), queries.working_days().is_working(FESTIVAL)))

    calendar_changed.connect(receive)
    yield told
    calendar_changed.disconnect(receive)


def rest(by, at, day=FESTIVAL):
    facts = {"name": "自治县成立纪念日", "basis": "《自治县条例》第六十条"}
    return actions.set_day(day=day, is_working=False, **facts, by=by, at=at)


def test_an_untouched_calendar_is_the_librarys():
    assert queries.working_days() == announced_calendar()


def test_a_local_holiday_counts_at_once_and_can_be_taken_back(system_administrator, at, heard):
    term = Term(5, "working_days", "《某法》第一条")
    before = Deadline(date(2026, 8, 7), term, queries.working_days())
    rest(system_administrator, at)
    after = Deadline.from_json(before.as_json(), queries.working_days())
    assert (before.due_on, after.due_on) == (date(2026, 8, 14), date(2026, 8, 17))
    assert next(entry.reason for entry in after.days if entry.day == FESTIVAL) == "自治县成立纪念日"
    actions.clear_day(day=FESTIVAL, by=system_administrator, at=at)
    assert queries.working_days().is_working(FESTIVAL)
    assert heard == [([2026], False), ([2026], True)]


def test_each_change_leaves_a_line(system_administrator, at):
    rest(system_administrator, at)
    actions.clear_day(day=FESTIVAL, by=system_administrator, at=at)
    actions.import_notice(notice.read(OF_2026), by=system_administrator, at=at)
    lines = AuditLine.objects.filter(act__startswith="calendar.").order_by("id")
    assert [line.sentence for line in lines] == [
        "把2026-08-10定为休息（自治县成立纪念日），依据：《自治县条例》第六十条",
        "撤销2026-08-10的调整（自治县成立纪念日）",
        "导入2026年节假日安排，0天有变化",
    ]
    assert {line.actor_name for line in lines} == {str(system_administrator)}


@pytest.mark.parametrize(
    ("day", "is_working", "said"),
    [
        (date(2026, 8, 11), True, "本来就上班"),
        (date(2026, 8, 9), False, "（星期日）本来就休息"),
        (date(2026, 10, 1), False, "（国庆节放假）本来就休息"),
        (date(1999, 1, 1), False, "只能调整2004年到2100年"),
    ],
)
def test_a_day_is_set_only_against_what_it_is(system_administrator, at, day, is_working, said):
    with pytest.raises(Refused, match=said):
        actions.set_day(day=day, is_working=is_working, name="某", basis="某", by=system_administrator, at=at)


def test_a_day_is_set_once_and_cleared_once(system_administrator, at):
    rest(system_administrator, at)
    with pytest.raises(Refused, match="已经调整过"):
        rest(system_administrator, at)
    actions.clear_day(day=FESTIVAL, by=system_administrator, at=at)
    with pytest.raises(Refused, match="没有做过调整"):
        actions.clear_day(day=FESTIVAL, by=system_administrator, at=at)


def test_a_new_year_is_announced_by_its_notice(system_administrator, at, heard):
    assert queries.working_days().is_provisional(2027)
    announcement = actions.import_notice(notice.read(OF_2027), by=system_administrator, at=at)
    calendar = queries.working_days()
    assert not calendar.is_provisional(2027)
    assert calendar.on(date(2027, 1, 3)).reason == "元旦调休上班"
    assert calendar.on(date(2026, 12, 31)).reason == "元旦放假"
    assert calendar.on(date(2026, 10, 1)).reason == "国庆节放假", "the rest of 2026 stays the library's"
    assert announcement.text == OF_2027
    assert heard[0][0] == [2026, 2027]


def test_the_preview_tells_every_change_and_writes_nothing():
    changes = queries.preview(notice.read(OF_2027))
    assert (changes[0][0].day, changes[0][0].reason, changes[0][1].reason) == (date(2026, 12, 31), "工作日", "元旦放假")
    assert len(changes) == 25, "3 of New Year, 8 of spring, 1, 5 of May, 1, 1, 6 of October"
    assert not Announcement.objects.exists()
    assert queries.working_days().is_provisional(2027)


def test_importing_again_replaces_and_never_adds(system_administrator, at):
    for _ in range(2):
        actions.import_notice(notice.read(OF_2027), by=system_administrator, at=at)
    corrected = notice.read(OF_2027.replace("9月15日", "9月16日"))
    actions.import_notice(corrected, by=system_administrator, at=at)
    assert queries.working_days().is_working(date(2027, 9, 15))
    assert not queries.working_days().is_working(date(2027, 9, 16))
    assert CalendarDay.objects.count() == len(corrected.days)
    assert [row.year for row in queries.announcements()] == [2027]


def test_a_change_of_a_year_the_library_knows_keeps_its_other_days(system_administrator, at):
    actions.import_notice(notice.read(CHANGE_OF_2026), by=system_administrator, at=at)
    calendar = queries.working_days()
    assert calendar.is_working(date(2026, 5, 5))
    assert calendar.on(date(2026, 10, 1)).reason == "国庆节放假"
    assert calendar.total(2026) == 249


def test_a_day_set_here_prevails_over_a_notice(system_administrator, at):
    rest(system_administrator, at)
    actions.import_notice(notice.read(OF_2026), by=system_administrator, at=at)
    assert queries.working_days().on(FESTIVAL).kind == "local_rest"
    assert [row.day for row in queries.local_days(2026)] == [FESTIVAL]


def test_an_import_is_whole_or_nothing(system_administrator, at, heard):
    def fail(sender, **kwargs):
        raise Refused("有一件办不下去。")

    calendar_changed.connect(fail)
    try:
        with pytest.raises(Refused), transaction.atomic():
            actions.import_notice(notice.read(OF_2027), by=system_administrator, at=at)
    finally:
        calendar_changed.disconnect(fail)
    assert not Announcement.objects.exists()
    assert not CalendarDay.objects.exists()
    assert queries.working_days().is_provisional(2027), "what was seen within the failed act is forgotten"


def test_another_process_sees_the_change(system_administrator, at):
    rest(system_administrator, at)
    queries.working_days()
    kept_elsewhere = queries._Shelf.kept
    actions.clear_day(day=FESTIVAL, by=system_administrator, at=at)
    queries._Shelf.kept = kept_elsewhere
    assert queries.working_days().is_working(FESTIVAL)


def test_asking_again_costs_one_small_query(django_assert_num_queries):
    first = queries.working_days()
    with django_assert_num_queries(1):
        assert queries.working_days() is first
