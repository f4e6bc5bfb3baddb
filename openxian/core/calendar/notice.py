"""Reading the State Council's notice of a year: its text as published, or a file in the format of holiday-cn.

Pure. What cannot be understood is refused or listed as unread, never guessed: a wrong day would move deadlines.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, Field, ValidationError

from openxian.core.calendar.announced import paper
from openxian.core.calendar.working import FESTIVALS, WEEKDAYS, days_between
from openxian.core.errors import Refused

NAME = "|".join(FESTIVALS)
HEADING = re.compile(rf"(?:(?:{NAME})(?:、|和|与)?)+:")
YEAR = re.compile(r"(20\d\d)年(?:部分节假日|元旦)")
WHEN = r"(?:(?:(?P<y{0}>20\d\d)年)?(?P<m{0}>\d{{1,2}})月)?(?P<d{0}>\d{{1,2}})日(?:\((?P<w{0}>[^)]*)\))?"
REST = re.compile(rf"^{WHEN.format(1)}(?:(?:至|-|—){WHEN.format(2)})?放假(?:调休)?,?(?:共?(?P<count>\d+)天)?")
IN_LIEU = re.compile(rf"^,?{WHEN.format(1)}补休$")
WORK = re.compile(rf"^{WHEN.format(1)}")
MENTIONS_A_DAY = re.compile(r"\d日")
ADVICE = ("鼓励", "节假日期间")
SIGNED = "国务院办公厅"


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """One day a notice speaks of."""

    day: date
    is_working: bool
    name: str


@dataclass(frozen=True)
class Notice:
    """A notice understood: its year, its days in order, and the sentences with dates that give no rule."""

    year: int
    days: tuple[NoticeDay, ...]
    text: str
    unread: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return paper(self.year)

    @property
    def festivals(self) -> frozenset[str]:
        """The festivals it arranges."""
        return frozenset(name for one in self.days for name in one.name.split("、"))

    @property
    def is_whole(self) -> bool:
        """It arranges all seven festivals, so it is the year's arrangement and not a change of it."""
        return self.festivals >= set(FESTIVALS)

    @property
    def years_touched(self) -> frozenset[int]:
        """Its year, and the year before when New Year's rest begins in December."""
        return frozenset({self.year, *(one.day.year for one in self.days)})


class FileDay(BaseModel):
    """One day in a holiday-cn file."""

    name: str = Field(min_length=1, max_length=60)
    date: date
    isOffDay: bool  # noqa: N815 - the name the format gives it


class File(BaseModel):
    """A holiday-cn file: ``{year, days: [{name, date, isOffDay}]}``."""

    year: int = Field(ge=2004, le=2100)
    days: list[FileDay] = Field(min_length=1)


def read(text: str) -> Notice:
    """Understand a notice, whichever of the two forms it has; raises ``Refused``."""
    return read_file(text) if text.lstrip().startswith("{") else read_text(text)


def read_file(text: str) -> Notice:
    """Understand a holiday-cn file; raises ``Refused``."""
    try:
        file = File.model_validate(json.loads(text))
    except (json.JSONDecodeError, ValidationError) as error:
        raise Refused("这不是 holiday-cn 格式的文件：要有 year 和 days，每天有 name、date、isOffDay。") from error
    days = [NoticeDay(one.date, not one.isOffDay, one.name) for one in file.days]
    return _checked(Notice(file.year, tuple(days), text))


