"""Days and times in packages: what is read, what is refused; no framework here."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
EARLIEST = date(1949, 10, 1)
FURTHEST_YEARS = 60

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)


def read_day(text: object) -> date:
    """``2024-01-15`` and nothing else; raises ``ValueError`` with a Chinese sentence."""
    if not isinstance(text, str) or not DAY.fullmatch(text.strip()):
        raise ValueError("日期写成 2024-01-15 这样的形式")
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"没有“{text.strip()}”这一天，请核对年月日") from None


def read_moment(text: object) -> datetime:
    """An aware time: as given, in Beijing when no zone is given, at 00:00 in Beijing for a bare day.

    Raises ``ValueError`` with a Chinese sentence.
    """
    text = text.strip() if isinstance(text, str) else ""
    if DAY.fullmatch(text):
        day = read_day(text)
        return datetime(day.year, day.month, day.day, tzinfo=BEIJING)
    if not MOMENT.fullmatch(text):
        raise ValueError("时间写成 2024-01-15 08:30 或 2024-01-15T08:30:00+08:00 这样的形式")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"没有“{text}”这个时间，请核对年月日和时分秒") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def must_have_happened(moment: datetime, at: datetime) -> datetime:
    """A time of publication: not before the People's Republic, not after now."""
    if _day(moment) < EARLIEST:
        raise ValueError(f"早于 {EARLIEST:%Y-%m-%d}，请核对年份")
    if moment > at:
        raise ValueError("晚于现在；导入的是已经发布的内容，请核对年份，还没到时间的请在平台里定时发布")
    return moment


def must_be_past(day: date, at: datetime) -> date:
    """A day something was written on: not before the People's Republic, not after today."""
    if day < EARLIEST:
        raise ValueError(f"早于 {EARLIEST:%Y-%m-%d}，请核对年份")
    if day > _day(at):
        raise ValueError("晚于今天，请核对年份")
    return day


def must_be_plausible(day: date, at: datetime) -> date:
    """A day something starts or ends to apply: may lie ahead, but within a lifetime."""
    if day < EARLIEST:
        raise ValueError(f"早于 {EARLIEST:%Y-%m-%d}，请核对年份")
    if day.year > at.year + FURTHEST_YEARS:
        raise ValueError(f"晚于 {at.year + FURTHEST_YEARS} 年，请核对年份")
    return day


def _day(moment: datetime) -> date:
    """The day it is in Beijing; times at the very edge of the calendar stay where they are."""
    try:
        return moment.astimezone(BEIJING).date()
    except OverflowError:
        return moment.date()
