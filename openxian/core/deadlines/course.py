"""The course of a term: its runs, its pauses, and where each leg of it ends. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from openxian.core.calendar.working import WorkingCalendar, weekday
from openxian.core.deadlines import rules
from openxian.core.deadlines.events import LABELS, End, Event, Extend, Pause, Restart, Resume
from openxian.core.deadlines.terms import WORDS, Term, Unit
from openxian.core.errors import Refused

BEIJING = ZoneInfo("Asia/Shanghai")
MERGED: tuple[Unit, ...] = ("working_days", "hours")
FIRST_YEAR, LAST_YEAR = 1950, 2200


@dataclass(frozen=True, slots=True)
class Halt:
    """A pause and its end: ``until`` is the day of the answer, ``None`` while it is awaited."""

    pause: Pause
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of counting: after ``begin``, to ``nominal`` by the count, to ``end`` when rest days moved it."""

    begin: date
    nominal: date
    end: date
    term: Term


@dataclass(frozen=True, slots=True)
class Run:
    """From a start to the end or to the next restart, which throws it away."""

    start: date
    term: Term
    began_by: Restart | None = None
    extensions: tuple[Extend, ...] = ()
    halts: tuple[Halt, ...] = ()

    @property
    def stops(self) -> tuple[rules.Stop, ...]:
        """Pauses as (sent, answered); one that is still open has no length yet."""
        return tuple((halt.pause.on, halt.until or halt.pause.on) for halt in self.halts)

    @property
    def is_paused(self) -> bool:
        return bool(self.halts) and self.halts[-1].until is None

    @property
    def terms(self) -> list[Term]:
        """The term and its extensions; what counts alike is one term, so that an extension of working days adds."""
        joined = [self.term]
        for extension in self.extensions:
            more = extension.term
            if joined[-1].unit == more.unit and more.unit in MERGED:
                joined[-1] = Term(joined[-1].amount + more.amount, more.unit, joined[-1].basis)
            else:
                joined.append(more)
        return joined

    def legs(self, calendar: WorkingCalendar) -> tuple[Leg, ...]:
        """Where each leg begins and ends, an open pause counted as answered at once."""
        legs, begin = [], self.start
        for term in self.terms:
            nominal, end = _end(begin, term, self.stops, calendar)
            legs.append(Leg(begin, nominal, end, term))
            begin = end
        return tuple(legs)


@dataclass(frozen=True)
class Course:
    """What became of a term: its runs (the last one counts) and how it was ended."""

    runs: tuple[Run, ...]
    legs: tuple[Leg, ...]
    ended: End | None = None

    @property
    def run(self) -> Run:
        return self.runs[-1]

    @property
    def end(self) -> date:
        """The last day (or moment), an open pause counted as answered at once."""
        return self.legs[-1].end


@dataclass
class _Follower:
    """Takes the events one by one and refuses what cannot have happened."""

    calendar: WorkingCalendar
    runs: list[Run]
    legs: tuple[Leg, ...] = ()
    latest: date = field(init=False)
    ended: End | None = None

    def __post_init__(self) -> None:
        self.latest = self.runs[-1].start
        self.settle(self.runs[-1])

    @property
    def run(self) -> Run:
        return self.runs[-1]

    def settle(self, run: Run) -> None:
        self.runs[-1] = run
        self.legs = run.legs(self.calendar)

    def take(self, event: Event) -> None:
        label = LABELS[event.kind]
        if self.ended:
            raise Refused(f"已于{words(self.ended.on)}办结，不能再{label}。", field="on")
        if event.on < self.latest:
            raise Refused(f"{label}的时间不能早于上一次变化的时间（{words(self.latest)}）。", field="on")
        getattr(self, event.kind)(event)
        self.latest = event.on

    def pause(self, event: Pause) -> None:
        if self.run.is_paused:
            raise Refused("期限已经暂停，先登记恢复才能再暂停。")
        self.must_not_be_over(event.on, "期限已于{due}届满，不能再暂停。")
        self.settle(replace(self.run, halts=(*self.run.halts, Halt(event))))

    def resume(self, event: Resume) -> None:
        if not self.run.is_paused:
            raise Refused("期限没有暂停，不用恢复。")
        *earlier, last = self.run.halts
        self.settle(replace(self.run, halts=(*earlier, Halt(last.pause, event.on))))

    def restart(self, event: Restart) -> None:
        term = event.term or self.run.term
        _check_unit(term, self.run.term)
        self.runs.append(Run(event.on, term, event))
        self.settle(self.run)

    def extend(self, event: Extend) -> None:
        _check_unit(event.term, self.run.term)
        if not self.run.is_paused:
            self.must_not_be_over(event.on, "延长要在原期限届满（{due}）以前告知，现在不能再延长。")
        alike = [one for one in (*self.run.extensions, event) if one.term.unit == event.term.unit]
        total = sum(one.term.amount for one in alike)
        if event.at_most is not None and total > event.at_most:
            most = f"{event.at_most}{WORDS[event.term.unit]}"
            raise Refused(f"延长合计不能超过{most}（{event.term.basis}）。", field="amount")
        self.settle(replace(self.run, extensions=(*self.run.extensions, event)))

    def end(self, event: End) -> None:
        self.ended = event

    def must_not_be_over(self, on: date, sentence: str) -> None:
        if on > self.legs[-1].end:
            raise Refused(sentence.format(due=words(self.legs[-1].end)), field="on")


