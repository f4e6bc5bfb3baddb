"""Files from outside: known by what they hold, never by what they are called; measured by SM3.

``examine`` reads a file once and says what it is, or refuses it with a sentence for the person who sent it.
Nothing is unpacked: of archives only the directory is read.
"""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

import filetype
import olefile
from django.conf import settings
from PIL import Image, UnidentifiedImageError

from openxian.core.errors import Refused

CHUNK = 1024 * 1024
HEAD_BYTES = 8192
MOST_PIXELS = 80_000_000
MOST_FRAMES = 500
MOST_MEMBERS = 10_000
MOST_UNPACKED = 4 * 1024**3
MOST_RATIO = 200
RATIO_MATTERS_FROM = 100 * 1024 * 1024

DOCUMENT, PICTURE, VIDEO, SOUND, ARCHIVE, TEXT = "document", "picture", "video", "sound", "archive", "text"


@dataclass(frozen=True)
class Kind:
    """A kind of file we take: ``endings`` are the names it may bear, the first being its own."""

    content_type: str
    family: str
    endings: tuple[str, ...]


@dataclass(frozen=True)
class Examined:
    """What is known of a file: ``name`` with the ending its content deserves, ``size`` in bytes, ``sm3`` in hex."""

    name: str
    kind: Kind
    size: int
    sm3: str

    @property
    def content_type(self) -> str:
        """The MIME type; names that share a kind (``.doc``, ``.wps``) keep their own."""
        return OWN_TYPES.get(ending_of(self.name), self.kind.content_type)


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
PDF = Kind("application/pdf", DOCUMENT, ("pdf",))
OFD = Kind("application/ofd", DOCUMENT, ("ofd",))
OOXML = {
    "word/": Kind(f"{_OOXML}wordprocessingml.document", DOCUMENT, ("docx", "wps")),
    "xl/": Kind(f"{_OOXML}spreadsheetml.sheet", DOCUMENT, ("xlsx", "et")),
    "ppt/": Kind(f"{_OOXML}presentationml.presentation", DOCUMENT, ("pptx", "dps")),
}
ODF = {
    f"{_ODF}text": Kind(f"{_ODF}text", DOCUMENT, ("odt",)),
    f"{_ODF}spreadsheet": Kind(f"{_ODF}spreadsheet", DOCUMENT, ("ods",)),
    f"{_ODF}presentation": Kind(f"{_ODF}presentation", DOCUMENT, ("odp",)),
}
OLE = {
    "WordDocument": Kind("application/msword", DOCUMENT, ("doc", "wps")),
    "PowerPoint Document": Kind("application/vnd.ms-powerpoint", DOCUMENT, ("ppt", "dps")),
    "Workbook": Kind("application/vnd.ms-excel", DOCUMENT, ("xls", "et")),
    "Book": Kind("application/vnd.ms-excel", DOCUMENT, ("xls", "et")),
}
ZIP = Kind("application/zip", ARCHIVE, ("zip",))
PICTURES = {
    "JPEG": Kind("image/jpeg", PICTURE, ("jpg", "jpeg")),
    "PNG": Kind("image/png", PICTURE, ("png",)),
    "GIF": Kind("image/gif", PICTURE, ("gif",)),
    "WEBP": Kind("image/webp", PICTURE, ("webp",)),
}
SIGNED = {
    "application/pdf": PDF,
    "video/mp4": Kind("video/mp4", VIDEO, ("mp4",)),
    "video/x-m4v": Kind("video/mp4", VIDEO, ("mp4",)),
    "video/webm": Kind("video/webm", VIDEO, ("webm",)),
    "audio/mpeg": Kind("audio/mpeg", SOUND, ("mp3",)),
    "image/jpeg": PICTURES["JPEG"],
    "image/png": PICTURES["PNG"],
    "image/gif": PICTURES["GIF"],
    "image/webp": PICTURES["WEBP"],
}
TEXTS = {"txt": Kind("text/plain", TEXT, ("txt",)), "csv": Kind("text/csv", TEXT, ("csv",))}
OWN_TYPES = {
    "wps": "application/vnd.ms-works",
    "et": "application/vnd.ms-excel",
    "dps": "application/vnd.ms-powerpoint",
}
TAKEN = "PDF、OFD、Word、WPS、Excel、PPT、ODF、TXT、CSV、ZIP，图片 JPG、PNG、GIF、WebP，音视频 MP4、WebM、MP3"
_PROGRAMS = ("AndroidManifest.xml", "META-INF/MANIFEST.MF")
_BROKEN = (OSError, ValueError, EOFError, KeyError, IndexError, SyntaxError, zipfile.BadZipFile, NotImplementedError)


def examine(stream: BinaryIO, name: str) -> Examined:
    """What the file is and its measure; the stream is left at its beginning. Raises ``Refused`` (``field="file"``).

    A name whose ending does not fit gets the right one; content that we do not take is refused whatever its name.
    """
    name = PurePosixPath(name.replace("\\", "/")).name
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    if not head:
        raise _refused(f"文件“{name}”是空的，请换成完整的文件。")
    kind = kind_of(stream, head, name)
    size, sm3 = _measure(stream, name, _limit(kind))
    if kind.family == PICTURE:
        check_picture(stream, name)
    stream.seek(0)
    return Examined(_fitting_name(name, kind), kind, size, sm3)


