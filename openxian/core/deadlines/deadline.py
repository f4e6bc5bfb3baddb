"""A deadline: computed from a start, a term and what happened; it explains itself. Pure and immutable."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal

from openxian.core.calendar.working import WorkingCalendar
from openxian.core.deadlines import days as daily
from openxian.core.deadlines import events as happenings
from openxian.core.deadlines import picture, wording
from openxian.core.deadlines.course import Course, end_of, fitted, fitting, follow, units_between
from openxian.core.deadlines.days import DayEntry
from openxian.core.deadlines.events import Event
from openxian.core.deadlines.reading import Reading
from openxian.core.deadlines.terms import Term, Unit

State = Literal["running", "paused", "ended"]


@dataclass(frozen=True)
class Deadline:
    """``start`` is the day that is not counted (received, told, accepted); ``events`` in the order they happened.

    Building one raises ``Refused`` for an order of events that cannot be. A changed calendar gives another
    deadline: ``Deadline.from_json(stored, new_calendar)``.
    """

    start: date
    term: Term
    calendar: WorkingCalendar
    events: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        unit = self.term.unit
        object.__setattr__(self, "start", fitting(self.start, unit))
        object.__setattr__(self, "events", tuple(fitted(event, unit) for event in self.events))
        self.__dict__["course"] = follow(self.start, self.term, self.events, self.calendar)

    def then(self, event: Event) -> "Deadline":
        """The deadline after one more event; raises ``Refused`` when it cannot have happened now."""
        return replace(self, events=(*self.events, event))

    @property
    def course(self) -> Course:
        """Its runs, legs and pauses."""
        found: Course = self.__dict__["course"]
        return found

    @property
    def state(self) -> State:
        if self.course.ended:
            return "ended"
        return "paused" if self.course.run.is_paused else "running"

    @property
    def due(self) -> date | None:
        """The last day, or the moment for hours; ``None`` while paused, for nobody knows it."""
        return None if self.course.run.is_paused else self.course.end

    @property
    def due_on(self) -> date | None:
        """The last day (to 24时); ``None`` while paused."""
        return None if self.due is None else daily.day_of(self.due)

    @property
    def due_at(self) -> datetime | None:
        """The last moment, aware, in Beijing time: the end of the last day, or the full hour; ``None`` while paused."""
        return None if self.due is None else end_of(self.due)

    @property
    def unit(self) -> Unit:
        """In what ``used`` and ``left`` are counted: working days, hours, or days (also for months and years)."""
        units = {term.unit for term in self.course.run.terms}
        if units in ({"working_days"}, {"hours"}):
            return units.pop()
        return "calendar_days"

    @property
    def latest(self) -> date:
        """When something last happened to it."""
        return self.events[-1].on if self.events else self.start

    @property
    def used(self) -> int:
        """How much was used when something last happened (the pause, the end); 0 when nothing did."""
        return self.used_on(self.latest)

    def used_on(self, on: date) -> int:
        """How much of the running term is used by the end of a day (by a moment, for hours)."""
        run, until = self.course.run, min(fitting(on, self.term.unit), self.course.legs[-1].nominal)
        if run.is_paused:
            until = min(until, run.halts[-1].pause.on)
        return 0 if until <= run.start else self._between(run.start, until)

    def left(self, on: date) -> int:
        """How much is left after a day (a moment, for hours) until the end; negative: overdue by so much.

        Paused: what is kept, whatever the day.
        """
        run, now, end = self.course.run, fitting(on, self.term.unit), self.course.end
        if run.is_paused:
            return max(0, self._between(run.halts[-1].pause.on, self.course.legs[-1].nominal))
        now = max(run.start, min(now, self.course.ended.on) if self.course.ended else now)
        return self._between(now, end) if now <= end else -self._between(end, now)

    def is_overdue(self, on: date) -> bool:
        """The last day is over and the matter was not done with in time; never while paused."""
        now = self.course.ended.on if self.course.ended else fitting(on, self.term.unit)
        return self.due is not None and now > self.due

    @property
    def is_provisional(self) -> bool:
        """Days of a year were counted whose arrangement is not announced yet: the end may still move."""
        until = daily.day_of(max(self.course.end, self.latest))
        years = range(daily.day_of(self.course.run.start).year, until.year + 1)
        return self.unit != "hours" and any(self.calendar.is_provisional(year) for year in years)

    @cached_property
    def days(self) -> tuple[DayEntry, ...]:
        """Each day from the start to the last one, with its verdict, number, reason and article."""
        return tuple(daily.entries(self.course, self.calendar))

    def as_text(self, *, short: bool = False) -> str:
        """The derivation in Chinese: line by line, or in one sentence."""
        return wording.in_short(self) if short else wording.in_full(self)

    def as_svg(self) -> picture.Picture:
        """The months of the term as a small picture, with a title and a description."""
        return picture.draw(self)

    def reading(self, on: date) -> Reading:
        """What a page shows of it on a day: ``{% include "components/deadline.html" %}`` wants this."""
        return Reading(self, fitting(on, self.term.unit))

    def as_json(self) -> dict[str, Any]:
        """What a case stores: start, term and events (enough to compute it again), and the result for reading."""
        return {
            "start": self.start.isoformat(),
            "term": self.term.as_json(),
            "events": [happenings.as_json(event) for event in self.events],
            "state": self.state,
            "due_on": self.due_on and self.due_on.isoformat(),
            "is_provisional": self.is_provisional,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any], calendar: WorkingCalendar) -> "Deadline":
        """The deadline that ``as_json`` wrote, computed anew by a calendar; the stored result is not believed."""
        events = tuple(happenings.from_json(event) for event in stored["events"])
        return cls(happenings.moment(stored["start"]), Term(**stored["term"]), calendar, events)

    def _between(self, after: date, until: date) -> int:
        return units_between(after, until, self.course.run.stops, self.unit, self.calendar)
