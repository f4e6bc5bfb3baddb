"""Sheets out of files: xlsx, xls and ods by calamine, csv by ourselves; nothing is opened that could burst.

A spreadsheet may claim a million columns with two cells, or hold formulas nobody has worked out; calamine would give
the first all our memory and read the second as empty. So an xlsx is looked through before it is opened.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from openxian.core.errors import Refused
from openxian.core.files import Examined, ending_of, examine

MOST_CELLS = 3_000_000
MOST_UNPACKED = 400 * 1024 * 1024
SHEETS = {"xlsx", "et", "xls", "ods"}
TEXTS = {"csv", "txt"}
TAKEN = "请上传 xlsx、xls、ods 或 csv 表格。"
CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"")
NOT_WORKED_OUT = "公式没有算出结果；请用表格软件打开、保存后再上传。"
DAMAGED_ARCHIVE = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError)
BROKEN = (CalamineError, etree.LxmlError, *DAMAGED_ARCHIVE, KeyError, OSError, ValueError)


@dataclass(frozen=True)
class Sheet:
    """One sheet: raw cells row by row from the first line on, ``broken`` cells by (row, column) counted from 0.

    ``merged`` are ranges (row, column, last row, last column); ``others`` are sheets of the file that were left
    aside, with how many lines they have and why.
    """

    name: str
    rows: list[list[Any]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False


def sheets_of(stream: BinaryIO, name: str) -> list[Sheet]:
    """Every sheet of a file, hidden ones included, in order; raises ``Refused`` (``field="file"``)."""
    examined = examine(stream, name)
    ending = ending_of(examined.name)
    if ending in TEXTS:
        return [_csv(stream, examined)]
    if ending not in SHEETS:
        raise Refused(TAKEN, field="file")
    try:
        return list(_workbook(stream))
    except BROKEN as error:
        raise Refused("表格打不开，可能已损坏或设有口令；请另存为 xlsx 后再上传。", field="file") from error


def coordinate(row: int, column: int) -> str:
    """The name of a cell counted from 0, as spreadsheets say it: ``C5``."""
    letters, rest = "", column + 1
    while rest:
        rest, sign = divmod(rest - 1, 26)
        letters = chr(65 + sign) + letters
    return f"{letters}{row + 1}"


def _workbook(stream: BinaryIO) -> Iterator[Sheet]:
    broken = _looked_through(stream) if _is_zip(stream) else {}
    stream.seek(0)
    book = CalamineWorkbook.from_filelike(stream)
    for number, known in enumerate(book.sheets_metadata):
        if known.typ == SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_index(number)
            merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
            hidden = known.visible != SheetVisibleEnum.Visible
            yield Sheet(known.name, sheet.to_python(skip_empty_area=False), merged, broken.get(known.name, {}), hidden)


def _is_zip(stream: BinaryIO) -> bool:
    stream.seek(0)
    return stream.read(4) == b"PK\x03\x04"


def _looked_through(stream: BinaryIO) -> dict[str, dict[tuple[int, int], str]]:
    """Refuses what would burst; name of sheet → its cells that hold no value though they look as if."""
    with zipfile.ZipFile(stream) as archive:
        if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
            raise _too_large()
        if "content.xml" in archive.namelist():
            _refuse_wide_ods(archive.read("content.xml"))
            return {}
        return {name: _broken(archive.read(part)) for name, part in _parts(archive)}


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(name of sheet, its part) of an xlsx."""
    targets = {one.get("Id"): one.get("Target", "") for one in _tree(archive, "xl/_rels/workbook.xml.rels")}
    for one in _tree(archive, "xl/workbook.xml").iter("{*}sheet"):
        number = next((value for key, value in one.attrib.items() if str(key).endswith("}id")), None)
        target = targets.get(number, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in archive.namelist():
            yield one.get("name", ""), part


def _tree(archive: zipfile.ZipFile, part: str) -> etree._Element:
    return etree.fromstring(archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True))


def _broken(content: bytes) -> dict[tuple[int, int], str]:
    rows = columns = 0
    for letters, digits in CELL.findall(content):
        rows, columns = max(rows, int(digits)), max(columns, _column(letters.decode()) + 1)
    if rows * columns > MOST_CELLS:
        raise _too_large()
    return dict(_without_value(content)) if b'"e"' in content or b"<f" in content or b":f" in content else {}


def _without_value(content: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    """Formulas without a result, and results that are errors (``#N/A``)."""
    cells = etree.iterparse(io.BytesIO(content), tag="{*}c", resolve_entities=False, huge_tree=True)
    for _, cell in cells:
        value = cell.findtext("{*}v") or ""
        place = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r", ""))
        if place and cell.get("t") == "e":
            yield (int(place[2]) - 1, _column(place[1])), f"单元格里是错误值 {value}；请改正公式后再上传。"
        elif place and cell.find("{*}f") is not None and not value and cell.get("t") != "str":
            yield (int(place[2]) - 1, _column(place[1])), NOT_WORKED_OUT
        cell.clear()


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _refuse_wide_ods(content: bytes) -> None:
    """Cells and rows of an ods may be “repeated” a million times; those with a value count."""
    rows = columns = 0
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    for _, row in etree.iterparse(io.BytesIO(content), tag=f"{table}table-row", resolve_entities=False, huge_tree=True):
        wide = 0
        for cell in row:
            wide += int(cell.get(f"{table}number-columns-repeated", 1)) if len(cell) or cell.attrib.get("value") else 0
        if wide:
            rows, columns = rows + int(row.get(f"{table}number-rows-repeated", 1)), max(columns, wide)
        row.clear()
    if rows * columns > MOST_CELLS:
        raise _too_large()


def _csv(stream: BinaryIO, examined: Examined) -> Sheet:
    stream.seek(0)
    written = _decoded(stream.read(), examined.name)
    first = written.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Refused("表格里的引号不成对，读不下去；请用表格软件另存为 xlsx 再上传。", field="file") from error
    if sum(map(len, rows)) > MOST_CELLS:
        raise _too_large()
    return Sheet(examined.name, [[_unguarded(cell) for cell in row] for row in rows])


def _decoded(content: bytes, name: str) -> str:
    """UTF-8 and UTF-16 by their marks, else UTF-8, else GB 18030 (what Excel in Chinese saves)."""
    marks = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    marked = next((coding for mark, coding in marks.items() if content.startswith(mark)), None)
    for coding in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise Refused(f"“{name}”的文字编码认不出；请用表格软件另存为 xlsx 再上传。", field="file")


def _unguarded(cell: str) -> str:
    """What ``writing`` put before a dangerous cell or a long number is taken off again."""
    return cell[1:] if re.match(r"'[=+\-@\t\r\n＝＋－＠]|\t\d", cell) else cell


def _too_large() -> Refused:
    return Refused("表格太大或用到的行列太远；请删掉多余的空行空列，或拆成几个文件。", field="file")
