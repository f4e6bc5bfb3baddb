"""The menu of the desk: declared here, filled by the rooms that have screens on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Group = Literal["work", "organisation", "operations"]


@dataclass(frozen=True)
class Entry:
    """A line of the menu: ``view`` is the name of its address, ``may(person)`` to whom it is shown."""

    label: str
    view: str
    may: Callable[[Any], bool]
    icon: str
    group: Group = "work"
    order: int = 100


_entries: list[Entry] = []


def register(entry: Entry) -> None:
    """Add a line to the menu; called once by a room's ``AppConfig.ready``."""
    _entries.append(entry)


def entries_for(person: Any) -> list[Entry]:
    """The lines a person may see, in order."""
    return sorted((entry for entry in _entries if entry.may(person)), key=lambda entry: (entry.group, entry.order))
