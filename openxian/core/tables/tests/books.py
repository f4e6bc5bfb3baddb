"""Tables for the tests, made on the spot."""

import io
import zipfile

import xlsxwriter

from openxian.core.tables import cells
from openxian.core.tables.columns import Column

PEOPLE = (
    Column("name", "姓名", required=True, aliases=("名字",)),
    Column("number", "身份证号", cells.citizen_number, unique=True, example="11010519491231002X"),
    Column("phone", "联系电话", cells.telephone),
    Column("kind", "类别", choices={"在编": "staff", "聘用": "contract"}),
    Column("joined_on", "入职日期", cells.day),
    Column("count", "件数", cells.whole_number),
)
HEAD = [column.label for column in PEOPLE]
GOOD = ["陈晓禾", "11010519491231002X", "13800138000", "在编", "2026年1月5日", "3"]


def xlsx(*lines, sheets=None, hidden=(), merged=(), formulas=None) -> io.BytesIO:
    """A workbook of one sheet, or of ``sheets`` (name → lines); ``formulas`` are cell → (formula, result)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, these in (sheets or {"数据": lines}).items():
        sheet = book.add_worksheet(name)
        for number, line in enumerate(these):
            for place, value in enumerate(line):
                if hasattr(value, "year"):
                    sheet.write_datetime(number, place, value, day)
                elif value != "":
                    sheet.write(number, place, value)
        for where, value in merged:
            sheet.merge_range(where, value)
        for cell, (formula, result) in (formulas or {}).items():
            sheet.write_formula(cell, formula, None, result)
        if name in hidden:
            sheet.hide()
    book.close()
    out.seek(0)
    return out


def csv(*lines, coding="utf-8", delimiter=",") -> io.BytesIO:
    return io.BytesIO("\r\n".join(delimiter.join(line) for line in lines).encode(coding))


def ods(*rows: str) -> io.BytesIO:
    """An ods whose rows are written in its own XML."""
    o = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    t = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    x = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {o} {t} {x}><office:body><office:spreadsheet><table:table '
            f'table:name="数据">{"".join(rows)}</table:table></office:spreadsheet></office:body></office:document-content>',
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    out.seek(0)
    return out


def ods_row(*values: str, repeated: int = 1, wide: int = 1) -> str:
    made = "".join(
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{wide}"><text:p>{value}</text:p>'
        "</table:table-cell>"
        for value in values
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{made}</table:table-row>'
