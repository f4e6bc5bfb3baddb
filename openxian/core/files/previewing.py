"""Pages of a kept file as pictures: drawn when first asked for, kept beside the bytes, named by their SM3."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from threading import BoundedSemaphore

from django.core.files.base import ContentFile

from openxian.core.files import drawn, kept
from openxian.core.files.content import PDF
from openxian.core.files.drawn import Undrawable
from openxian.core.files.models import StoredFile

WIDTHS = (320, 800, 1200, 1800)
THUMBNAIL = WIDTHS[0]
AT_A_TIME = 2
PATIENCE = 20
OUTLINE = "outline.json"

_drawing = BoundedSemaphore(AT_A_TIME)


class Busy(Exception):  # noqa: N818 - it says what happened
    """Too many pages are being drawn just now; ask again in a moment."""


@dataclass(frozen=True)
class Page:
    """A page: its number from 1, its size in points (pictures: pixels), its text as far as it has any."""

    number: int
    width: float
    height: float
    text: str

    def height_at(self, width: int) -> int:
        """Pixels high when so many wide."""
        return max(1, round(self.height * width / self.width))


@dataclass(frozen=True)
class Outline:
    """``count`` pages in all, the first two thousand of them known one by one."""

    count: int
    pages: list[Page]


def outline(file: StoredFile) -> Outline:
    """How many pages, how large, and what they say; raises ``Undrawable`` or ``Busy``."""
    said = json.loads(_kept_or_made(file, OUTLINE, lambda: _ask(file, "outline", "size")))
    pages = [Page(number, wide, high, words) for number, (wide, high, words) in enumerate(said["pages"], 1)]
    return Outline(said["count"], pages)


def picture(file: StoredFile, number: int, width: int) -> bytes:
    """A page as WebP; raises ``Undrawable`` (also for a page or width that there is not) or ``Busy``."""
    known = outline(file)
    if width not in WIDTHS or not 1 <= number <= len(known.pages):
        raise Undrawable("no such page")
    return _kept_or_made(file, f"p{number}-w{width}.webp", lambda: _draw(file, number, width))


def _draw(file: StoredFile, number: int, width: int) -> bytes:
    with kept.open_bytes(file.sm3) as stream:
        if file.content_type == PDF.content_type:
            return drawn.ask(stream, "page", number, width)
        return drawn.ask(stream, "picture", width)


def _ask(file: StoredFile, of_pdf: str, of_picture: str) -> bytes:
    with kept.open_bytes(file.sm3) as stream:
        return drawn.ask(stream, of_pdf if file.content_type == PDF.content_type else of_picture)


def _kept_or_made(file: StoredFile, what: str, make: Callable[[], bytes]) -> bytes:
    """What lies there, else made now and laid there; only a few are made at a time."""
    store, name = kept.folder(), kept.page_name(file.sm3, what)
    if store.exists(name):
        with store.open(name, "rb") as lying:
            return bytes(lying.read())
    if not _drawing.acquire(timeout=PATIENCE):
        raise Busy
    try:
        made = make()
    finally:
        _drawing.release()
    store.save(name, ContentFile(made))
    return made
