"""The law's days, case by case: the tables in ``cases/``."""

import re
from collections import Counter

import pytest

from openxian.core.calendar.announced import announced_calendar
from openxian.core.deadlines.tests.reading_cases import cases, moment
from openxian.core.errors import Refused

CALENDAR = announced_calendar()


def _said(deadline) -> str:
    """What a table says of a deadline: its end or what is used and left, and the remarks."""
    if deadline.due is None:
        kept = f"已用{deadline.used} 还剩{deadline.left(deadline.latest)}"
        return f"暂停 {kept}" if deadline.state == "paused" else kept
    due = f"{deadline.due_at:%Y-%m-%dT%H:%M}" if deadline.unit == "hours" else deadline.due_on.isoformat()
    late = " 超期" if deadline.state == "ended" and deadline.is_overdue(deadline.latest) else ""
    return due + late + (" 暂定" if deadline.is_provisional else "")


@pytest.mark.parametrize("case", [case for case in cases() if not case.expected.startswith("不成立")], ids=str)
def test_it_ends_when_the_table_says(case):
    assert _said(case.deadline(CALENDAR)) == case.expected


@pytest.mark.parametrize("case", [case for case in cases() if case.expected.startswith("不成立")], ids=str)
def test_what_cannot_have_happened_is_refused(case):
    with pytest.raises(Refused, match=re.escape(case.expected.removeprefix("不成立 "))):
        case.deadline(CALENDAR)


@pytest.mark.parametrize("case", [case for case in cases() if not case.expected.startswith("不成立")], ids=str)
def test_its_days_lead_to_its_end(case):
    deadline = case.deadline(CALENDAR)
    days = [entry.day for entry in deadline.days]
    assert days == sorted(set(days)), "each day once, in order"
    last = deadline.due_on or deadline.course.run.halts[-1].pause.on
    assert days[-1] == last
    assert (days[-1] - days[0]).days == len(days) - 1, "no day is left out"
    assert all(entry.reason and entry.basis for entry in deadline.days if entry.verdict != "counted")


def test_there_are_as_many_cases_as_promised():
    by = Counter(case.how.split()[0] for case in cases())
    assert by["hand"] + by["source"] >= 120
    assert sum(by.values()) >= 300
    assert set(by) == {"hand", "source", "walked"}


def test_no_table_has_a_case_twice():
    seen = Counter((case.file, case.start, case.term, case.events) for case in cases())
    assert [case for case, times in seen.items() if times > 1] == []


def test_a_moment_of_a_table_is_beijing_time():
    assert moment("2026-03-02T09:20").isoformat() == "2026-03-02T09:20:00+08:00"
