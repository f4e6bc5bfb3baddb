"""A term: so many days, months or hours, by an article of law."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

from openxian.core.errors import Refused

Unit = Literal["working_days", "calendar_days", "months", "years", "hours"]

WORDS: dict[Unit, str] = {
    "working_days": "个工作日",
    "calendar_days": "日",
    "months": "个月",
    "years": "年",
    "hours": "小时",
}
LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Term:
    """``amount`` of ``unit`` by ``basis`` (the article as people cite it: ``《政府信息公开条例》第三十三条第二款``).

    Where the law leaves the length to the office within bounds, ``at_least`` and ``at_most`` (same unit) hold them.
    """

    amount: int
    unit: Unit
    basis: str
    at_least: int | None = None
    at_most: int | None = None

    def __post_init__(self) -> None:
        if self.unit not in get_args(Unit):
            raise ValueError(f"unknown unit of a term: {self.unit}")
        if not 1 <= self.amount <= LONGEST:
            raise Refused(f"期限要在1到{LONGEST}之间。", field="amount")
        if self.at_least is not None and self.amount < self.at_least:
            raise Refused(f"期限不能少于{self.at_least}{WORDS[self.unit]}（{self.basis}）。", field="amount")
        if self.at_most is not None and self.amount > self.at_most:
            raise Refused(f"期限不能超过{self.at_most}{WORDS[self.unit]}（{self.basis}）。", field="amount")

    def __str__(self) -> str:
        return f"{self.amount}{WORDS[self.unit]}"

    def as_json(self) -> dict[str, Any]:
        """Plain values, for a JSON field; bounds only when there are any."""
        bounds = {"at_least": self.at_least, "at_most": self.at_most}
        told = {name: bound for name, bound in bounds.items() if bound is not None}
        return {"amount": self.amount, "unit": self.unit, "basis": self.basis} | told
