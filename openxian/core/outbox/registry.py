"""What the worker can do: handlers of topics and schedules, declared by the rooms in ``AppConfig.ready``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Literal
from uuid import UUID

from openxian.core.outbox import rules

Kind = Literal["inside", "outside"]
Run = Callable[..., Any]

SCHEDULED = "schedule:"


@dataclass(frozen=True)
class Handler:
    """Who does the jobs of a topic.

    ``run(payload, *, at, idempotency_key)`` does one. *inside*: its effects are rows of our database; it runs in the
    transaction that marks the job done, so it takes effect exactly once. *outside*: mail, SMS, files; it runs
    without a transaction, at least once, and must hand ``idempotency_key`` to the receiver, who can tell a repetition.
    """

    topic: str
    label: str
    run: Run
    kind: Kind
    attempts: int


@dataclass(frozen=True)
class ScheduleSpec:
    """A duty that comes back: ``run(*, at)`` every so often, or daily at an hour of the county's clock."""

    name: str
    label: str
    run: Run
    every: timedelta | None
    daily_at: time | None

    def next_after(self, due_at: datetime | None, at: datetime) -> datetime:
        """When it is due next; ``at`` is told in local time. A new schedule with ``every`` is due at once."""
        if self.daily_at is not None:
            return rules.next_daily(self.daily_at, at)
        return rules.next_every(due_at, self.every, at) if due_at and self.every else at

    @property
    def rhythm(self) -> str:
        """``每 30 秒``, ``每天 00:10``."""
        if self.daily_at is not None:
            return f"每天 {self.daily_at:%H:%M}"
        seconds = int(self.every.total_seconds()) if self.every else 0
        unit, size = next((pair for pair in (("小时", 3600), ("分钟", 60)) if seconds % pair[1] == 0), ("秒", 1))
        return f"每 {seconds // size} {unit}"


_handlers: dict[str, Handler] = {}
_schedules: dict[str, ScheduleSpec] = {}


def handler(topic: str, *, label: str, run: Run, kind: Kind = "inside", attempts: int = 8) -> None:
    """Declare who does the jobs of ``topic``; ``label`` is what the desk calls them."""
    _handlers[topic] = Handler(topic, label, run, kind, attempts)


def schedule(
    name: str, *, label: str, run: Run, every: timedelta | None = None, daily_at: time | None = None, attempts: int = 3
) -> None:
    """Declare a duty that comes back, ``every`` so often or ``daily_at`` an hour.

    Each time it is due it runs once over all hosts, and not while the last run still goes on; times missed while no
    worker ran are made up for by one run. ``run`` opens its own transactions and can be repeated without harm.
    """
    if (every is None) == (daily_at is None):
        raise ValueError(f"schedule {name}: either every or daily_at")
    _schedules[name] = ScheduleSpec(name, label, run, every, daily_at)

    def run_due(payload: Any, *, at: datetime, idempotency_key: UUID) -> None:
        run(at=at)

    handler(f"{SCHEDULED}{name}", label=label, run=run_due, kind="outside", attempts=attempts)


def handler_of(topic: str) -> Handler:
    """Who does the jobs of a topic; raises ``KeyError`` when no installed room does."""
    return _handlers[topic]


def label_of(topic: str) -> str:
    """What the desk calls a topic, also one whose room is gone."""
    return _handlers[topic].label if topic in _handlers else topic


def topics() -> list[str]:
    """Every topic this program can do."""
    return list(_handlers)


def schedules() -> dict[str, ScheduleSpec]:
    """Every schedule by its name."""
    return dict(_schedules)


def withdraw(topic: str) -> None:
    """Forget a handler; for tests that declare their own."""
    _handlers.pop(topic, None)
    _schedules.pop(topic.removeprefix(SCHEDULED), None)
