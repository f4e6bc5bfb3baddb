"""Files of a package: known by content, measured by SM3, stored once under a name that their content decides.

A name made from the content means that a run killed half-way and run again leaves the same files, not twice as many.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import IO

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage

from openxian.core import files as rules
from openxian.core.errors import Refused
from openxian.repository.models import Attachment, Picture
from openxian.repository.packages.bodies import Unfit
from openxian.repository.packages.package import BROKEN, safe_name


@dataclass(frozen=True)
class FileFacts:
    """What is known of a file without keeping it; ``content`` only of pictures that lay in the text itself."""

    path: str
    examined: rules.Examined
    content: bytes | None = None

    @property
    def name(self) -> str:
        return self.examined.name

    @property
    def sm3(self) -> str:
        return self.examined.sm3


class FileBook:
    """The files of one package, looked at once each."""

    def __init__(self, files) -> None:
        self.files = files
        self.look = lru_cache(maxsize=2000)(self._look)

    def has(self, path: str) -> bool:
        return self.files.size(path) is not None

    def fingerprint(self, path: str) -> str:
        """SM3 of a file, or what is wrong with it, for the digest of the row that names it."""
        try:
            return self.look(path).sm3
        except Unfit as fault:
            return str(fault)

    def attachment(self, path: str) -> FileFacts:
        """A file people may download; raises ``Unfit``."""
        return self.look(path)

    def picture(self, path: str, embedded: dict[str, bytes] | None = None) -> FileFacts:
        """A picture browsers show; raises ``Unfit``."""
        content = (embedded or {}).get(path)
        facts = self.look(path) if content is None else _examine(path, io.BytesIO(content), content)
        if facts.examined.kind.family != rules.PICTURE:
            raise Unfit(f"“{facts.name}”不是图片，请换成 JPG、PNG、GIF 或 WebP")
        return facts

    def open(self, facts: FileFacts) -> IO[bytes]:
        return io.BytesIO(facts.content) if facts.content is not None else self.files.open(facts.path)

    def _look(self, path: str) -> FileFacts:
        name = safe_name(path)
        if name is None:
            raise Unfit(f"路径“{path}”不是包里的相对路径（不能用 ..、反斜杠或绝对路径）")
        most = max(settings.OPENXIAN_UPLOAD_BYTES, settings.OPENXIAN_VIDEO_BYTES)
        if (self.files.size(name) or 0) > most:  # as declared: nothing larger is ever unpacked to look at it
            raise Unfit(f"文件“{path}”超过 {most // 1024 // 1024} MB，请压缩或拆分")
        try:
            with self.files.open(name) as stream:
                return _examine(name, stream)
        except FileNotFoundError:
            raise Unfit(f"包里没有文件“{path}”，请补上文件或改正路径") from None
        except BROKEN:
            raise Unfit(f"包里的文件“{path}”读不出来，可能已损坏") from None


def _examine(path: str, stream: IO[bytes], content: bytes | None = None) -> FileFacts:
    try:
        return FileFacts(path, rules.examine(stream, PurePosixPath(path).name), content)
    except Refused as refusal:
        raise Unfit(refusal.message.rstrip("。")) from None


def stored(facts: FileFacts, folder: str, open_file: Callable[[FileFacts], IO[bytes]]) -> str:
    """Put the content into the storage unless it lies there whole already; returns its name."""
    clean = default_storage.get_valid_name(facts.name)
    stem = PurePosixPath(clean).stem[:40] or "file"
    name = f"{folder}/{facts.sm3[:16]}/{stem}.{rules.ending_of(facts.name)}"
    if default_storage.exists(name):
        if default_storage.size(name) == facts.examined.size:
            return name
        default_storage.delete(name)  # left half-written by a run that was killed
    with open_file(facts) as stream:
        return default_storage.save(name, File(stream))


def attachment_row(facts: FileFacts, name: str, title: str) -> Attachment:
    """The row of an attachment already stored under ``name``; one row for one content and name."""
    existing = Attachment.objects.filter(sm3=facts.sm3, file=name).first()
    return existing or Attachment.objects.create(
        title=(title or facts.name)[:255],
        file=name,
        file_size=facts.examined.size,
        content_type=facts.examined.content_type,
        sm3=facts.sm3,
    )


def picture_row(facts: FileFacts, name: str, title: str) -> Picture:
    """The row of a picture already stored under ``name``; one row for one content and name."""
    existing = Picture.objects.filter(sm3=facts.sm3, file=name).first()
    return existing or Picture.objects.create(
        title=title[:255],
        file=name,
        file_size=facts.examined.size,
        content_type=facts.examined.content_type,
        sm3=facts.sm3,
    )
