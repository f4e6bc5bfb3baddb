"""Files that are zip archives of parts (OOXML, ODF, OFD): read part by part, written anew without dates and remarks."""

import io
import zipfile
import zlib
from collections.abc import Callable
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from lxml import etree

from openxian.core.files.stripping import pictures, refusals

LARGEST_PART = 200 * 1024 * 1024
LARGEST_WHOLE = 1024 * 1024 * 1024
IN_MEMORY = 16 * 1024 * 1024
BEGINNING = (1980, 1, 1, 0, 0, 0)
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
BROKEN = (zipfile.BadZipFile, zlib.error, etree.LxmlError, KeyError, EOFError, OSError, NotImplementedError, ValueError)

# What to do with a part: its new bytes, or ``None`` to leave it out.
Cleaned = bytes | None
CleanPart = Callable[[str, bytes], Cleaned]


@contextmanager
def opened(stream: BinaryIO):
    """The archive in a stream; raises ``Refused`` for what is locked, damaged, or too large to look into."""
    try:
        with zipfile.ZipFile(stream) as archive:
            if any(member.flag_bits & 1 for member in archive.infolist()):
                raise refusals.locked()
            if sum(member.file_size for member in archive.infolist()) > LARGEST_WHOLE:
                raise refusals.too_large()
            yield archive
    except BROKEN as error:
        raise refusals.damaged() from error


def rewritten(archive: zipfile.ZipFile, clean: CleanPart) -> BinaryIO:
    """A new archive of the parts that ``clean`` gives back, in the same order; pictures among them are cleaned too."""
    written = cast(BinaryIO, SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - the caller reads it
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for member in archive.infolist():
            if member.is_dir():
                continue
            if member.file_size > LARGEST_PART:
                raise refusals.too_large()
            content = clean(member.filename, archive.read(member))
            if content is not None:
                new.writestr(_nameless(member), _picture(member.filename, content))
    written.seek(0)
    return written


def parsed(content: bytes) -> etree._Element:
    """The tree of a part; entities are not followed and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(content, parser)


def as_bytes(tree: etree._Element) -> bytes:
    """A part from its tree."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for remarks."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def take_out(element: etree._Element) -> None:
    """Remove an element and keep the text that follows it."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def texts(archive: zipfile.ZipFile, wanted: Callable[[str], bool], elements: set[str]) -> list[str]:
    """The text of these elements in these parts: what people read, for comparing before and after."""
    read = []
    for name in sorted(filter(wanted, archive.namelist())):
        for _, element in etree.iterparse(io.BytesIO(archive.read(name)), resolve_entities=False, huge_tree=True):
            if local(element) in elements:
                read.append(element.text or "")
    return read


def _nameless(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The entry without date, owner, remark and extra fields."""
    plain = zipfile.ZipInfo(member.filename, BEGINNING)
    plain.compress_type = member.compress_type
    return plain


def _picture(name: str, content: bytes) -> bytes:
    if not name.lower().endswith(PICTURES):
        return content
    try:
        return pictures.cleaned_bytes(content)
    except pictures.BROKEN:
        return content  # what no program can read holds no EXIF that could be read