def sm3_of(stream: BinaryIO) -> str:
    """SM3 (GB/T 32905) of a whole stream, in hex, read in pieces."""
    stream.seek(0)
    digest = hashlib.new("sm3")
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    stream.seek(0)
    return digest.hexdigest()


def ending_of(name: str) -> str:
    """The ending of a file name in small letters, without the dot."""
    return PurePosixPath(name).suffix.lower().lstrip(".")


def kind_of(stream: BinaryIO, head: bytes, name: str) -> Kind:
    """The kind that the content says; raises ``Refused`` for what we do not take."""
    try:
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            kind = _zipped(stream, name)
        elif head.startswith(olefile.MAGIC):
            kind = _compound(stream)
        else:
            signed = filetype.guess(head)
            kind = SIGNED.get(signed.mime) if signed else _text(head, name)
    except _BROKEN as error:
        raise _refused(f"文件“{name}”打不开，可能没有传完整或已损坏，请重新导出后再传。") from error
    if kind is None:
        raise _refused(f"文件“{name}”的内容不是可以上传的类型。可以上传：{TAKEN}。")
    return kind


def check_picture(stream: BinaryIO, name: str) -> None:
    """A whole raster picture of sane size; raises ``Refused``. Decoding is bounded before it begins."""
    stream.seek(0)
    try:
        with Image.open(stream, formats=list(PICTURES)) as picture:
            width, height = picture.size
            frames = getattr(picture, "n_frames", 1)
            if width * height > MOST_PIXELS or width * height * frames > MOST_PIXELS * 4 or frames > MOST_FRAMES:
                raise _refused(f"图片“{name}”有 {width}×{height} 像素、{frames} 帧，太大了，请先缩小。")
            picture.verify()
    except (UnidentifiedImageError, Image.DecompressionBombError, *_BROKEN) as error:
        raise _refused(f"图片“{name}”不是完整的 JPG、PNG、GIF 或 WebP，请换一张。") from error


def _zipped(stream: BinaryIO, name: str) -> Kind | None:
    with zipfile.ZipFile(stream) as archive:
        members = archive.infolist()
        _refuse_bombs(members, name)
        names = {member.filename.lstrip("/") for member in members}
        if any(program in names for program in _PROGRAMS):
            return None
        if any(member.endswith("vbaProject.bin") for member in names):
            raise _refused(f"文件“{name}”里有宏，不能上传；请另存为不带宏的格式。")
        if "OFD.xml" in names:
            return OFD
        if "[Content_Types].xml" in names:
            return next((kind for folder, kind in OOXML.items() if _any_in(folder, names)), None)
        if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
            return ODF.get(archive.read("mimetype").decode("ascii", "replace").strip())
        return ZIP


def _any_in(folder: str, names: set[str]) -> bool:
    return any(member.startswith(folder) for member in names)


def _refuse_bombs(members: list[zipfile.ZipInfo], name: str) -> None:
    """An archive that would burst whoever opens it."""
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if (
        len(members) > MOST_MEMBERS
        or unpacked > MOST_UNPACKED
        or (unpacked > RATIO_MATTERS_FROM and unpacked / packed > MOST_RATIO)
    ):
        raise _refused(f"文件“{name}”解压后太大，不能上传；请拆分后再传。")


def _compound(stream: BinaryIO) -> Kind | None:
    """Old office files: the streams at the root say which program wrote them."""
    stream.seek(0)
    with olefile.OleFileIO(stream) as compound:
        roots = {entry[0].lower() for entry in compound.listdir() if len(entry) == 1}
    return next((kind for stream_name, kind in OLE.items() if stream_name.lower() in roots), None)


def _text(head: bytes, name: str) -> Kind | None:
    """Plain text has no signature: the name says it, and the content must not contradict."""
    kind = TEXTS.get(ending_of(name))
    if kind is None or (b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))):
        return None
    return None if head.lstrip()[:1] == b"<" or head.startswith((b"MZ", b"#!", b"\x7fELF")) else kind


def _limit(kind: Kind) -> int:
    return settings.OPENXIAN_VIDEO_BYTES if kind.family == VIDEO else settings.OPENXIAN_UPLOAD_BYTES


def _measure(stream: BinaryIO, name: str, most: int) -> tuple[int, str]:
    """Size and SM3 in one pass that stops where the file is too large."""
    stream.seek(0)
    digest, size = hashlib.new("sm3"), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > most:
            raise _refused(f"文件“{name}”超过 {most // 1024 // 1024} MB，请压缩或拆分后再传。")
        digest.update(chunk)
    return size, digest.hexdigest()


def _fitting_name(name: str, kind: Kind) -> str:
    if ending_of(name) in kind.endings:
        return name
    return f"{PurePosixPath(name).stem or '附件'}.{kind.endings[0]}"


def _refused(sentence: str) -> Refused:
    return Refused(sentence, field="file")
