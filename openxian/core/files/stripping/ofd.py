"""OFD (GB/T 33190): author, program, dates, private data and attachments go; pages stay as they are.

Attachments and extensions are what a reader of the pages never sees (drafts, data of the program that made the
file), so they are not published along. Signed files are refused: the signature covers every part.
"""

import posixpath
import zipfile
from typing import BinaryIO

from lxml import etree

from openxian.core.files.stripping import packages, refusals
from openxian.core.files.stripping.packages import local, take_out

SOMEBODY = "作者"
NO_DAY = "1970-01-01"
INFO_KEPT = {"DocID", "DocUsage"}
HIDDEN = {"Attachments", "Extensions"}
LOCATIONS = {"FileLoc", "ExtendData"}
SEALED = {"Signatures", "OFDEntries.xml", "Encryptions.xml", "Decrypteds.xml"}
READ = {"TextCode"}


def strip(stream: BinaryIO) -> BinaryIO:
    """The document without its properties and hidden parts; its pages' text is the same. Raises ``Refused``."""
    with packages.opened(stream) as archive:
        _refuse_sealed(archive)
        hidden = _hidden(archive)
        cleaned = packages.rewritten(archive, lambda name, content: _part(name, content, hidden))
        before = _read(archive)
    with packages.opened(cleaned) as archive:
        if archive.testzip() is not None or _read(archive) != before:
            raise refusals.changed()
    return cleaned


def _refuse_sealed(archive: zipfile.ZipFile) -> None:
    """Signed, under integrity protection (OFDEntries), or encrypted."""
    entries = {local(element) for element in packages.parsed(archive.read("OFD.xml")).iter(etree.Element)}
    if SEALED & (entries | {name.rpartition("/")[2] for name in archive.namelist()}):
        raise refusals.signed()


def _hidden(archive: zipfile.ZipFile) -> set[str]:
    """Lists of attachments and extensions, and what they point to."""
    found: set[str] = set()
    for name in archive.namelist():
        if name.endswith(".xml") and local(packages.parsed(archive.read(name))) == "Document":
            lists = [_place(name, one.text) for one in packages.parsed(archive.read(name)) if local(one) in HIDDEN]
            for one in set(lists) & set(archive.namelist()):
                tree = packages.parsed(archive.read(one))
                found |= {one} | {
                    _place(one, each.text) for each in tree.iter(etree.Element) if local(each) in LOCATIONS
                }
    return found


def _place(part: str, location: str | None) -> str:
    """A location in a part: from the root of the archive with a slash in front, else from the part's own folder."""
    asked = (location or "").strip()
    return (
        asked.lstrip("/")
        if asked.startswith("/")
        else posixpath.normpath(posixpath.join(posixpath.dirname(part), asked))
    )


def _part(name: str, content: bytes, hidden: set[str]) -> packages.Cleaned:
    if name in hidden:
        return None
    if not name.endswith(".xml"):
        return content
    tree = packages.parsed(content)
    kind = local(tree)
    if kind == "OFD":
        _clean_info(tree)
    elif kind == "Document":
        for one in [one for one in tree if local(one) in HIDDEN]:
            take_out(one)
    elif kind == "PageAnnot":
        _clean_remarks(tree)
    else:
        return content
    return packages.as_bytes(tree)


def _clean_info(tree: etree._Element) -> None:
    for info in [one for one in tree.iter(etree.Element) if local(one) == "DocInfo"]:
        for one in [one for one in info if local(one) not in INFO_KEPT]:
            take_out(one)


def _clean_remarks(tree: etree._Element) -> None:
    """Creator and date are required of a remark, so they are given values that say nothing."""
    for remark in [one for one in tree.iter(etree.Element) if local(one) == "Annot"]:
        if "Creator" in remark.attrib:
            remark.set("Creator", SOMEBODY)
        if "LastModDate" in remark.attrib:
            remark.set("LastModDate", NO_DAY)


def _read(archive: zipfile.ZipFile) -> list[str]:
    return packages.texts(archive, lambda name: name.endswith("Content.xml"), READ)
