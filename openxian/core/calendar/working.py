"""The working calendar as a value: which days are worked and why. No database, no clock, no Django."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

Kind = Literal["working", "weekend", "holiday", "makeup", "local_rest", "local_work"]

WEEKDAYS = "一二三四五六日"
WEEKEND_BASIS = "《国务院关于职工工作时间的规定》第七条"
STATUTE = "《全国年节及纪念日放假办法》第二条"
STATUTE_SINCE = 2025
FIXED_HOLIDAYS = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}
FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")


@dataclass(frozen=True, slots=True)
class Mark:
    """What an arrangement says about one day: rest or work, for which festival, by which paper."""

    is_working: bool
    name: str
    basis: str
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day as people see it: ``reason`` is a word or two (``国庆节放假``), ``basis`` the paper behind it."""

    day: date
    is_working: bool
    kind: Kind
    reason: str
    basis: str
    is_provisional: bool


@dataclass(frozen=True)
class WorkingCalendar:
    """Days of work and of rest: weekends, what arrangements say otherwise, and which years are announced.

    ``marks`` are the days that arrangements name; a year outside ``announced`` is provisional: weekends and the
    holidays whose date the statute itself fixes. The value never changes; a changed table gives another one.
    """

    marks: Mapping[date, Mark] = field(repr=False)
    announced: frozenset[int]
    _years: dict[int, tuple[int, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_working(self, day: date) -> bool:
        """工作日 =（周一至周五且不在放假日）或调休上班日."""
        mark = self._mark(day)
        return mark.is_working if mark else day.weekday() < 5

    def is_provisional(self, year: int) -> bool:
        """The year's arrangement is not known: what is said about it may still change."""
        return year not in self.announced

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day`` (which is not counted); before it when negative; 0: ``day``."""
        if count == 0:
            return day
        year, days = day.year, self._working(day.year)
        ordinal = day.toordinal()
        place = bisect_right(days, ordinal) + count - 1 if count > 0 else bisect_left(days, ordinal) + count
        while place >= len(days):
            place -= len(days)
            year += 1
            days = self._working(year)
        while place < 0:
            year -= 1
            days = self._working(year)
            place += len(days)
        return date.fromordinal(days[place])

    def count(self, after: date, until: date) -> int:
        """How many working days lie in (``after``, ``until``]; negative when ``until`` comes first."""
        if until < after:
            return -self.count(until, after)
        between = sum(len(self._working(year)) for year in range(after.year, until.year))
        return between + self._rank(until) - self._rank(after)

    def next_working_day(self, day: date) -> date:
        """``day`` itself when it is worked, else the first working day after it."""
        return day if self.is_working(day) else self.add_working_days(day, 1)

    def total(self, year: int) -> int:
        """How many working days a year has."""
        return len(self._working(year))

    def on(self, day: date) -> Day:
        """Everything about one day."""
        mark = self._mark(day)
        provisional = self.is_provisional(day.year) and not (mark and mark.is_local)
        if mark is None:
            return _plain(day, provisional)
        return Day(day, mark.is_working, _kind(mark), _reason(mark), mark.basis, provisional)

    def reason(self, day: date) -> str:
        """Why the day is what it is, in a word or two: ``国庆节放假``, ``春节调休上班``, ``星期六``, ``工作日``."""
        return self.on(day).reason

    def year(self, year: int) -> Iterator[Day]:
        """Every day of a year, in order."""
        return (self.on(day) for day in days_of(year))

    def differences(self, other: "WorkingCalendar", years: Iterable[int]) -> list[tuple[Day, Day]]:
        """(here, there) of every day in ``years`` that the other calendar sees otherwise."""
        pairs = ((self.on(day), other.on(day)) for year in sorted(set(years)) for day in days_of(year))
        return [(here, there) for here, there in pairs if _verdict(here) != _verdict(there)]

    def _mark(self, day: date) -> Mark | None:
        mark = self.marks.get(day)
        if mark is None and day.year >= STATUTE_SINCE and day.year not in self.announced:
            return _fixed(day)
        return mark

    def _working(self, year: int) -> tuple[int, ...]:
        if year not in self._years:
            self._years[year] = tuple(day.toordinal() for day in days_of(year) if self.is_working(day))
        return self._years[year]

    def _rank(self, day: date) -> int:
        return bisect_right(self._working(day.year), day.toordinal())


def days_of(year: int) -> Iterator[date]:
    """Every date of a year."""
    first = date(year, 1, 1).toordinal()
    return (date.fromordinal(number) for number in range(first, date(year, 12, 31).toordinal() + 1))


def days_between(after: date, until: date) -> Iterator[date]:
    """Every date in (``after``, ``until``]."""
    return (after + timedelta(number) for number in range(1, (until - after).days + 1))


def year_arranged(day: date, festival: str) -> int:
    """Which year's notice speaks of a day: New Year's rest in December belongs to the year that begins."""
    return day.year + (day.month == 12 and "元旦" in festival)


def weekday(day: date) -> str:
    """``星期三``."""
    return "星期" + WEEKDAYS[day.weekday()]


def _fixed(day: date) -> Mark | None:
    """《全国年节及纪念日放假办法》第二条: no notice can take these dates away."""
    name = FIXED_HOLIDAYS.get((day.month, day.day))
    return Mark(False, name, STATUTE) if name else None


def _plain(day: date, provisional: bool) -> Day:
    if day.weekday() < 5:
        return Day(day, True, "working", "工作日", "", provisional)
    return Day(day, False, "weekend", weekday(day), WEEKEND_BASIS, provisional)


def _kind(mark: Mark) -> Kind:
    if mark.is_local:
        return "local_work" if mark.is_working else "local_rest"
    return "makeup" if mark.is_working else "holiday"


def _reason(mark: Mark) -> str:
    if mark.is_local:
        return mark.name
    return mark.name + ("调休上班" if mark.is_working else "放假")


def _verdict(day: Day) -> tuple[bool, str]:
    return day.is_working, day.reason
