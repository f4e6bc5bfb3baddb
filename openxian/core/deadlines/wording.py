"""A term's derivation in Chinese sentences. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from openxian.core.deadlines.course import Halt, Run, words
from openxian.core.deadlines.days import DayEntry
from openxian.core.deadlines.terms import WORDS

if TYPE_CHECKING:
    from openxian.core.deadlines.deadline import Deadline

PROVISIONAL = "其中有的年份国务院办公厅还没有公布节假日安排，按周末和日期固定的法定节日暂算，公布后会重新计算。"


def in_short(deadline: "Deadline") -> str:
    """One sentence: the term, its start, what stopped it, and when it ends."""
    parts = [f"{_lengths(deadline.course.run)}，{words(deadline.course.run.start)}起算"]
    parts += [_halt_in_short(halt) for halt in deadline.course.run.halts]
    parts.append(_outcome(deadline))
    return "，".join(parts) + ("（暂定）" if deadline.is_provisional else "") + "。"


def in_full(deadline: "Deadline") -> str:
    """Line by line, as one would explain it to an applicant or a court."""
    return "\n".join(_lines(deadline))


def spans(entries: Iterable[DayEntry]) -> Iterator[tuple[date, date, str]]:
    """(first, last, reason) of neighbouring days that have the same reason."""
    numbered = enumerate(entries)
    for _, group in groupby(numbered, key=lambda pair: (pair[1].day - timedelta(pair[0]), pair[1].reason)):
        days = [entry for _, entry in group]
        yield days[0].day, days[-1].day, days[0].reason


def span(first: date, last: date) -> str:
    """``9月6日``, ``10月1日至8日``, ``9月29日至10月2日``."""
    begin = f"{first.month}月{first.day}日"
    if first == last:
        return begin
    return f"{begin}至{last.day}日" if first.month == last.month else f"{begin}至{last.month}月{last.day}日"


def _lines(deadline: "Deadline") -> Iterator[str]:
    for run in deadline.course.runs[:-1]:
        yield f"{words(run.start)}起算的{_lengths(run)}后来重新计算，已用的时间作废。"
    run = deadline.course.run
    yield from _opening(run)
    for halt in run.halts:
        yield from _halt(halt, deadline)
    for extension in run.extensions:
        yield _extension(extension)
    yield from _left_out(deadline)
    yield _outcome(deadline) + "。"
    if deadline.is_provisional:
        yield PROVISIONAL


def _opening(run: Run) -> Iterator[str]:
    yield f"期限：{run.term}{_by(run.term.basis)}。"
    begun = f"{run.began_by.reason}，重新计算{_by(run.began_by.basis)}，" if run.began_by else ""
    yield f"{words(run.start)}{begun and '：' + begun}起算，{'当时' if run.term.unit == 'hours' else '当日'}不计入。"


def _halt(halt: Halt, deadline: "Deadline") -> Iterator[str]:
    used = deadline.used_on(halt.pause.on)
    unit = WORDS[deadline.unit]
    yield f"{words(halt.pause.on)}暂停：{halt.pause.reason}{_by(halt.pause.basis)}；到这时已用{used}{unit}。"
    if halt.until:
        yield f"{words(halt.until)}恢复，{'接着' if deadline.unit == 'hours' else '次日起接着'}计算。"


def _extension(extension) -> str:
    reason = f"：{extension.reason}" if extension.reason else ""
    return f"{words(extension.on)}告知延长{extension.term}{_by(extension.term.basis)}{reason}；从原期限届满起算。"


def _left_out(deadline: "Deadline") -> Iterator[str]:
    """Rest days that were skipped, weekends that were worked, and where the end was moved from."""
    of_run = [entry for entry in deadline.days if entry.verdict != "discarded"]
    skipped = [entry for entry in of_run if entry.verdict == "skipped"]
    holidays = [entry for entry in skipped if not entry.reason.startswith("星期")]
    if skipped:
        named = "、".join(f"{span(first, last)}（{reason}）" for first, last, reason in spans(holidays))
        weekend = len(skipped) - len(holidays)
        rest = [f"周末{weekend}天"] if weekend else []
        yield "不计入：" + "；".join([*([named] if named else []), *rest]) + "。"
    worked = [entry for entry in of_run if entry.verdict == "counted" and entry.reason and deadline.unit != "hours"]
    if worked and deadline.unit == "working_days":
        yield "计入：" + "、".join(f"{span(first, last)}（{reason}）" for first, last, reason in spans(worked)) + "。"
    moved = [entry for entry in of_run if entry.verdict == "moved"]
    if moved:
        yield f"末日遇休息日，顺延到{words(moved[-1].day)}{_by(moved[-1].basis)}。"


def _outcome(deadline: "Deadline") -> str:
    ended, due = deadline.course.ended, deadline.due
    if due is None:
        unit = WORDS[deadline.unit]
        return f"现在暂停，已用{deadline.used}{unit}，还剩{deadline.left(deadline.latest)}{unit}"
    at = "" if deadline.unit == "hours" else "24时"
    return f"{words(due)}{at}届满" + (f"，{words(ended.on)}已办结（{ended.reason}）" if ended else "")


def _halt_in_short(halt: Halt) -> str:
    if halt.until is None:
        return f"{words(halt.pause.on)}起暂停（{halt.pause.reason}）"
    first = halt.pause.on if halt.pause.on == halt.until else halt.pause.on + timedelta(1)
    return f"{span(first, halt.until)}暂停（{halt.pause.reason}）"


def _lengths(run: Run) -> str:
    return str(run.term) + "".join(f"（延长{extension.term}）" for extension in run.extensions)


def _by(basis: str) -> str:
    return f"（{basis}）" if basis else ""
