"""Where the bytes lie: named by their SM3, written whole or not at all, outside every web root.

The alias ``kept`` of Django's ``STORAGES`` decides where. ``KeptFolder`` is a folder; another backend must give the
same five promises: a saved name is whole, saving it twice is harmless, ``touch`` and ``discard`` cannot both
succeed for the same old bytes, and ``walk`` lists everything.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, storages

from openxian.core.files.content import CHUNK, sm3_of

BYTES, PAGES, WAITING = "bytes", "pages", "waiting"


@dataclass(frozen=True)
class Lying:
    """Something in the store: its name, size in bytes, and when it was last written or wanted again."""

    name: str
    size: int
    at: datetime

    @property
    def sm3(self) -> str:
        """The measure of the bytes it is, or was made from; only of names in ``bytes`` and ``pages``."""
        parts = self.name.split("/")
        return parts[3] if len(parts) > 3 else ""


class KeptFolder(FileSystemStorage):
    """A folder that keeps bytes: a file appears under its name only when it is whole and on the disk."""

    def __init__(self, location: str | Path) -> None:
        super().__init__(
            location=location, allow_overwrite=True, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )

    def _save(self, name: str, content: File) -> str:
        waiting = Path(self.path(f"{WAITING}/{uuid4().hex}"))
        for folder in (waiting.parent, Path(self.path(name)).parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with waiting.open("xb") as written:
            for chunk in content.chunks(CHUNK):
                written.write(chunk)
            written.flush()
            os.fsync(written.fileno())
        waiting.chmod(0o600)
        waiting.replace(self.path(name))
        _settle(Path(self.path(name)).parent)
        return name

    def touch(self, name: str) -> bool:
        """Say that these bytes are wanted; false when they are not (or no longer) there."""
        try:
            os.utime(self.path(name))
        except FileNotFoundError:
            return False
        return True

    def discard(self, name: str, *, before: datetime) -> bool:
        """Take away bytes nobody has wanted since ``before``; false when somebody has.

        They are moved aside first and looked at again, so that a ``touch`` at the same moment either
        saves them here or fails there and writes anew.
        """
        aside = Path(self.path(f"{WAITING}/{name.replace('/', '~')}"))
        aside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            Path(self.path(name)).replace(aside)
        except FileNotFoundError:  # somebody else is clearing up too
            return False
        if aside.stat().st_mtime >= before.timestamp():
            aside.replace(self.path(name))
            return False
        aside.unlink()
        return True

    def put_back(self, lying: Lying) -> str | None:
        """The name of bytes that a killed ``discard`` left aside, now in their place again; ``None`` for others."""
        name = lying.name.removeprefix(f"{WAITING}/").replace("~", "/")
        if "/" not in name:
            return None
        if not self.exists(name):
            Path(self.path(name)).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            Path(self.path(lying.name)).replace(self.path(name))
        return name

    def walk(self, part: str) -> Iterator[Lying]:
        """Everything in one part of the store (``bytes``, ``pages``, ``waiting``), in no order."""
        for folder, _, names in os.walk(self.path(part)):
            for name in names:
                path = Path(folder) / name
                try:
                    known = path.stat()
                except FileNotFoundError:  # finished or taken away meanwhile
                    continue
                place = path.relative_to(self.location).as_posix()
                yield Lying(place, known.st_size, datetime.fromtimestamp(known.st_mtime, UTC))


def folder() -> KeptFolder:
    """The store of this installation."""
    return cast(KeptFolder, storages["kept"])


def name_of(sm3: str) -> str:
    """Where bytes of this measure lie: ``bytes/ab/cd/abcd…``; 65,536 folders, each with few."""
    return f"{BYTES}/{sm3[:2]}/{sm3[2:4]}/{sm3}"


def page_name(sm3: str, what: str) -> str:
    """Where a picture made from these bytes lies: ``pages/ab/cd/abcd…/p1-w800.webp``."""
    return f"{PAGES}/{sm3[:2]}/{sm3[2:4]}/{sm3}/{what}"


def put(stream: BinaryIO, sm3: str) -> None:
    """Keep the bytes of a stream whose measure is known; the same bytes are kept once."""
    store, name = folder(), name_of(sm3)
    if not store.touch(name):
        stream.seek(0)
        store.save(name, File(stream))


def open_bytes(sm3: str) -> BinaryIO:
    """The bytes of this measure, to be read from the beginning; raises ``FileNotFoundError``."""
    return cast(BinaryIO, folder().open(name_of(sm3), "rb"))


def is_whole(sm3: str) -> bool:
    """The bytes are there and still measure what they are called."""
    try:
        with open_bytes(sm3) as stream:
            return sm3_of(stream) == sm3
    except FileNotFoundError:
        return False


def _settle(folder: Path) -> None:
    """Let a rename in this folder reach the disk before anybody relies on it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
