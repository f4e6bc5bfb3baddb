"""The days of a term, one by one: counted, skipped, paused, moved or discarded, each with its reason. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from openxian.core.calendar.working import WorkingCalendar, days_between
from openxian.core.deadlines import rules
from openxian.core.deadlines.course import Course, Leg, Run, end_of

REPLY_ON_LAST_DAY = "征求意见所需时间不计算在内"
Verdict = Literal["start", "counted", "skipped", "paused", "moved", "discarded"]
VERDICTS: dict[Verdict, str] = {
    "start": "起算日",
    "counted": "计入",
    "skipped": "不计",
    "paused": "暂停",
    "moved": "顺延",
    "discarded": "作废",
}


@dataclass(frozen=True, slots=True)
class DayEntry:
    """One day: its verdict, which number it has when it counts (hours: how many are over by its end), and why."""

    day: date
    verdict: Verdict
    number: int | None
    reason: str
    basis: str


def entries(course: Course, calendar: WorkingCalendar) -> Iterator[DayEntry]:
    """Every day from the start to the last day; of an open pause, to the day the question was sent."""
    for run, following in zip(course.runs, course.runs[1:], strict=False):
        yield from _discarded(run, following)
    run = course.run
    yield _start(run)
    if isinstance(run.start, datetime):
        yield from _hours(run, course.legs[-1])
        return
    number = 0
    for leg in course.legs:
        until = min(leg.end, run.halts[-1].pause.on) if run.is_paused else leg.end
        for entry in _leg(leg, until, run, calendar, number):
            number = entry.number or number
            yield entry


def _start(run: Run) -> DayEntry:
    reason = f"{run.began_by.reason}，重新起算" if run.began_by else "起算之日不计入"
    return DayEntry(day_of(run.start), "start", None, reason, rules.START_NOT_COUNTED)


def _discarded(run: Run, following: Run) -> Iterator[DayEntry]:
    """What a restart threw away, up to the day before it; that day is the new start."""
    restart, begin, end = following.began_by, day_of(run.start), day_of(following.start)
    if restart is None or begin == end:
        return
    yield _start(run)
    for day in days_between(begin, end - timedelta(1)):
        yield DayEntry(day, "discarded", None, f"{restart.reason}，以前的时间不算", restart.basis)


def _leg(leg: Leg, until: date, run: Run, calendar: WorkingCalendar, base: int) -> Iterator[DayEntry]:
    number = base
    for day in days_between(leg.begin, until):
        entry = _paused(day, run) or _judged(day, leg, calendar, number + 1, base)
        number = entry.number or number
        yield entry


def _paused(day: date, run: Run) -> DayEntry | None:
    for halt in run.halts:
        if halt.until is not None and halt.pause.on < day <= halt.until:
            return DayEntry(day, "paused", None, halt.pause.reason, halt.pause.basis)
    return None


def _judged(day: date, leg: Leg, calendar: WorkingCalendar, number: int, base: int) -> DayEntry:
    seen = calendar.on(day)
    if leg.term.unit == "working_days":
        if not seen.is_working:
            return DayEntry(day, "skipped", None, seen.reason, seen.basis)
        if number - base > leg.term.amount:
            return DayEntry(day, "moved", None, "最后一日在等答复中，顺延到这一天", REPLY_ON_LAST_DAY)
        return DayEntry(day, "counted", number, "" if seen.kind == "working" else seen.reason, leg.term.basis)
    if day <= leg.nominal:
        return DayEntry(day, "counted", number, "" if seen.is_working else seen.reason, leg.term.basis)
    reason = "末日是休息日，顺延到这一天" if day == leg.end else seen.reason
    return DayEntry(day, "moved", None, reason, rules.REST_DAY_MOVES)


def _hours(run: Run, leg: Leg) -> Iterator[DayEntry]:
    """Each day the hours run through; ``number`` is how many are over by the end of it."""
    if not (isinstance(leg.begin, datetime) and isinstance(leg.end, datetime)):
        return
    first = rules.next_hour(leg.begin) - rules.HOUR
    for day in days_between(day_of(run.start), day_of(leg.end)):
        over = min(end_of(day), leg.end)
        paused = sum((last - begin for begin, last in rules.paused_between(first, over, run.stops)), timedelta())
        number = round((over - first - paused) / rules.HOUR) - 1
        yield DayEntry(day, "counted", min(number, leg.term.amount), "", leg.term.basis)


def day_of(moment: date) -> date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment
