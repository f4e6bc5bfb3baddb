"""Reading a table that came in: each line is accepted whole or refused with its reasons; none is lost.

``lines == above + header + accepted + refused + blank`` holds for every file.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from openxian.core.errors import Refused
from openxian.core.tables import cells
from openxian.core.tables.columns import Column
from openxian.core.tables.sheets import Sheet, coordinate, sheets_of

MOST_ROWS = 100_000
HEADER_WITHIN = 20
EXPLANATIONS, CHOICES = "填写说明", "选项"
OWN_SHEETS = {EXPLANATIONS, CHOICES}

# Looks at a whole row: yields (name of the column, sentence) for each fault.
RowCheck = Callable[[dict[str, Any]], Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class CellError:
    """What is wrong with a cell: where (``C5``), in which column (its label), what stands there, what to do."""

    coordinate: str
    label: str
    written: str
    sentence: str


@dataclass(frozen=True)
class Row:
    """An accepted line: its number as the spreadsheet counts, and its values by column name."""

    number: int
    values: dict[str, Any]


@dataclass(frozen=True)
class WrongRow:
    """A refused line: its number, its cells as written (by column name), and what is wrong."""

    number: int
    written: dict[str, str]
    errors: list[CellError]


@dataclass
class Reading:
    """What a file holds. ``sentences`` are faults of the file as a whole, ``notes`` what a person should know."""

    name: str
    sheet: str
    columns: Sequence[Column]
    rows: list[Row] = field(default_factory=list)
    wrong: list[WrongRow] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    lines: int = 0
    above: int = 0
    blank: int = 0

    @property
    def is_whole(self) -> bool:
        """Every line is accepted and there is at least one."""
        return bool(self.rows) and not self.wrong and not self.sentences

    @property
    def errors(self) -> list[CellError]:
        return [error for row in self.wrong for error in row.errors]


def read(stream: BinaryIO, name: str, columns: Sequence[Column], *, check: RowCheck | None = None) -> Reading:
    """Read the first visible sheet that has our columns; raises ``Refused`` for what is no table of ours at all."""
    sheets = sheets_of(stream, name)
    sheet = _chosen(sheets, columns)
    reading = Reading(name, sheet.name, columns, lines=len(sheet.rows))
    _note_others(reading, sheets, sheet)
    header = _header_of(sheet, columns)
    if header is None:
        reading.above = _filled(sheet.rows)
        reading.blank = reading.lines - reading.above
        labels = "、".join(column.label for column in columns)
        reading.sentences.append(f"没有找到表头；请用模板，或让某一行的列名是：{labels}。")
        return reading
    _Body(reading, sheet, header, check).read()
    return reading


def _chosen(sheets: list[Sheet], columns: Sequence[Column]) -> Sheet:
    """The first visible sheet with most of our columns in its header."""
    visible = [sheet for sheet in sheets if not sheet.hidden and sheet.name not in OWN_SHEETS] or sheets
    if not visible:
        raise Refused("表格里没有工作表。", field="file")

    def known(sheet: Sheet) -> int:
        header = _header_of(sheet, columns)
        return len(_places(sheet.rows[header], columns)) if header is not None else 0

    return max(visible, key=known)


def _header_of(sheet: Sheet, columns: Sequence[Column]) -> int | None:
    """The line that has most of our labels, among the first; titles and remarks may stand above it."""
    best = max(
        range(min(len(sheet.rows), HEADER_WITHIN)),
        key=lambda line: (len(_places(sheet.rows[line], columns)), -line),
        default=None,
    )
    return best if best is not None and _places(sheet.rows[best], columns) else None


def _places(line: Sequence[Any], columns: Sequence[Column]) -> dict[int, Column]:
    """Place in the line → the column whose label stands there (its first place)."""
    labels = {cells.plain(label): column for column in columns for label in (column.label, *column.aliases)}
    places: dict[int, Column] = {}
    for place, written in enumerate(line):
        column = labels.get(_label(written))
        if column is not None and column not in places.values():
            places[place] = column
    return places


def _label(written: Any) -> str:
    """A label without the marks people put on required ones."""
    return cells.plain(written).strip("*:").removesuffix("(必填)").removesuffix("(选填)").strip("*:")


def _note_others(reading: Reading, sheets: list[Sheet], chosen: Sheet) -> None:
    for sheet in sheets:
        filled = _filled(sheet.rows)
        if sheet is not chosen and filled and sheet.name not in OWN_SHEETS:
            hidden = "隐藏的" if sheet.hidden else ""
            reading.notes.append(f"没有读{hidden}工作表“{sheet.name}”（{filled} 行）；需要的话请单独上传。")


def _filled(lines: Iterable[Sequence[Any]]) -> int:
    return sum(not _is_blank(line) for line in lines)


def _is_blank(line: Sequence[Any]) -> bool:
    return all(cells.is_empty(raw) for raw in line)


class _Body:
    """The lines below a header, taken one by one into a ``Reading``."""

    def __init__(self, reading: Reading, sheet: Sheet, header: int, check: RowCheck | None) -> None:
        self.reading, self.sheet, self.header, self.check = reading, sheet, header, check
        self.places = _places(sheet.rows[header], reading.columns)
        self.seen: dict[str, dict[Any, int]] = {column.name: {} for column in reading.columns if column.unique}

    def read(self) -> None:
        above = self.sheet.rows[: self.header]
        self.reading.above = _filled(above)
        self.reading.blank = len(above) - self.reading.above
        self._look_at_header()
        self._spread_merged()
        for number, line in enumerate(self.sheet.rows[self.header + 1 :], self.header + 1):
            broken = any((number, place) in self.sheet.broken for place in self.places)
            if _is_blank(line) and not broken:
                self.reading.blank += 1
            else:
                self._take(number, line)
        if len(self.reading.rows) + len(self.reading.wrong) > MOST_ROWS:
            self.reading.sentences.append(f"一次最多 {MOST_ROWS} 行，请拆成几个文件。")
        if not self.reading.rows and not self.reading.wrong:
            self.reading.sentences.append("表头下面没有数据。")

    def _look_at_header(self) -> None:
        reading, line = self.reading, self.sheet.rows[self.header]
        found = set(self.places.values())
        reading.missing = [column.label for column in reading.columns if column not in found]
        lacking = [column.label for column in reading.columns if column.required and column not in found]
        if lacking:
            reading.sentences.append(f"缺少必填的列：{'、'.join(lacking)}。")
        for place, written in enumerate(line):
            if place not in self.places and not cells.is_empty(written):
                self._look_at_stranger(place, str(written))
        unnamed = [place for place in range(self._width()) if self._is_unnamed(place)]
        if unnamed:
            columns = "、".join(coordinate(self.header, place) for place in unnamed)
            reading.sentences.append(f"这些列有数据却没有列名：{columns} 一列；请补列名或删去。")

    def _look_at_stranger(self, place: int, written: str) -> None:
        labels = {_label(column.label) for column in self.places.values()}
        if _label(written) in labels or _label(written) in {_label(one) for one in self.reading.unknown}:
            self.reading.sentences.append(f"列“{written.strip()}”出现了两次（{coordinate(self.header, place)}）。")
        self.reading.unknown.append(written.strip())

    def _width(self) -> int:
        return max((len(line) for line in self.sheet.rows[self.header :]), default=0)

    def _is_unnamed(self, place: int) -> bool:
        header = self.sheet.rows[self.header]
        named = place < len(header) and not cells.is_empty(header[place])
        below = self.sheet.rows[self.header + 1 :]
        return not named and any(place < len(line) and not cells.is_empty(line[place]) for line in below)

    def _spread_merged(self) -> None:
        """Merged cells below the header: every line of the range has what is written in its first cell."""
        for top, left, bottom, right in self.sheet.merged:
            if top > self.header and bottom > top and left in self.places:
                for number in range(top, min(bottom + 1, len(self.sheet.rows))):
                    self._put(number, left, self.sheet.rows[top][left])
                where = f"{coordinate(top, left)}:{coordinate(bottom, right)}"
                self.reading.notes.append(f"合并单元格 {where} 的值已填到每一行。")

    def _put(self, number: int, place: int, value: Any) -> None:
        line = self.sheet.rows[number]
        line.extend([""] * (place + 1 - len(line)))
        line[place] = value

    def _take(self, number: int, line: Sequence[Any]) -> None:
        values: dict[str, Any] = {column.name: None for column in self.reading.columns}
        errors = []
        for place, column in self.places.items():
            raw = line[place] if place < len(line) else ""
            try:
                values[column.name] = self._read(column, raw, number, place)
            except cells.Wrong as wrong:
                errors.append(CellError(coordinate(number, place), column.label, _shown(raw), str(wrong)))
        if not errors and all(value is None for value in values.values()):
            errors = [CellError(coordinate(number, 0), "", "", "这一行只在不认识的列里有内容；请改列名或删去这一行。")]
        if not errors and self.check is not None:
            errors = [self._fault(number, line, name, sentence) for name, sentence in self.check(values)]
        if errors:
            written = {
                column.name: _shown(line[place]) if place < len(line) else "" for place, column in self.places.items()
            }
            self.reading.wrong.append(WrongRow(number + 1, written, errors))
        else:
            self.reading.rows.append(Row(number + 1, values))

    def _read(self, column: Column, raw: Any, number: int, place: int) -> Any:
        if (number, place) in self.sheet.broken:
            raise cells.Wrong(self.sheet.broken[number, place])
        value = column.read(raw)
        if column.unique and value is not None:
            earlier = self.seen[column.name].setdefault(value, number)
            if earlier != number:
                raise cells.Wrong(f"“{column.label}”与第 {earlier + 1} 行重复。")
        return value

    def _fault(self, number: int, line: Sequence[Any], name: str, sentence: str) -> CellError:
        place, column = next(((at, one) for at, one in self.places.items() if one.name == name), (0, None))
        raw = line[place] if column and place < len(line) else ""
        return CellError(coordinate(number, place), column.label if column else "", _shown(raw), sentence)


def _shown(raw: Any) -> str:
    """A raw cell as people see it."""
    try:
        return "" if raw is None else cells.text(raw)
    except cells.Wrong:
        return str(raw)
