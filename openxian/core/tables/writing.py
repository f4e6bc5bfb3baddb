"""Tables that go out, line by line: millions of rows in flat memory, no cell that a spreadsheet would run.

A cell that begins like a formula is text in an xlsx. A csv has no types, so there it gets an apostrophe in front,
and a number of many digits (or a leading zero) a tab, which keeps Excel from rounding it; ``reading`` takes both off.
"""

import csv
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from tempfile import NamedTemporaryFile
from typing import IO, Any, Literal

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from openxian.core.files.serving import disposition
from openxian.core.tables.columns import Column

Format = Literal["csv", "xlsx"]
FORMATS: dict[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
LINES_AT_ONCE = 500
ROWS_OF_A_SHEET = 1_048_575  # and one for the header
LONGEST_CELL = 32_767
CUT = "……（太长，已截断；完整内容请导出 CSV）"
EXACT_DIGITS = 10**15
DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")
LONG_NUMBER = re.compile(r"0\d+|\d{12,}")


def stream(rows: Iterable[Any], columns: Sequence[Column], format: Format, name: str) -> HttpResponseBase:
    """An answer that downloads the rows as ``name`` with the format's ending. ``rows`` may be endless generators.

    A csv leaves as it is made; an xlsx is made in a temporary file first.
    """
    if format == "csv":
        answer: HttpResponseBase = StreamingHttpResponse(csv_lines(rows, columns), content_type=FORMATS["csv"])
    else:
        file = NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the answer closes it
        write_xlsx(rows, columns, file)
        file.seek(0)
        answer = FileResponse(file, content_type=FORMATS["xlsx"])
    answer["Content-Disposition"] = disposition(f"{name}.{format}")
    answer["Cache-Control"] = "no-store"
    return answer


def keyset(rows: QuerySet, *, newest_first: bool = False, size: int = 2000) -> Iterator[Any]:
    """The rows of a query by primary key, a few thousand at a time: no long transaction, no cursor, flat memory.

    Each part starts after the last key, so rows that come or go meanwhile disturb nothing. The order of the query
    itself is replaced.
    """
    ordered, side = rows.order_by("-pk" if newest_first else "pk"), "pk__lt" if newest_first else "pk__gt"
    last = None
    while True:
        part = list((ordered if last is None else ordered.filter(**{side: last}))[:size])
        yield from part
        if len(part) < size:
            return
        last = part[-1].pk


def csv_lines(rows: Iterable[Any], columns: Sequence[Column]) -> Iterator[bytes]:
    """The rows as csv in pieces of a few hundred lines, UTF-8 with its mark so that Excel reads it."""
    writer, rows = csv.writer(Echo()), iter(rows)
    yield b"\xef\xbb\xbf" + _encoded(writer.writerow([guarded(column.label) for column in columns]))
    while part := list(islice(rows, LINES_AT_ONCE)):
        lines = (writer.writerow([_csv_cell(column.value_of(row)) for column in columns]) for row in part)
        yield _encoded("".join(lines))


def write_xlsx(rows: Iterable[Any], columns: Sequence[Column], file: IO[bytes]) -> int:
    """Write the rows into a file, in as many sheets as they need; returns how many rows there were."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    styles = {
        "head": book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1, "text_wrap": True}),
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    sheet, number, total = _sheet(book, columns, styles, 1), 0, 0
    for row in rows:
        if number == ROWS_OF_A_SHEET:
            sheet, number = _sheet(book, columns, styles, total // ROWS_OF_A_SHEET + 1), 0
        number, total = number + 1, total + 1
        for place, column in enumerate(columns):
            _write(sheet, number, place, column.value_of(row), styles)
    book.close()
    return total


def guarded(cell: str) -> str:
    """Text that a spreadsheet will neither run (OWASP “CSV injection”) nor round."""
    if cell.startswith(DANGEROUS):
        return f"'{cell}"
    return f"\t{cell}" if LONG_NUMBER.fullmatch(cell) else cell


class Echo:
    """A file that hands back what is written to it, so that rows stream."""

    def write(self, text: str) -> str:
        return text


def _sheet(book: Any, columns: Sequence[Column], styles: dict[Any, Any], which: int) -> Any:
    sheet = book.add_worksheet(f"数据{which}" if which > 1 else "数据")
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.label, styles["head"])
    return sheet


def _write(sheet: Any, row: int, place: int, value: Any, styles: dict[Any, Any]) -> None:
    value = _here(value)
    if value is None or value == "":
        return
    if _is_exact(value):
        sheet.write_number(row, place, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, styles[type(value)])
    else:
        sheet.write_string(row, place, _fitting(words(value)))


def _csv_cell(value: Any) -> str:
    value = _here(value)
    if _is_exact(value):
        return str(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return guarded(words(value))


def _is_exact(value: Any) -> bool:
    """A number that a spreadsheet keeps as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    return math.isfinite(value) and -EXACT_DIGITS < value < EXACT_DIGITS


def _here(value: Any) -> Any:
    """A moment on the county's clock."""
    return timezone.make_naive(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def words(value: Any) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _fitting(written: str) -> str:
    """Text that a cell can hold, with nothing in it that no file may hold; what is cut says so."""
    written = written.encode("utf-8", "replace").decode("utf-8")
    return written if len(written) <= LONGEST_CELL else written[: LONGEST_CELL - len(CUT)] + CUT


def _encoded(written: str) -> bytes:
    return written.encode("utf-8", "replace")