def follow(start: date, term: Term, events: Iterable[Event], calendar: WorkingCalendar) -> Course:
    """The course of a term from its start through its events; raises ``Refused`` for what cannot have happened."""
    follower = _Follower(calendar, [Run(start, term)])
    for event in events:
        follower.take(event)
    return Course(tuple(follower.runs), follower.legs, follower.ended)


def fitting(moment: date, unit: Unit) -> date:
    """A start or an event's time as the unit wants it: an aware moment in Beijing for hours, else the day there."""
    if unit == "hours":
        if not isinstance(moment, datetime) or moment.tzinfo is None:
            raise Refused("以小时计算的期限要写明几点几分。", field="on")
        return moment.astimezone(BEIJING)
    day = moment.astimezone(BEIJING).date() if isinstance(moment, datetime) else moment
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(f"日期要在{FIRST_YEAR}年到{LAST_YEAR}年之间。", field="on")
    return day


def fitted(event: Event, unit: Unit) -> Event:
    """The event with its time as the unit wants it."""
    return replace(event, on=fitting(event.on, unit))


def end_of(day: date) -> datetime:
    """The last moment of a day in Beijing (24时)."""
    return day if isinstance(day, datetime) else datetime.combine(day, time.max, BEIJING)


def units_between(after: date, until: date, stops: Sequence[rules.Stop], unit: Unit, calendar: WorkingCalendar) -> int:
    """How much of a term is used in (``after``, ``until``], pauses taken off: working days, days, or full hours."""
    whole = _length(after, until, unit, calendar)
    return whole - sum(_length(*part, unit, calendar) for part in rules.paused_between(after, until, stops))


def words(moment: date) -> str:
    """``2026年3月2日（星期一）``, with the time when there is one."""
    day = f"{moment.year}年{moment.month}月{moment.day}日（{weekday(moment)}）"
    return f"{day}{moment:%H:%M}" if isinstance(moment, datetime) else day


def _length(after: date, until: date, unit: Unit, calendar: WorkingCalendar) -> int:
    if unit == "working_days":
        return calendar.count(after, until)
    length: timedelta = until - after
    return int(length / rules.HOUR) if unit == "hours" else length.days


def _end(begin: date, term: Term, stops: Sequence[rules.Stop], calendar: WorkingCalendar) -> tuple[date, date]:
    if term.unit == "working_days":
        end = rules.working_days_end(begin, term.amount, stops, calendar)
        return end, end
    if isinstance(begin, datetime):
        end = rules.hours_end(begin, term.amount, stops)
        return end, end
    nominal = rules.nominal_end(begin, term, stops, calendar)
    return nominal, rules.moved(nominal, calendar)


def _check_unit(term: Term, running: Term) -> None:
    if (term.unit == "hours") != (running.unit == "hours"):
        raise Refused("以小时计算的期限和以日计算的期限不能混用。", field="unit")
