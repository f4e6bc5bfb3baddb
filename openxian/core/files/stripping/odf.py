"""OpenDocument files (ISO/IEC 26300): who, when, with which machine goes; text, sheets and remarks stay."""

import zipfile
from typing import BinaryIO

from lxml import etree

from openxian.core.files.stripping import packages, refusals
from openxian.core.files.stripping.packages import local, take_out

SOMEBODY = "作者"
NO_TIME = "1970-01-01T00:00:00"
META = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3">'
    b"<office:meta/></office:document-meta>"
)
DC = "{http://purl.org/dc/elements/1.1/}"
WITH_PEOPLE = {"content.xml", "styles.xml"}
MACHINE = {"PrinterName", "PrinterSetup", "PrinterIndependentLayout", "Rsid", "RsidRoot", "CurrentDatabaseDataSource"}
READ = {"p", "h", "span", "a"}


def strip(stream: BinaryIO) -> BinaryIO:
    """The document without its properties and authors; its text is the same. Raises ``Refused``."""
    with packages.opened(stream) as archive:
        if any(name.startswith("META-INF/") and "signatures" in name for name in archive.namelist()):
            raise refusals.signed()
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise refusals.locked()
        cleaned = packages.rewritten(archive, _part)
        before = _read(archive)
    with packages.opened(cleaned) as archive:
        if archive.testzip() is not None or _read(archive) != before:
            raise refusals.changed()
    return cleaned


def _part(name: str, content: bytes) -> packages.Cleaned:
    base = name.rpartition("/")[2]
    if name.startswith("Thumbnails/") or base == "layout-cache":
        return None
    if base == "meta.xml":
        return META
    if name == "META-INF/manifest.xml":
        return _manifest(content)
    if base in WITH_PEOPLE:
        return _people(content)
    return _machine(content) if base == "settings.xml" else content


def _manifest(content: bytes) -> bytes:
    tree = packages.parsed(content)
    for entry in list(tree):
        paths = [value for key, value in entry.attrib.items() if etree.QName(key).localname == "full-path"]
        if any(str(path).startswith("Thumbnails/") or str(path).endswith("layout-cache") for path in paths):
            take_out(entry)
    return packages.as_bytes(tree)


def _people(content: bytes) -> bytes:
    """Authors and times of remarks and tracked changes; the numbers of editing sessions."""
    tree = packages.parsed(content)
    for element in tree.iter(etree.Element):
        if element.tag == f"{DC}creator":
            element.text = SOMEBODY
        elif element.tag == f"{DC}date":
            element.text = NO_TIME
        elif local(element) in {"creator-initials", "sender-initials"}:
            element.text = ""
        for attribute in [key for key in element.attrib if "rsid" in etree.QName(key).localname]:
            del element.attrib[attribute]
    return packages.as_bytes(tree)


def _machine(content: bytes) -> bytes:
    """The printer of whoever saved it last."""
    tree = packages.parsed(content)
    for element in list(tree.iter(etree.Element)):
        named = [str(value) for key, value in element.attrib.items() if etree.QName(key).localname == "name"]
        if local(element) == "config-item" and MACHINE & set(named):
            take_out(element)
    return packages.as_bytes(tree)


def _read(archive: zipfile.ZipFile) -> list[str]:
    return packages.texts(archive, lambda name: name.endswith("content.xml"), READ)
