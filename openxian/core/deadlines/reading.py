"""What a page shows of a deadline on a day: a word, a tone and a sentence, never colour alone. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from openxian.core.deadlines.course import words
from openxian.core.deadlines.terms import WORDS

if TYPE_CHECKING:
    from openxian.core.deadlines.deadline import Deadline

SOON = 3
Look = Literal["running", "soon", "overdue", "paused", "ended"]
LABELS: dict[Look, str] = {
    "running": "计时中",
    "soon": "快到期",
    "overdue": "已超期",
    "paused": "已暂停",
    "ended": "已办结",
}


@dataclass(frozen=True)
class Reading:
    """A deadline as seen on a day (a moment, for hours)."""

    deadline: "Deadline"
    on: date

    @property
    def look(self) -> Look:
        """``soon``: three units or fewer are left."""
        if self.deadline.state == "ended":
            return "ended"
        if self.deadline.state == "paused":
            return "paused"
        if self.deadline.is_overdue(self.on):
            return "overdue"
        return "soon" if self.deadline.left(self.on) <= SOON else "running"

    @property
    def label(self) -> str:
        return LABELS[self.look]

    @property
    def tone(self) -> str:
        """The colour of its label: ``good``, ``warn``, ``stop`` or ``plain``."""
        return {"running": "good", "soon": "warn", "overdue": "stop"}.get(self.look, "plain")

    @property
    def sentence(self) -> str:
        """``还剩5个工作日``, ``今天到期``, ``已超期3个工作日``, ``按期办结`` …"""
        left, unit = self.deadline.left(self.on), WORDS[self.deadline.unit]
        if self.look == "ended":
            return f"超期{-left}{unit}办结" if self.deadline.is_overdue(self.on) else "按期办结"
        if self.look == "paused":
            return f"已用{self.deadline.used}{unit}，还剩{left}{unit}"
        if self.look == "overdue":
            return f"已超期{-left}{unit}" if left else "已超期"
        return f"还剩{left}{unit}" if left else "今天到期"

    @property
    def due(self) -> str:
        """``2026年3月2日（星期一）届满``; empty while paused."""
        return "" if self.deadline.due is None else f"{words(self.deadline.due)}届满"

    @property
    def lines(self) -> list[str]:
        """The derivation, line by line."""
        return self.deadline.as_text().split("\n")