def read_text(text: str) -> Notice:
    """Understand the text of a notice (``元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。``)."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    found = YEAR.search(plain)
    if not found:
        raise Refused("没有找到“20××年部分节假日安排”几个字，请粘贴通知全文（连同标题）。")
    year, days, unread = int(found[1]), [], []
    for festival, sentence in _sentences(plain):
        read_here = list(_days(sentence, year, festival))
        days += read_here
        if not read_here and MENTIONS_A_DAY.search(sentence) and not sentence.startswith(SIGNED):
            unread.append(sentence)
    return _checked(Notice(year, tuple(days), text, tuple(unread)))


def _sentences(plain: str) -> Iterator[tuple[str, str]]:
    """(festival, sentence) of the text, from the first heading on."""
    headings = list(HEADING.finditer(plain))
    if not headings:
        raise Refused("没有找到“元旦：”“春节：”这样的条目，请粘贴通知全文。")
    ends = [*(heading.start() for heading in headings[1:]), len(plain)]
    for heading, end in zip(headings, ends, strict=True):
        festival = "、".join(re.findall(NAME, heading[0]))
        yield from ((festival, part) for part in re.split("[。;]", plain[heading.end() : end]) if part)


def _days(sentence: str, year: int, festival: str) -> Iterator[NoticeDay]:
    """The days one sentence arranges; none when it is advice or something else."""
    if sentence.startswith(ADVICE):
        return
    rest = REST.match(sentence)
    if rest:
        days = [*_span(rest, year, festival, sentence), *_in_lieu(sentence, rest.end(), year, festival)]
        yield from (NoticeDay(day, False, festival) for day in days)
    elif sentence.endswith("上班"):
        yield from (NoticeDay(day, True, festival) for day in _worked(sentence, year, festival))


def _span(rest: re.Match[str], year: int, festival: str, sentence: str) -> list[date]:
    first = _date(rest, 1, (year, None), festival, sentence)
    last = first
    if rest["d2"]:
        last = _date(rest, 2, (first.year, first.month), festival, sentence)
        last = last.replace(year=last.year + 1) if last < first else last
        _check_weekday(last, rest["w2"], sentence)
    _check_weekday(first, rest["w1"], sentence)
    span = [first, *days_between(first, last)]
    if rest["count"] and int(rest["count"]) != len(span):
        raise Refused(f"“{sentence}”写的是{rest['count']}天，从起止日期算是{len(span)}天，请核对。")
    return span


def _in_lieu(sentence: str, begin: int, year: int, festival: str) -> list[date]:
    """The day off in lieu (``4月5日放假，4月6日（星期一）补休``); another date there is a sentence gone wrong."""
    lieu = IN_LIEU.match(sentence[begin:])
    if lieu:
        day = _date(lieu, 1, (year, None), festival, sentence)
        _check_weekday(day, lieu["w1"], sentence)
        return [day]
    if MENTIONS_A_DAY.search(sentence, begin):
        raise Refused(f"“{sentence}”里的“{sentence[begin:]}”读不懂，请把放假和上班分成两句。")
    return []


def _worked(sentence: str, year: int, festival: str) -> Iterator[date]:
    month = None
    for part in sentence.removesuffix("上班").split("、"):
        named = WORK.match(part)
        if not named:
            raise Refused(f"“{sentence}”里的“{part}”读不出是哪一天，请核对。")
        day = _date(named, 1, (year, month), festival, sentence)
        _check_weekday(day, named["w1"], sentence)
        if day.weekday() < 5:
            raise Refused(f"“{sentence}”里的{day.isoformat()}不是周末，不会是调休上班，请核对。")
        month = day.month
        yield day


def _date(found: re.Match[str], place: int, default: tuple[int, int | None], festival: str, sentence: str) -> date:
    """A date as written; year and month come from what went before. December before a New Year is last year's."""
    year, month = default
    said = found[f"m{place}"]
    if said is None and month is None:
        raise Refused(f"“{sentence}”没有写月份，请核对。")
    month = int(said) if said else month
    if festival == "元旦" and month == 12 and place == 1 and not found[f"y{place}"]:
        year -= 1
    try:
        return date(int(found[f"y{place}"] or year), month or 0, int(found[f"d{place}"]))
    except ValueError as error:
        raise Refused(f"“{sentence}”里有不存在的日期，请核对。") from error


def _check_weekday(day: date, said: str | None, sentence: str) -> None:
    """The weekday in brackets guards against the wrong year and slips of the pen; other words there are left alone."""
    named = re.search(r"(?:周|星期|礼拜)([一二三四五六日天])", said or "")
    if named and WEEKDAYS.index(named[1].replace("天", "日")) != day.weekday():
        actual = WEEKDAYS[day.weekday()]
        raise Refused(f"“{sentence}”里{day.isoformat()}写的是星期{named[1]}，按日历是星期{actual}，请核对年份和日期。")


def _checked(notice: Notice) -> Notice:
    """What holds for every notice: some days, each once, near its year."""
    if not notice.days:
        raise Refused("没有读出任何一天放假或者上班，请粘贴通知全文。")
    _check_each_once(one.day for one in notice.days)
    for one in notice.days:
        if not date(notice.year - 1, 12, 1) <= one.day <= date(notice.year + 1, 1, 31):
            raise Refused(f"{one.day.isoformat()}不在{notice.year}年的安排里，请核对年份。")
    ordered = sorted(notice.days, key=lambda one: one.day)
    return Notice(notice.year, tuple(ordered), notice.text, notice.unread)


def _check_each_once(days: Iterable[date]) -> None:
    seen: set[date] = set()
    for day in days:
        if day in seen:
            raise Refused(f"{day.isoformat()}出现了两次，请核对。")
        seen.add(day)
