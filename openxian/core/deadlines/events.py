"""What can happen to a running term. ``on`` is a day; for terms of hours an aware moment."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar

from openxian.core.deadlines.terms import Term


@dataclass(frozen=True, slots=True)
class Pause:
    """The time that follows does not count: an opinion was asked for, an expert was heard. The day itself counts."""

    kind: ClassVar[str] = "pause"
    on: date
    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class Resume:
    """The answer is in: counting goes on the day after."""

    kind: ClassVar[str] = "resume"
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Restart:
    """What was used counts no more: the term (or another one) begins afresh the day after."""

    kind: ClassVar[str] = "restart"
    on: date
    reason: str
    basis: str
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Extend:
    """More time from the end of the original term; ``on`` is the day the people concerned were told.

    ``at_most`` bounds all extensions of the running term together, in the unit of ``term``.
    """

    kind: ClassVar[str] = "extend"
    on: date
    term: Term
    reason: str = ""
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class End:
    """The matter is done with: answered, withdrawn, given up."""

    kind: ClassVar[str] = "end"
    on: date
    reason: str
    basis: str = ""


Event = Pause | Resume | Restart | Extend | End
KINDS: dict[str, type[Event]] = {cls.kind: cls for cls in (Pause, Resume, Restart, Extend, End)}
LABELS = {"pause": "暂停", "resume": "恢复", "restart": "重新计算", "extend": "延长", "end": "办结"}


def as_json(event: Event) -> dict[str, Any]:
    """Plain values, for a JSON field; what is empty is left out."""
    told = {one.name: getattr(event, one.name) for one in fields(event)}
    kept = {name: _plain(value) for name, value in told.items() if value not in ("", None)}
    return {"kind": event.kind} | kept


def from_json(stored: dict[str, Any]) -> Event:
    """The event that ``as_json`` wrote."""
    facts = dict(stored)
    cls = KINDS[facts.pop("kind")]
    facts["on"] = moment(facts["on"])
    if "term" in facts:
        facts["term"] = Term(**facts["term"])
    return cls(**facts)


def moment(text: str) -> date:
    """A day or an aware moment, from ISO text."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _plain(value: Any) -> Any:
    if isinstance(value, Term):
        return value.as_json()
    return value.isoformat() if isinstance(value, date) else value
