"""How the law counts time. Pure; every rule names its article.

A leg is one stretch of counting: it begins after a day (which is not counted) and has a term. ``stops`` are the
pauses as (first, last): the day the question was sent, the day the answer came. ``last`` is never before ``first``.
"""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from openxian.core.calendar.working import WorkingCalendar
from openxian.core.deadlines.terms import Term

START_NOT_COUNTED = "《民法典》第二百零一条"
MONTHS_END = "《民法典》第二百零二条"
REST_DAY_MOVES = "《民法典》第二百零三条、《民事诉讼法》第八十五条"

Stop = tuple[date, date]
HOUR = timedelta(hours=1)


def working_days_end(begin: date, amount: int, stops: Sequence[Stop], calendar: WorkingCalendar) -> date:
    """行政许可法第八十二条等：以工作日计算，不含法定节假日；数到第N个工作日当日24时.

    Days in (sent, answered] do not count. When the question was sent on the very last day nothing is left to
    count: the term ends on the day of the answer, or on the next working day.
    """
    left = amount
    for first, last in stops:
        if left == 0 and first > calendar.next_working_day(begin):
            break
        used = max(0, calendar.count(begin, first)) if left else 0
        if used > left:
            break
        left, begin = left - used, max(begin, last)
    return calendar.add_working_days(begin, left) if left else calendar.next_working_day(begin)


def nominal_end(begin: date, term: Term, stops: Sequence[Stop], calendar: WorkingCalendar) -> date:
    """The last day of a term of days, months or years before rest days are looked at; pauses push it on."""
    end = begin + timedelta(term.amount) if term.unit == "calendar_days" else corresponding_day(begin, term)
    for first, last in stops:
        if last <= begin:
            continue
        if first < end:
            end += last - max(first, begin)
        elif first <= moved(end, calendar):
            end = max(end, last)
    return end


def corresponding_day(begin: date, term: Term) -> date:
    """民法典第二百零二条：到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日."""
    months = begin.year * 12 + begin.month - 1 + term.amount * (12 if term.unit == "years" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(begin.day, monthrange(year, month + 1)[1]))


def moved(end: date, calendar: WorkingCalendar) -> date:
    """民法典第二百零三条：期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日."""
    return calendar.next_working_day(end)


def hours_end(begin: datetime, amount: int, stops: Sequence[Stop]) -> datetime:
    """民事诉讼法第八十五条：期间开始的时不计算在期间内，从次时起算; pauses push the end on by their length."""
    end = next_hour(begin) + amount * HOUR
    for first, last in stops:
        if isinstance(first, datetime) and isinstance(last, datetime) and first <= end:
            end += last - first
    return end


def next_hour(moment: datetime) -> datetime:
    """The full hour after a moment: 9:20 and 9:00 both give 10:00."""
    return moment.replace(minute=0, second=0, microsecond=0) + HOUR


def paused_between(after: date, until: date, stops: Sequence[Stop]) -> list[Stop]:
    """The parts of pauses that lie in (``after``, ``until``]."""
    cut = ((max(first, after), min(last, until)) for first, last in stops)
    return [(first, last) for first, last in cut if first < last]


def is_paused(day: date, stops: Sequence[Stop]) -> bool:
    """The day lies in (sent, answered] of some pause."""
    place = bisect_left(stops, (day,))
    return place > 0 and day <= stops[place - 1][1]
