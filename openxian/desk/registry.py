"""What the rooms add to the desk: lines of the menu, and how one of their cases looks on the page that decides it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Group = Literal["work", "organisation", "operations"]
GROUPS: dict[Group, str] = {"work": "", "organisation": "单位", "operations": "运行"}


@dataclass(frozen=True)
class Entry:
    """A line of the menu: ``view`` is the name of its address, ``may(person)`` to whom it is shown.

    ``icon`` is a picture of ``core/icons.svg``; ``count`` names the number of ``queries.counts`` beside it.
    """

    label: str
    view: str
    may: Callable[[Any], bool]
    icon: str
    group: Group = "work"
    order: int = 100
    count: str = ""


@dataclass(frozen=True)
class Part:
    """A piece of a page: a template and what it needs."""

    template: str
    context: dict[str, Any]


Preview = Callable[[Any, Any], Part | None]
"""``preview(assignment, person)``: what is to be decided, read on the page itself (``None``: by its address)."""

_entries: list[Entry] = []
_previews: dict[str, Preview] = {}


def register(entry: Entry) -> None:
    """Add a line to the menu; called once by a room's ``AppConfig.ready``."""
    _entries.append(entry)


def entries_for(person: Any) -> list[Entry]:
    """The lines a person may see, in order."""
    places = list(GROUPS)
    shown = [entry for entry in _entries if entry.may(person)]
    return sorted(shown, key=lambda entry: (places.index(entry.group), entry.order))


def register_preview(kind: str, preview: Preview) -> None:
    """Say how a case of this kind (``Kind.key``) is read on the page of its to-do."""
    _previews[kind] = preview


def preview_of(assignment: Any, person: Any) -> Part | None:
    """What the room shows of an assignment's case, if it shows anything."""
    preview = _previews.get(assignment.kind)
    return preview(assignment, person) if preview else None
