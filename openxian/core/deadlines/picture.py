"""A term as a small calendar picture: months as grids, each day with its number or a word. Pure.

Plain SVG with presentation attributes only (a strict content security policy refuses style attributes); every
verdict has a sign or a shape of its own beside its colour.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from openxian.core.calendar.working import WEEKDAYS, days_between
from openxian.core.deadlines.days import VERDICTS, DayEntry, Verdict

if TYPE_CHECKING:
    from openxian.core.deadlines.deadline import Deadline

CELL, ROW, GAP, HEAD, ABREAST = 34, 36, 18, 48, 2
MOST_MONTHS = 12
WIDTH = 7 * CELL
FILLS: dict[Verdict, str] = {
    "start": "#ffffff",
    "counted": "#dcebf5",
    "skipped": "#f1eeea",
    "paused": "#fff0c9",
    "moved": "#fde7d6",
    "discarded": "#ffffff",
}
SIGNS: dict[Verdict, str] = {
    "start": "起",
    "counted": "",
    "skipped": "休",
    "paused": "停",
    "moved": "顺",
    "discarded": "废",
}
INK, SOFT, FAINT, EDGE, DUE = "#1d1a18", "#5a544f", "#766e66", "#d8d1c8", "#9b1c1c"


class Picture(str):
    """SVG text that templates take as it is: everything in it was escaped when it was drawn."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


@dataclass(frozen=True)
class _Sheet:
    """A month to draw: where, and what is known of its days."""

    year: int
    month: int
    left: int
    top: int


def draw(deadline: "Deadline") -> Picture:
    """The months a term touches, two abreast, with title, description and a legend of what occurs."""
    entries = {entry.day: entry for entry in deadline.days}
    first = min(entries)
    last = max(*entries, deadline.due_on or first)
    sheets = list(_sheets(first, last))
    used = [verdict for verdict in VERDICTS if any(entry.verdict == verdict for entry in deadline.days)]
    height = sheets[-1].top + HEAD + 6 * ROW + GAP
    root = _root(deadline, WIDTH * min(ABREAST, len(sheets)) + GAP * (min(ABREAST, len(sheets)) - 1), height + 22)
    for sheet in sheets:
        _month(root, sheet, entries, deadline.due_on)
    months_between = (last.year - first.year) * 12 + last.month - first.month + 1
    _legend(root, used, height + 6, "中间的月份没有画出" if months_between > len(sheets) else "")
    return Picture(tostring(root, encoding="unicode"))


def _root(deadline: "Deadline", width: int, height: int) -> Element:
    text = deadline.as_text(short=True)
    key = sha256(text.encode()).hexdigest()[:8]
    facts = {"xmlns": "http://www.w3.org/2000/svg", "class": "deadline-picture", "role": "img"}
    size = {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height)}
    root = Element("svg", facts | size | {"aria-labelledby": f"title-{key} desc-{key}", "font-family": "sans-serif"})
    SubElement(root, "title", {"id": f"title-{key}"}).text = "期限日历"
    SubElement(root, "desc", {"id": f"desc-{key}"}).text = text
    return root


def _sheets(first: date, last: date) -> Iterator[_Sheet]:
    numbers = list(range(first.year * 12 + first.month - 1, last.year * 12 + last.month))
    if len(numbers) > MOST_MONTHS:
        numbers = numbers[: MOST_MONTHS // 2] + numbers[-MOST_MONTHS // 2 :]
    for place, number in enumerate(numbers):
        row, column = divmod(place, ABREAST)
        year, month = divmod(number, 12)
        yield _Sheet(year, month + 1, column * (WIDTH + GAP), row * (HEAD + 6 * ROW + GAP))


def _month(root: Element, sheet: _Sheet, entries: dict[date, DayEntry], due: date | None) -> None:
    group = SubElement(root, "g", {"transform": f"translate({sheet.left} {sheet.top})"})
    heading = _write(group, (WIDTH / 2, 17), f"{sheet.year}年{sheet.month}月", 15)
    heading.set("font-weight", "bold")
    for place, name in enumerate(WEEKDAYS):
        _write(group, (place * CELL + CELL / 2, 38), name, 12, SOFT)
    first = date(sheet.year, sheet.month, 1)
    row = 0
    for day in _days_of(first):
        _day(group, (day.weekday() * CELL, HEAD + row * ROW), day, entries.get(day), day == due)
        row += day.weekday() == 6


def _days_of(first: date) -> Iterator[date]:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    yield first
    yield from (day for day in days_between(first, following) if day != following)


def _day(group: Element, place: tuple[int, int], day: date, entry: DayEntry | None, is_due: bool) -> None:
    left, top = place
    verdict = entry.verdict if entry else None
    if entry and verdict:
        edge = {"stroke": DUE, "stroke-width": "2.5"} if is_due else {"stroke": EDGE, "stroke-width": "1"}
        box = {"x": str(left + 2), "y": str(top + 1), "width": str(CELL - 4), "height": str(ROW - 3), "rx": "4"}
        cell = SubElement(group, "rect", {"class": f"day day--{verdict}", "fill": FILLS[verdict]} | box | edge)
        SubElement(cell, "title").text = _said(entry, is_due)
    _write(group, (left + CELL / 2, top + 15), str(day.day), 13, INK if entry else FAINT)
    if entry:
        sign = str(entry.number) if entry.number else SIGNS[entry.verdict]
        _write(group, (left + CELL / 2, top + 29), "止" + sign if is_due else sign, 11, DUE if is_due else SOFT)
    if verdict in ("paused", "discarded"):
        _strike(group, left, top)


def _strike(group: Element, left: int, top: int) -> None:
    line = {"x1": str(left + 5), "y1": str(top + ROW - 5), "x2": str(left + CELL - 5), "y2": str(top + 4)}
    SubElement(group, "line", line | {"stroke": "#b9a77a", "stroke-width": "1"})


def _legend(root: Element, used: Iterable[Verdict], top: int, remark: str) -> None:
    said = [f"{SIGNS[verdict] or '数字'}＝{VERDICTS[verdict]}" for verdict in used] + ["止＝届满"]
    said += [remark] if remark else []
    _write(root, (2, top + 10), "　".join(said), 12, SOFT).set("text-anchor", "start")


def _said(entry: DayEntry, is_due: bool) -> str:
    number = f"第{entry.number}日" if entry.number else VERDICTS[entry.verdict]
    reason = f"：{entry.reason}" if entry.reason else ""
    return f"{entry.day.isoformat()} {number}{reason}{'（届满）' if is_due else ''}"


def _write(parent: Element, place: tuple[float, float], text: str, size: int, ink: str = INK) -> Element:
    left, top = place
    facts = {"x": f"{left:g}", "y": f"{top:g}", "font-size": str(size), "fill": ink, "text-anchor": "middle"}
    written = SubElement(parent, "text", facts)
    written.text = text
    return written
