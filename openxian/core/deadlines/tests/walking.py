"""A second way to find the end of a term, for checking the first: it walks from day to day, with a list of days.

It knows nothing of the product but the JSON files of holidays beside the repository, and neither counts nor looks up
ahead. ``python -m openxian.core.deadlines.tests.walking`` writes ``cases/walked.tsv``.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

HOLIDAYS = Path(__file__).resolve().parents[5] / "shared" / "data" / "holidays"
TABLE = Path(__file__).with_name("cases") / "walked.tsv"
YEARS = range(2018, 2027)
DAY = timedelta(1)


def named_days() -> dict[str, bool]:
    """ISO day → whether it is a day off, of every file."""
    files = [json.loads((HOLIDAYS / f"{year}.json").read_text(encoding="utf-8")) for year in YEARS]
    return {one["date"]: one["isOffDay"] for file in files for one in file["days"]}


class Walker:
    """Goes forward a day at a time."""

    def __init__(self, named: dict[str, bool]) -> None:
        self.named = named

    def works(self, day: date) -> bool:
        off = self.named.get(day.isoformat())
        return day.isoweekday() not in (6, 7) if off is None else not off

    def walk(self, start: date, amount: int, unit: str, paused: set[date] = frozenset()) -> date:
        """The last day of a term; days in ``paused`` are walked over."""
        walked = {"个工作日": self.walk_working, "日": self.walk_days, "个月": self.walk_months}[unit]
        return walked(start, amount, paused)

    def walk_working(self, day: date, amount: int, paused: set[date]) -> date:
        while amount:
            day += DAY
            if self.works(day) and day not in paused:
                amount -= 1
        return day

    def walk_days(self, day: date, amount: int, paused: set[date]) -> date:
        while amount:
            day += DAY
            if day not in paused:
                amount -= 1
        return self.rest_over(day)

    def walk_months(self, day: date, amount: int, paused: set[date]) -> date:
        wanted = day.day
        while amount:
            day += DAY
            last_of_month = (day + DAY).day == 1
            if day.day == wanted or (last_of_month and day.day < wanted):
                amount -= 1
        return self.rest_over(day)

    def rest_over(self, day: date) -> date:
        while not self.works(day):
            day += DAY
        return day


def rows(named: dict[str, bool]) -> Iterator[list[str]]:
    """The lines of the table: terms around every holiday of nine years, plain and with what may happen to them."""
    walker = Walker(named)
    first_days = [date.fromisoformat(day) for day in sorted(named) if named[day]]
    starts = [day for day in first_days if not named.get((day - DAY).isoformat()) and day.year in YEARS]
    terms = cycle([(5, "个工作日"), (20, "日"), (10, "个工作日"), (30, "日"), (45, "个工作日"), (1, "个月"), (7, "日")])
    for number, holiday in enumerate(starts):
        for before in (1, 12):
            start, (amount, unit) = holiday - before * DAY, next(terms)
            end = walker.walk(start, amount, unit)
            if end.year in YEARS:
                yield _row("节前", start, f"{amount}{unit}", "", end)
        if holiday + 120 * DAY < date(2026, 12, 31):
            yield _happening(walker, number, holiday - 9 * DAY)


def _happening(walker: Walker, number: int, start: date) -> list[str]:
    """A pause over the holiday, an extension, or a restart, in turn."""
    first, last = start + 5 * DAY, start + (11 + number % 9) * DAY
    if number % 3 == 0:
        away = {first + step * DAY for step in range(1, (last - first).days + 1)}
        end = walker.walk(start, 20, "个工作日", away)
        return _row("暂停", start, "20个工作日", f"{first} 暂停；{last} 恢复", end)
    if number % 3 == 1:
        end = walker.walk(walker.walk(start, 15, "日"), 15, "日")
        return _row("延长", start, "15日", f"{first} 延长15日", end)
    return _row("重新计算", start, "20个工作日", f"{last} 重新计算", walker.walk(last, 20, "个工作日"))


def _row(what: str, start: date, term: str, events: str, end: date) -> list[str]:
    return [what, start.isoformat(), term, events, end.isoformat(), "walked"]


def table() -> str:
    """The whole file."""
    lines = [["what", "start", "term", "events", "expected", "how"], *rows(named_days())]
    return "".join("\t".join(line) + "\n" for line in lines)


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
