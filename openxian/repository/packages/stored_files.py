"""Files of a package: known by content, measured by SM3, stored once under a name that their content decides.

A name made from the content means that a run killed half-way and run again leaves the same files, not twice as many.
"""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import IO

import filetype
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from PIL import Image, UnidentifiedImageError

from openxian.repository.models import Attachment, Picture
from openxian.repository.packages.bodies import Unfit
from openxian.repository.packages.package import BROKEN, safe_name

CHUNK = 1024 * 1024
HEAD_BYTES = 8192
MOST_PIXELS = 80_000_000
PICTURE_ENDINGS = {"JPEG": {"jpg", "jpeg"}, "PNG": {"png"}, "GIF": {"gif"}, "WEBP": {"webp"}}
VIDEOS = {"mp4", "webm"}
OFFICE = {"zip", "ole"}
# What a file called so may contain; anything not listed is refused (programs, pages, drawings with scripts).
CONTENTS = {
    "pdf": {"application/pdf"}, "ofd": {"zip"}, "zip": {"zip"}, "rtf": {"application/rtf"},
    "docx": OFFICE, "xlsx": OFFICE, "pptx": OFFICE, "odt": {"zip"}, "ods": {"zip"}, "odp": {"zip"},
    "doc": OFFICE | {"application/rtf"}, "xls": OFFICE, "ppt": OFFICE, "wps": OFFICE, "et": OFFICE, "dps": OFFICE,
    "rar": {"application/x-rar-compressed"}, "7z": {"application/x-7z-compressed"}, "txt": {"text"}, "csv": {"text"},
    "jpg": {"image/jpeg"}, "jpeg": {"image/jpeg"}, "png": {"image/png"}, "gif": {"image/gif"},
    "webp": {"image/webp"}, "bmp": {"image/bmp"}, "tif": {"image/tiff"}, "tiff": {"image/tiff"},
    "mp3": {"audio/mpeg"}, "mp4": {"video/mp4", "video/x-m4v"}, "webm": {"video/webm"},
}  # fmt: skip
ENDS_AS = {"zip": "application/zip", "ole": "application/x-ole-storage", "text": "text/plain"}


@dataclass(frozen=True)
class FileFacts:
    """What is known of a file without keeping it: ``name`` is its last part, ``content_type`` what its bytes say."""

    path: str
    name: str
    size: int
    sm3: str
    sha1: str
    content_type: str
    content: bytes | None = None

    @property
    def ending(self) -> str:
        return ending(self.name)


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
        facts = self.look(path)
        allowed = CONTENTS.get(facts.ending)
        if allowed is None:
            raise Unfit(f"附件“{facts.name}”的类型（.{facts.ending}）不能上传，请换成 PDF、OFD 或办公文档")
        if facts.content_type not in allowed:
            raise Unfit(f"附件“{facts.name}”的内容不是 .{facts.ending} 文件，请核对文件")
        return facts

    def picture(self, path: str, embedded: dict[str, bytes] | None = None) -> FileFacts:
        """A picture browsers show; raises ``Unfit``."""
        content = (embedded or {}).get(path)
        facts = _facts(path, io.BytesIO(content), content) if content is not None else self.look(path)
        with io.BytesIO(content) if content is not None else self.files.open(safe_name(path)) as stream:
            kind = _picture_kind(stream, facts.name)
        if content is not None:
            return FileFacts(path, f"{path}.{min(PICTURE_ENDINGS[kind])}", *_rest(facts), content)
        if facts.ending not in PICTURE_ENDINGS[kind]:
            raise Unfit(f"图片“{facts.name}”的内容是 {kind}，与文件名不符，请改正扩展名")
        return facts

    def open(self, facts: FileFacts) -> IO[bytes]:
        return io.BytesIO(facts.content) if facts.content is not None else self.files.open(safe_name(facts.path))

    def _look(self, path: str) -> FileFacts:
        name = safe_name(path)
        if name is None:
            raise Unfit(f"路径“{path}”不是包里的相对路径（不能用 ..、反斜杠或绝对路径）")
        try:
            with self.files.open(name) as stream:
                return _facts(name, stream)
        except FileNotFoundError:
            raise Unfit(f"包里没有文件“{path}”，请补上文件或改正路径") from None
        except BROKEN:
            raise Unfit(f"包里的文件“{path}”读不出来，可能已损坏") from None


def ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower().lstrip(".")


def _rest(facts: FileFacts) -> tuple[int, str, str, str]:
    return facts.size, facts.sm3, facts.sha1, facts.content_type


def _facts(path: str, stream: IO[bytes], content: bytes | None = None) -> FileFacts:
    """Measure a file in one pass, stopping as soon as it is too large."""
    name = PurePosixPath(path).name
    most = settings.OPENXIAN_VIDEO_BYTES if ending(name) in VIDEOS else settings.OPENXIAN_UPLOAD_BYTES
    sm3, sha1 = hashlib.new("sm3"), hashlib.sha1(usedforsecurity=False)
    size, head = 0, b""
    while chunk := stream.read(CHUNK):
        head = head or chunk[:HEAD_BYTES]
        size += len(chunk)
        if size > most:
            raise Unfit(f"文件“{name}”超过 {most // 1024 // 1024} MB，请压缩或拆分")
        sm3.update(chunk)
        sha1.update(chunk)
    if not size:
        raise Unfit(f"文件“{name}”是空的，请换成完整的文件")
    return FileFacts(path, name, size, sm3.hexdigest(), sha1.hexdigest(), content_type(head), content)


def content_type(head: bytes) -> str:
    """What the first bytes are: a MIME type, or ``zip``, ``ole`` (old office files), ``text``, ``unknown``."""
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    guess = filetype.guess(head)
    if guess:
        return guess.mime
    return "unknown" if b"\x00" in head or head.lstrip()[:1] == b"<" else "text"


def _picture_kind(stream: IO[bytes], name: str) -> str:
    try:
        with Image.open(stream, formats=list(PICTURE_ENDINGS)) as picture:
            width, height = picture.size
            kind = picture.format
            picture.verify()
    except (UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, *BROKEN):
        raise Unfit(f"图片“{name}”不是完整的 JPEG、PNG、GIF 或 WebP 图片，请换一张") from None
    if width * height > MOST_PIXELS:
        raise Unfit(f"图片“{name}”有 {width}×{height} 像素，太大了，请先缩小")
    return kind


def stored(facts: FileFacts, folder: str, open_file: Callable[[FileFacts], IO[bytes]]) -> str:
    """Put the content into the storage unless it lies there whole already; returns its name."""
    clean = default_storage.get_valid_name(facts.name)
    stem = PurePosixPath(clean).stem[:40] or "file"
    name = f"{folder}/{facts.sm3[:16]}/{stem}.{facts.ending}"
    if default_storage.exists(name):
        if default_storage.size(name) == facts.size:
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
        file_size=facts.size,
        file_hash=facts.sha1,
        content_type=ENDS_AS.get(facts.content_type, facts.content_type),
        sm3=facts.sm3,
    )


def picture_row(facts: FileFacts, name: str, title: str) -> Picture:
    """The row of a picture already stored under ``name``; one row for one content and name."""
    existing = Picture.objects.filter(sm3=facts.sm3, file=name).first()
    return existing or Picture.objects.create(
        title=title[:255], file=name, file_size=facts.size, file_hash=facts.sha1, sm3=facts.sm3
    )
