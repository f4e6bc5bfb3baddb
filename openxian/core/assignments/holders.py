"""Who can hold an assignment: declared here, filled by the rooms that know people, units, posts and duties.

A holder is a key ``kind:rest`` (``person:12``, ``unit:5``, ``duty:first_reviewer:3``): one column, one index.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from openxian.core.errors import Refused


class HolderKind(Protocol):
    """What a kind of holder answers. ``rest`` is the key without its kind."""

    def keys_of(self, person: Any, on: date) -> Iterable[str]:
        """The whole keys for which ``person`` may act on a day, delegations included; few queries, never one per key."""

    def people(self, rest: str, on: date) -> list[Any]:
        """The people behind a key on a day: whom to tell, who may move it."""

    def name(self, rest: str, on: date) -> str:
        """What a list calls the holder: ``县教体局初审员``."""


_kinds: dict[str, HolderKind] = {}


def register(key: str, kind: HolderKind) -> None:
    """Declare a kind of holder; called once by a room's ``AppConfig.ready``."""
    _kinds[key] = kind


def keys_of(person: Any, on: date) -> tuple[str, ...]:
    """Every key for which ``person`` may act on a day."""
    return tuple(dict.fromkeys(key for kind in _kinds.values() for key in kind.keys_of(person, on)))


def people_of(holder: str, on: date) -> list[Any]:
    """The people behind a holder on a day; raises ``Refused`` for a key of no known kind."""
    kind, rest = _split(holder)
    return kind.people(rest, on)


def name_of(holder: str, on: date) -> str:
    """What a list calls the holder; raises ``Refused`` for a key of no known kind."""
    kind, rest = _split(holder)
    return kind.name(rest, on)


def _split(holder: str) -> tuple[HolderKind, str]:
    key, _, rest = holder.partition(":")
    if key not in _kinds or not rest:
        raise Refused(f"不认识的承办对象“{holder}”。")
    return _kinds[key], rest
