"""Who can hold an assignment: declared here, filled by the rooms that know people, units, posts and duties.

A holder is a key ``kind:rest`` (``person:12``, ``unit:5``, ``duty:first_reviewer:3``): one column, one index.
Kinds answer for people as they are; whoever stands in for somebody sees and may do what that person may
(``register_stand_ins``), so that no kind needs to know about delegations.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from django.contrib.auth import get_user_model

from openxian.core.errors import Refused

PERSON = "person"
REMEMBERED = "_holder_keys"
AT_ONCE = 500
"""How many people are asked about in one query: SQLite takes no endless list."""


class HolderKind(Protocol):
    """What a kind of holder answers. ``rest`` is the key without its kind."""

    def keys_of(self, people: Sequence[Any], on: date) -> Iterable[tuple[int, str]]:
        """(person, whole key) for which each of ``people`` may act on a day; few queries, never one per key."""

    def people(self, rest: str, on: date) -> list[Any]:
        """The people behind a key on a day, in use, without those who stand in for them."""

    def name(self, rest: str, on: date) -> str:
        """What a list calls the holder: ``县教体局初审员``."""


class StandIns(Protocol):
    """Who acts for whom while away."""

    def absent(self, person: Any, on: date) -> list[Any]:
        """For whom ``person`` acts on a day, people in use only."""

    def standing_in(self, people: Sequence[Any], on: date) -> list[Any]:
        """Who acts for one of ``people`` on a day, people in use only."""


class Persons:
    """``person:<pk>``: one named person."""

    def keys_of(self, people: Sequence[Any], on: date) -> Iterable[tuple[int, str]]:
        return [(person.pk, person_key(person)) for person in people]

    def people(self, rest: str, on: date) -> list[Any]:
        return list(get_user_model()._default_manager.filter(pk=number_of(rest), is_active=True))

    def name(self, rest: str, on: date) -> str:
        found = get_user_model()._default_manager.filter(pk=number_of(rest)).first()
        if found is None:
            raise Refused("没有这个人，请重新选择承办人。")
        return str(found)


_kinds: dict[str, HolderKind] = {}
_stand_ins: list[StandIns] = []


def register(key: str, kind: HolderKind) -> None:
    """Declare a kind of holder; called once by a room's ``AppConfig.ready``."""
    _kinds[key] = kind


def register_stand_ins(stand_ins: StandIns) -> None:
    """Declare who knows the people standing in for others; called once by a room's ``AppConfig.ready``."""
    _stand_ins.append(stand_ins)


def person_key(person: Any) -> str:
    """The holder that is one person."""
    return f"{PERSON}:{person.pk}"


def number_of(rest: str) -> int:
    """A primary key out of a holder's key; raises ``Refused`` when it is none."""
    if not rest.isdecimal() or not rest.isascii():
        raise Refused(f"不认识的承办对象“{rest}”。")
    return int(rest)


def keys_of(person: Any, on: date) -> tuple[str, ...]:
    """Every key for which ``person`` may act on a day, those of people they stand in for included.

    A handful of queries whatever the number of keys; none when they are remembered. Nothing for whoever is
    not in use.
    """
    remembered_on, keys = getattr(person, REMEMBERED, (None, ()))
    return keys if remembered_on == on else tuple(_sources(person, on))


def remember(person: Any, on: date) -> None:
    """Look the keys up once for this object: a page asks many times. Only for the length of a request."""
    setattr(person, REMEMBERED, (on, keys_of(person, on)))


def acting_for(person: Any, holder: str, on: date) -> Any | None:
    """For whom ``person`` acts as ``holder``: ``None`` when by their own right (or none at all)."""
    source = _sources(person, on).get(holder)
    return None if source is None or source.pk == person.pk else source


def people_of(holder: str, on: date) -> list[Any]:
    """The people behind a holder on a day, those standing in included; ``Refused`` for a key of no known kind."""
    kind, rest = _split(holder)
    people = kind.people(rest, on)
    if people:
        people = [*people, *(person for one in _stand_ins for person in one.standing_in(people, on))]
    return list({person.pk: person for person in people}.values())


def stood_for(on: date) -> set[str]:
    """Every key behind which somebody in use stands on a day by their own right; a few queries for 500 people."""
    people = list(get_user_model()._default_manager.filter(is_active=True).order_by("pk"))
    some = [people[start : start + AT_ONCE] for start in range(0, len(people), AT_ONCE)]
    return {key for each in some for kind in _kinds.values() for _, key in kind.keys_of(each, on)}


def name_of(holder: str, on: date) -> str:
    """What a list calls the holder; raises ``Refused`` for a key of no known kind."""
    kind, rest = _split(holder)
    return kind.name(rest, on)


def _sources(person: Any, on: date) -> dict[str, Any]:
    """Key → by whose right ``person`` may act for it, their own first."""
    if not person.is_active:
        return {}
    people = {one.pk: one for one in (person, *(away for other in _stand_ins for away in other.absent(person, on)))}
    pairs = [pair for kind in _kinds.values() for pair in kind.keys_of(list(people.values()), on)]
    return {key: people[pk] for pk, key in sorted(pairs, key=lambda pair: pair[0] == person.pk)}


def _split(holder: str) -> tuple[HolderKind, str]:
    key, _, rest = holder.partition(":")
    if key not in _kinds or not rest:
        raise Refused(f"不认识的承办对象“{holder}”。")
    return _kinds[key], rest
