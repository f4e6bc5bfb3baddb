"""How the desk says things: how far a deadline is, how many there are, what time of day it is. Plain values."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

MOST_COUNTED = 100
SOON_DAYS = 3
Tone = Literal["none", "later", "soon", "today", "late"]


@dataclass(frozen=True)
class Due:
    """A deadline in words: ``tone`` gives it colour and shape, ``words`` say it without either."""

    tone: Tone
    words: str


def due_in_words(due_at: datetime | None, now: datetime) -> Due:
    """How a list says a deadline. Both in the office's own time zone."""
    if due_at is None:
        return Due("none", "无期限")
    days = (due_at.date() - now.date()).days
    if due_at < now:
        return Due("late", f"超期 {-days} 天" if days else f"今天 {due_at:%H:%M} 已超期")
    if days == 0:
        return Due("today", f"今天 {due_at:%H:%M} 到期")
    if days <= SOON_DAYS:
        return Due("soon", "明天到期" if days == 1 else f"还有 {days} 天")
    return Due("later", day_in_words(due_at.date(), now.date()) + "到期")


def day_in_words(day: date, today: date) -> str:
    """A day without what goes without saying: 今天, 昨天, the year only when it is another."""
    near = {0: "今天", -1: "昨天", 1: "明天"}.get((day - today).days)
    if near:
        return near
    return f"{day.month}月{day.day}日" if day.year == today.year else f"{day.year}年{day.month}月{day.day}日"


def moment_in_words(at: datetime, now: datetime) -> str:
    """A moment as a list says it: the hour only while it is near."""
    day = day_in_words(at.date(), now.date())
    return f"{day} {at:%H:%M}" if day in ("今天", "昨天", "明天") else day


def bounded(count: int) -> str:
    """A number beside a word: nothing for none, “99+” where more would only frighten."""
    if not count:
        return ""
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count)


def greeting(now: datetime) -> str:
    """What one says at this hour."""
    if now.hour < 5:
        return "夜深了"
    if now.hour < 11:
        return "早上好"
    if now.hour < 13:
        return "中午好"
    return "下午好" if now.hour < 18 else "晚上好"


def weeks_of(year: int, month: int) -> list[list[date]]:
    """The weeks a month's page shows, from Monday to Sunday, with the days of its neighbours."""
    return Calendar(firstweekday=0).monthdatescalendar(year, month)


def month_beside(year: int, month: int, step: int) -> tuple[int, int]:
    """The month ``step`` months away: (2026, 12) and 1 give (2027, 1)."""
    months = year * 12 + month - 1 + step
    return months // 12, months % 12 + 1
