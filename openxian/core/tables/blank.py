"""Tables to be filled in: an empty one with its explanations, and one of refused lines with what is wrong."""

import io
from collections.abc import Sequence
from typing import Any, BinaryIO

import xlsxwriter

from openxian.core.tables.columns import Column
from openxian.core.tables.reading import CHOICES, EXPLANATIONS, Reading

ROWS_TO_FILL = 5000
LONGEST_LIST = 255  # characters of a list that a validation can carry by itself
FAULTS, LINE = "错误说明", "原行号"


def template(columns: Sequence[Column]) -> BinaryIO:
    """An empty table: header, text format (so that long numbers survive), lists of choices, and explanations."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, styles = book.add_worksheet("数据"), _styles(book)
    sheet.freeze_panes(1, 0)
    choices = None
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, styles["text"])
        sheet.write_string(0, place, column.label + ("*" if column.required else ""), styles["head"])
        if column.choices:
            choices = choices or book.add_worksheet(CHOICES)
            _offer(sheet, choices, place, list(column.choices))
    _explain(book.add_worksheet(EXPLANATIONS), columns, styles)
    if choices is not None:
        choices.hide()
    sheet.activate()
    book.close()
    out.seek(0)
    return out


def marked(reading: Reading) -> BinaryIO:
    """The refused lines as they were written, faulty cells in red, the reasons in the last column.

    It can be mended and sent in again: the columns added are unknown to the reader and do no harm.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    sheet, styles = book.add_worksheet("数据"), _styles(book)
    sheet.freeze_panes(1, 0)
    labels = [column.label for column in reading.columns]
    for place, label in enumerate([*labels, LINE, FAULTS]):
        sheet.set_column(place, place, 60 if label == FAULTS else 16, styles["text"])
        sheet.write_string(0, place, label, styles["head"])
    for number, row in enumerate(reading.wrong, 1):
        faulty = {error.label for error in row.errors}
        for place, column in enumerate(reading.columns):
            style = styles["wrong" if column.label in faulty else "text"]
            sheet.write_string(number, place, row.written.get(column.name, ""), style)
        sheet.write_number(number, len(labels), row.number)
        said = "；".join(f"{error.coordinate} {error.sentence}" for error in row.errors)
        sheet.write_string(number, len(labels) + 1, said, styles["wrap"])
    book.close()
    out.seek(0)
    return out


def _styles(book: Any) -> dict[str, Any]:
    return {
        "head": book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1, "text_wrap": True}),
        "text": book.add_format({"num_format": "@"}),
        "wrong": book.add_format({"num_format": "@", "bg_color": "#FDECEC", "font_color": "#9B1C1C"}),
        "wrap": book.add_format({"text_wrap": True, "font_color": "#9B1C1C"}),
    }


def _offer(sheet: Any, choices: Any, place: int, labels: list[str]) -> None:
    """A list to choose from; long lists stand on a hidden sheet, because a validation holds few characters."""
    source: Any = labels
    if len(",".join(labels)) > LONGEST_LIST or any("," in label for label in labels):
        choices.write_column(0, place, labels)
        letters = xlsxwriter.utility.xl_col_to_name(place)
        source = f"='{CHOICES}'!${letters}$1:${letters}${len(labels)}"
    says = {"error_title": "请从列表里选", "error_message": "这一列只能填列表里的内容。"}
    sheet.data_validation(1, place, ROWS_TO_FILL, place, {"validate": "list", "source": source} | says)


def _explain(sheet: Any, columns: Sequence[Column], styles: dict[str, Any]) -> None:
    for place, (label, width) in enumerate((("列名", 20), ("必填", 8), ("说明", 60), ("示例", 24))):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, label, styles["head"])
    for number, column in enumerate(columns, 1):
        said = column.explanation or ("只能填：" + "、".join(column.choices) if column.choices else "")
        cells = (column.label, "是" if column.required else "", said, column.example)
        for place, words in enumerate(cells):
            sheet.write_string(number, place, words)
