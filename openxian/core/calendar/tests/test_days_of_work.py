"""Which days are worked: the library's years, beside the published files; and what is said of the others."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openxian.core.calendar.announced import announced_calendar
from openxian.core.calendar.working import Mark, WorkingCalendar, days_of

CALENDAR = announced_calendar()
HOLIDAYS = Path(__file__).resolve().parents[5] / "shared" / "data" / "holidays"
shared = pytest.mark.skipif(not HOLIDAYS.exists(), reason="the shared holiday files are not beside this repository")
days = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@shared
@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_day_of_the_published_years_is_as_published(year):
    files = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(HOLIDAYS.glob("20*.json"))]
    off = {one["date"]: one["isOffDay"] for file in files for one in file["days"]}
    wrong = [
        day for day in days_of(year) if CALENDAR.is_working(day) == off.get(day.isoformat(), day.isoweekday() in (6, 7))
    ]
    assert wrong == []


@pytest.mark.parametrize(("year", "total"), [(2024, 251), (2025, 248), (2026, 248)])
def test_the_years_have_as_many_working_days_as_the_source_says(year, total):
    assert CALENDAR.total(year) == total


@pytest.mark.parametrize(
    ("day", "is_working", "kind", "reason"),
    [
        (date(2025, 9, 28), True, "makeup", "国庆节调休上班"),
        (date(2025, 10, 1), False, "holiday", "国庆节放假"),
        (date(2025, 9, 27), False, "weekend", "星期六"),
        (date(2025, 9, 26), True, "working", "工作日"),
        (date(2024, 2, 9), True, "working", "工作日"),
    ],
)
def test_a_day_says_what_it_is_and_why(day, is_working, kind, reason):
    seen = CALENDAR.on(day)
    assert (seen.is_working, seen.kind, seen.reason, seen.is_provisional) == (is_working, kind, reason, False)
    assert CALENDAR.reason(day) == reason
    assert bool(seen.basis) == (kind != "working")


def test_a_year_not_announced_is_provisional_and_rests_on_weekends_and_the_days_the_statute_fixes():
    assert CALENDAR.is_provisional(2027)
    assert not CALENDAR.is_provisional(2026)
    fixed = [date(2027, 1, 1), date(2027, 5, 1), date(2027, 5, 2), *(date(2027, 10, day) for day in (1, 2, 3))]
    assert [day.reason for day in map(CALENDAR.on, fixed)] == ["元旦放假", *["劳动节放假"] * 2, *["国庆节放假"] * 3]
    assert {CALENDAR.on(day).basis for day in fixed} == {"《全国年节及纪念日放假办法》第二条"}
    others = [day for day in days_of(2027) if day not in fixed]
    assert [day for day in others if CALENDAR.is_working(day) != (day.isoweekday() < 6)] == []
    assert CALENDAR.on(date(2027, 2, 5)).is_provisional, "the Spring Festival of 2027 is not known yet"


def test_years_before_the_library_know_weekends_only():
    assert CALENDAR.is_working(date(2003, 1, 1))
    assert CALENDAR.is_provisional(2003)


def test_a_day_set_here_is_certain_even_in_a_provisional_year():
    local = {date(2027, 8, 9): Mark(False, "自治县成立纪念日", "自治县条例", is_local=True)}
    seen = WorkingCalendar(local, frozenset({2026})).on(date(2027, 8, 9))
    assert (seen.kind, seen.reason, seen.is_working, seen.is_provisional) == (
        "local_rest",
        "自治县成立纪念日",
        False,
        False,
    )


@given(days, st.integers(1, 300))
def test_counting_undoes_adding(day, count):
    there = CALENDAR.add_working_days(day, count)
    assert CALENDAR.count(day, there) == count
    assert CALENDAR.count(there, day) == -count
    assert CALENDAR.is_working(there)


@given(days, st.integers(1, 300))
def test_going_back_undoes_going_forward(day, count):
    from_work = CALENDAR.next_working_day(day)
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(from_work, count), -count) == from_work


@given(days, st.integers(0, 700))
def test_the_count_is_what_one_finds_day_by_day(day, length):
    until = day + timedelta(length)
    walked = sum(CALENDAR.is_working(day + timedelta(step)) for step in range(1, length + 1))
    assert CALENDAR.count(day, until) == walked


def test_nothing_added_is_the_day_itself():
    assert CALENDAR.add_working_days(date(2025, 10, 4), 0) == date(2025, 10, 4)
    assert CALENDAR.next_working_day(date(2025, 10, 4)) == date(2025, 10, 9)
