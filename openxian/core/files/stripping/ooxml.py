"""Word, Excel and PowerPoint files (ISO/IEC 29500): properties, authors of remarks and changes, traces of machines.

Remarks and tracked changes themselves stay: they are what somebody wrote; only their authors become “作者”.
"""

import io
import posixpath
import re
import zipfile
from typing import BinaryIO

from lxml import etree

from openxian.core.errors import Refused
from openxian.core.files.stripping import packages, refusals
from openxian.core.files.stripping.packages import local, take_out

SOMEBODY = "作者"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
EMPTY = {
    "docProps/core.xml": (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    ),
}
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LEFT_OUT = re.compile(
    r"docProps/thumbnail\..*|customXml/.*|.*/printerSettings/.*|ppt/changesInfos/.*|xl/revisions/.*|.*/tasks/.*", re.I
)
UNWANTED_RELATIONS = frozenset(
    "thumbnail customXml printerSettings changesInfo revisionHeaders usernames attachedTemplate mailMergeSource "
    "mailMergeHeaderSource documenttasks".split()
)
SETTINGS = {"rsids", "docVars", "attachedTemplate", "mailMerge", "docId", "absPath", "saveThroughXslt"}
AUTHORS = {"author", "initials", "userName", "displayName", "lastModifiedBy", "userId", "providerId"}
DATES = {"date", "dateUtc", "dt"}
PEOPLE = ("word/people.xml", "xl/persons/", "ppt/commentAuthors.xml", "ppt/authors.xml")
EMBEDDED = (".docx", ".xlsx", ".pptx")
READ = {"t", "v", "delText", "instrText", "f"}
FILE_PATH = re.compile(r"(?i)^(file:|[a-z]:[\\/]|\\\\)")


def strip(stream: BinaryIO) -> BinaryIO:
    """The document without its properties, authors and traces; text and values are the same. Raises ``Refused``."""
    with packages.opened(stream) as archive:
        names = archive.namelist()
        if any(name.startswith("_xmlsignatures/") for name in names):
            raise refusals.signed()
        gone = _relations_gone(archive)
        cleaned = packages.rewritten(archive, lambda name, content: _part(name, content, gone.get(name, set())))
        before = _read(archive)
    with packages.opened(cleaned) as archive:
        if archive.testzip() is not None or _read(archive) != before:
            raise refusals.changed()
    return cleaned


def _relations_gone(archive: zipfile.ZipFile) -> dict[str, set[str]]:
    """Part → the numbers of its relations that are taken away, so that nothing refers to what is gone."""
    gone = {}
    for name in archive.namelist():
        if name.endswith(".rels"):
            folder, file = posixpath.split(name)
            part = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
            gone[part] = {one.get("Id", "") for one in packages.parsed(archive.read(name)) if _is_unwanted(one)}
    return gone


def _is_unwanted(relation: etree._Element) -> bool:
    return str(relation.get("Type", "")).rpartition("/")[2] in UNWANTED_RELATIONS


def _part(name: str, content: bytes, gone: set[str]) -> packages.Cleaned:
    if LEFT_OUT.fullmatch(name):
        return None
    if "/embeddings/" in name:
        return _embedded(name, content)
    if name in EMPTY:
        return (DECLARATION + EMPTY[name]).encode()
    if name == "[Content_Types].xml":
        return _types(content)
    if name.endswith(".rels"):
        return _relations(content)
    return _traces(name, content, gone) if _has_traces(name, content, gone) else content


def _embedded(name: str, content: bytes) -> bytes:
    """A document within the document."""
    if name.lower().endswith(EMBEDDED):
        cleaned = strip(io.BytesIO(content))
        cleaned.seek(0)
        return cleaned.read()
    if name.endswith(".rels"):
        return _relations(content)
    raise Refused("文件里嵌有别的程序的对象，去不干净作者等信息；请把它转成图片，或另存为 PDF 再传。", field="file")


def _types(content: bytes) -> bytes:
    tree = packages.parsed(content)
    for one in list(tree):
        if LEFT_OUT.fullmatch(str(one.get("PartName", "")).lstrip("/")):
            take_out(one)
    return packages.as_bytes(tree)


def _relations(content: bytes) -> bytes:
    tree = packages.parsed(content)
    for one in list(tree):
        target = str(one.get("Target", ""))
        if _is_unwanted(one):
            take_out(one)
        elif one.get("TargetMode") == "External" and FILE_PATH.match(target):
            one.set("Target", _last_part(target))
    return packages.as_bytes(tree)


TRACES = re.compile(
    rb"rsid|author|initials|userName|displayName|lastModifiedBy|absPath|docVars|docId|attachedTemplate|mailMerge|"
    rb"userId|saveThroughXslt|[\"'](file:|[A-Za-z]:[\\\\/]|\\\\\\\\)"
)


def _has_traces(name: str, content: bytes, gone: set[str]) -> bool:
    """A quick look, so that a large sheet without anything is not taken apart."""
    return name.endswith(".xml") and (bool(gone) or name.startswith(PEOPLE) or TRACES.search(content) is not None)


def _traces(name: str, content: bytes, gone: set[str]) -> bytes:
    tree = packages.parsed(content)
    for element in list(tree.iter(etree.Element)):
        _clean_element(element, name)
        if element.get(RELATION_ID) in gone:
            _unrelate(element)
    return packages.as_bytes(tree)


def _clean_element(element: etree._Element, name: str) -> None:
    what = local(element)
    if what in SETTINGS:
        _take_out_whole(element)
    elif what == "author" and name.startswith("xl/"):
        element.text = SOMEBODY
    for attribute in list(element.attrib):
        kind = etree.QName(attribute).localname
        if kind.startswith("rsid"):
            del element.attrib[attribute]
        elif kind in AUTHORS or (kind == "name" and name.startswith(PEOPLE)):
            element.set(attribute, SOMEBODY if kind != "initials" else "")
        elif kind in DATES and _is_marked(element, name):
            del element.attrib[attribute]
        elif FILE_PATH.match(str(element.attrib[attribute])):
            element.set(attribute, _last_part(str(element.attrib[attribute])))


def _last_part(path: str) -> str:
    """The name of a file without the folders of whoever's machine it lay on."""
    return re.split(r"[\\/]", path)[-1] or "file"


def _is_marked(element: etree._Element, name: str) -> bool:
    """A remark or a tracked change, whose date may be left out."""
    marked = any(etree.QName(attribute).localname in AUTHORS for attribute in element.attrib)
    return marked or "comments" in name.lower() and local(element) in {"comment", "commentExtensible"}


def _take_out_whole(element: etree._Element) -> None:
    """A setting, with the choice of versions around it when that would be left empty (``mc:AlternateContent``)."""
    parent = element.getparent()
    take_out(element)
    while parent is not None and local(parent) in {"Choice", "AlternateContent"} and not len(parent):
        element, parent = parent, parent.getparent()
        take_out(element)


def _unrelate(element: etree._Element) -> None:
    if local(element) == "pageSetup":
        del element.attrib[RELATION_ID]
    else:
        take_out(element)


def _read(archive: zipfile.ZipFile) -> list[str]:
    return packages.texts(archive, _is_content, READ)


def _is_content(name: str) -> bool:
    """A part whose text people read."""
    shown = re.fullmatch(r"(word|xl|ppt)/.*\.xml", name) is not None
    return shown and not LEFT_OUT.fullmatch(name) and not name.startswith(PEOPLE)
