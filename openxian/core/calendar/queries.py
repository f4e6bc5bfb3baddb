"""The door for reading: the calendar as a value, and the rows behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from openxian.core.calendar import announced, rules
from openxian.core.calendar.models import Announcement, CalendarDay, CalendarRevision
from openxian.core.calendar.notice import Notice
from openxian.core.calendar.working import Day, Mark, WorkingCalendar, year_arranged


@dataclass(frozen=True)
class _Kept:
    token: str | None
    calendar: WorkingCalendar


class _Shelf:
    """The calendar this process built last, and the token it was built under."""

    kept: _Kept | None = None


def working_days() -> WorkingCalendar:
    """The calendar in force. One small query asks whether the one this process keeps is still right."""
    token = CalendarRevision.objects.values_list("token", flat=True).first()
    kept = _Shelf.kept
    if kept is None or kept.token != token:
        kept = _Shelf.kept = _Kept(token, _build())
    return kept.calendar


def announcements() -> list[Announcement]:
    """Arrangements that were imported here, newest year first."""
    return list(Announcement.objects.select_related("imported_by"))


def local_days(year: int) -> list[CalendarDay]:
    """Days of a year that were set here."""
    return list(CalendarDay.objects.filter(announcement=None, day__year=year))


def local_day(day: date) -> CalendarDay | None:
    """The row of a day that was set here."""
    return CalendarDay.objects.filter(announcement=None, day=day).first()


def local_day_numbered(number: int) -> CalendarDay | None:
    """The row with this number, when it is a day that was set here."""
    return CalendarDay.objects.filter(announcement=None, pk=number).first()


def preview(notice: Notice) -> list[tuple[Day, Day]]:
    """(before, after) of every day that importing a notice would change; nothing is written."""
    before = working_days()
    return before.differences(rules.with_notice(before, notice), notice.years_touched)


def _build() -> WorkingCalendar:
    rows = CalendarDay.objects.order_by("announcement__year", "day")
    announced_here = set(Announcement.objects.values_list("year", flat=True))
    known = announced.marks()
    named = {day: mark for day, mark in known.items() if year_arranged(day, mark.name) not in announced_here}
    named |= _marks(rows.filter(announcement__isnull=False)) | _marks(rows.filter(announcement=None))
    return WorkingCalendar(MappingProxyType(named), announced.YEARS | announced_here)


def _marks(rows: Iterable[CalendarDay]) -> dict[date, Mark]:
    return {row.day: Mark(row.is_working, row.name, row.basis, row.announcement_id is None) for row in rows}
