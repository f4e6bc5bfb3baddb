"""The kinds of notice, declared by the rooms in ``AppConfig.ready``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Channel = Literal["mail", "sms"]
CHANNELS: dict[Channel, str] = {"mail": "邮件", "sms": "短信"}


def _everybody(person: Any) -> bool:
    return True


@dataclass(frozen=True)
class Kind:
    """A kind of notice. It always stands on the desk; ``channels`` are the ways it goes besides, unless a person
    wishes otherwise. ``may(person)`` says whose settings show it; ``explanation`` one sentence for them."""

    key: str
    label: str
    channels: tuple[Channel, ...] = ("mail",)
    explanation: str = ""
    may: Callable[[Any], bool] = _everybody


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Declare a kind of notice; called once by a room's ``AppConfig.ready``."""
    _kinds[kind.key] = kind


def kind_of(key: str) -> Kind:
    """The kind with this key; raises ``KeyError`` when nobody declared it."""
    return _kinds[key]


def label_of(key: str) -> str:
    """What a list calls a kind, also one whose room is gone."""
    return _kinds[key].label if key in _kinds else key


def kinds_for(person: Any) -> list[Kind]:
    """The kinds a person may get, in the order the rooms were loaded."""
    return [kind for kind in _kinds.values() if kind.may(person)]
