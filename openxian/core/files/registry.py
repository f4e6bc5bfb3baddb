"""Who may have which file: declared here, filled by the rooms whose things the files belong to.

A thing type that nobody has declared is refused to everybody.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openxian.core.files.models import StoredFile

May = Callable[[Any, StoredFile, datetime], bool]


@dataclass(frozen=True)
class Rights:
    """What a room says about the files of one kind of thing.

    ``may_download(person, file, at)`` and ``may_preview`` (the same unless said) decide; ``recorded`` names the
    purposes whose every download leaves a line in the trail.
    """

    may_download: May
    may_preview: May
    recorded: frozenset[str]


_rights: dict[str, Rights] = {}


def register(
    thing_type: str, *, may_download: May, may_preview: May | None = None, recorded: Collection[str] = ()
) -> None:
    """Declare the rights over the files of a kind of thing (``disclosure.request``); called once by ``ready``."""
    _rights[thing_type] = Rights(may_download, may_preview or may_download, frozenset(recorded))


def rights_of(file: StoredFile) -> Rights | None:
    """The rights over a file; ``None`` when no room has declared its kind of thing."""
    return _rights.get(file.thing_type)
