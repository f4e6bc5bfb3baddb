"""How a notice changes the calendar; pure."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from openxian.core.calendar.notice import Notice
from openxian.core.calendar.working import Mark, WorkingCalendar, year_arranged
from openxian.core.errors import Refused

FIRST_YEAR, LAST_YEAR = 2004, 2100


def with_notice(calendar: WorkingCalendar, notice: Notice) -> WorkingCalendar:
    """The calendar as it would be with a notice; days set here still prevail.

    《全国年节及纪念日放假办法》: rest days around the holidays are arranged year by year by the State Council. A whole
    notice stands in place of what was known of the year; one that speaks of a few festivals (a change during the
    year) arranges these anew and leaves the others.
    """
    if not notice.is_whole and calendar.is_provisional(notice.year):
        raise Refused(f"通知里没有写到全部节日，{notice.year}年还没有完整的安排；请粘贴通知全文。")
    local = {day: mark for day, mark in calendar.marks.items() if mark.is_local}
    kept = {day: mark for day, mark in calendar.marks.items() if not _replaced(day, mark, notice)}
    named = {one.day: Mark(one.is_working, one.name, notice.title) for one in notice.days}
    return WorkingCalendar(MappingProxyType(kept | named | local), calendar.announced | {notice.year})


def days_of_notice(calendar: WorkingCalendar, notice: Notice) -> dict[date, Mark]:
    """What the year's arrangement says once the notice counts: the days to keep in the table."""
    arranged = with_notice(_without_local(calendar), notice).marks
    spoken_of = {one.day for one in notice.days}
    arranged_by = {day: year_arranged(day, mark.name) for day, mark in arranged.items()}
    return {day: mark for day, mark in arranged.items() if arranged_by[day] == notice.year or day in spoken_of}


def must_change(calendar: WorkingCalendar, day: date, is_working: bool) -> None:
    """A day is set by hand only against what it is already, and within the years the program counts."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(f"只能调整{FIRST_YEAR}年到{LAST_YEAR}年的日子。", field="day")
    now = calendar.on(day)
    if now.is_working == is_working:
        raise Refused(
            f"{day.isoformat()}（{now.reason}）本来就{'上班' if is_working else '休息'}，不用调整。", field="day"
        )


def _replaced(day: date, mark: Mark, notice: Notice) -> bool:
    if year_arranged(day, mark.name) != notice.year:
        return False
    return notice.is_whole or bool(set(mark.name.split("、")) & notice.festivals)


def _without_local(calendar: WorkingCalendar) -> WorkingCalendar:
    marks: Mapping[date, Mark] = {day: mark for day, mark in calendar.marks.items() if not mark.is_local}
    return WorkingCalendar(marks, calendar.announced)
