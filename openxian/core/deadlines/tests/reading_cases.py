"""The tables of worked cases, read as a lawyer reads them: one line, one case.

``经过`` is a list such as ``2025-09-10 暂停；2025-09-24 恢复；2025-10-10 延长20个工作日 合计不超过20``.
``how`` says where the answer comes from: ``source`` (stands in the source itself), ``hand`` (counted on paper from
the table of holidays), ``walked`` (by the walker in ``walking.py``, which shares no code with the product).
"""

import csv
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from openxian.core.deadlines import Deadline, End, Event, Extend, Pause, Restart, Resume, Term
from openxian.core.deadlines.terms import WORDS

CASES = Path(__file__).with_name("cases")
BASIS = "《某法》第一条"
UNITS = {word: unit for unit, word in WORDS.items()}


@dataclass(frozen=True)
class Case:
    """One line of a table."""

    file: str
    what: str
    start: str
    term: str
    events: str
    expected: str
    how: str

    def __str__(self) -> str:
        return f"{self.what} {self.start} {self.term} {self.events}".strip()

    def deadline(self, calendar) -> Deadline:
        events = tuple(event(text) for text in self.events.split("；") if text)
        return Deadline(moment(self.start), term(self.term), calendar, events)


def cases() -> list[Case]:
    """Every case of every table."""
    found = []
    for path in sorted(CASES.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += [Case(path.stem, **row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return found


def term(text: str) -> Term:
    amount, unit = re.fullmatch(r"(\d+)(\D+)", text).groups()
    return Term(int(amount), UNITS[unit], BASIS)


def moment(text: str) -> date:
    return (
        datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))
        if "T" in text
        else date.fromisoformat(text)
    )


def event(text: str) -> Event:
    when, what, *more = text.split(" ")
    on = moment(when)
    if what.startswith("延长"):
        at_most = int(more[0].removeprefix("合计不超过")) if more else None
        return Extend(on, term(what.removeprefix("延长")), at_most=at_most)
    if what.startswith("重新计算"):
        other = what.removeprefix("重新计算")
        return Restart(on, "收到补正", BASIS, term(other) if other else None)
    plain = {"暂停": Pause(on, "征求意见", BASIS), "恢复": Resume(on), "办结": End(on, "已答复")}
    return plain[what]
