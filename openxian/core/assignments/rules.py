"""What holds for every assignment, on plain values: who may act, when a round is over, why it is where it is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

PERSON = "person:"


class Part(Protocol):
    """What the rules need to know of one holder's part; a row of the table is one, and so is a test's own value."""

    @property
    def holder(self) -> str: ...

    @property
    def taken_by_id(self) -> int | None: ...

    @property
    def is_open(self) -> bool: ...


def may_act(part: Part, keys: Collection[str]) -> bool:
    """Whoever stands behind the holder may act, unless somebody else has taken the part."""
    free = part.taken_by_id is None or f"{PERSON}{part.taken_by_id}" in keys
    return part.is_open and part.holder in keys and free


def may_free(part: Part, keys: Collection[str]) -> Literal["own", "colleague", "no"]:
    """Give a taken part back: its taker freely, another of the same pool with a reason, nobody else."""
    if not part.is_open or part.taken_by_id is None:
        return "no"
    if f"{PERSON}{part.taken_by_id}" in keys:
        return "own"
    return "colleague" if part.holder in keys else "no"


def ends_round(join: str, outcome: str, others_open: int) -> bool:
    """A round is over when one part suffices, when one sends it back, or when no other part is open."""
    return join == "any" or outcome != "done" or others_open == 0


@dataclass(frozen=True)
class Explanation:
    """Why an assignment is where it is: who has it, since when, what is expected, who may move it.

    Days are calendar days; ``days_left`` is negative when the day has passed and ``None`` without a limit.
    """

    holder: str
    taken_by: str
    since: date
    sender: str
    days_here: int
    basis: str
    due_on: date | None
    days_left: int | None
    expects: str
    movers: tuple[str, ...]
    closed: str = ""

    def as_text(self) -> str:
        """One line of Chinese."""
        if self.closed:
            return self.closed
        return "；".join(part for part in (self._who(), self._since(), self._limit(), self._movers()) if part) + "。"

    def _who(self) -> str:
        return f"由{self.holder}承办" + (f"（{self.taken_by}已签收）" if self.taken_by else "")

    def _since(self) -> str:
        lasting = f"已{self.days_here}天" if self.days_here else "今天到达"
        return f"{_day(self.since)}由{self.sender}送来，{lasting}"

    def _limit(self) -> str:
        if self.due_on is None or self.days_left is None:
            return self.expects.rstrip("。")
        rule = f"按{self.basis}" if self.basis else ""
        return f"{rule}应在{_day(self.due_on)}前办完，{_left(self.days_left)}"

    def _movers(self) -> str:
        return f"可由{self.taken_by or _names(self.movers) or self.holder}办理"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _left(days: int) -> str:
    if days < 0:
        return f"已超{-days}天"
    return f"还有{days}天" if days else "今天到期"


def _names(names: Iterable[str]) -> str:
    names = list(names)
    return "、".join(names[:3]) + (f"等{len(names)}人" if len(names) > 3 else "")
