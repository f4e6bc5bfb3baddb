"""One measured line, as every benchmark returns it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """``ours`` beside ``peer``, both in ``unit``, measured in the same run on the same machine.

    Give ``at_least`` when more is better, ``at_most`` when less is better; neither means the line has
    no goal and is shown for the record.
    """

    what: str
    ours: float
    unit: str
    peer_name: str = ""
    peer: float | None = None
    at_least: float | None = None
    at_most: float | None = None

    @property
    def ratio(self) -> float | None:
        """``ours`` divided by ``peer``: plain arithmetic, whichever direction is the better one."""
        return round(self.ours / self.peer, 3) if self.peer else None

    @property
    def goal(self) -> str:
        """The goal as people read it, empty when there is none."""
        if self.at_least is not None:
            return f"≥ {self.at_least:g} {self.unit}"
        return f"≤ {self.at_most:g} {self.unit}" if self.at_most is not None else ""

    @property
    def ok(self) -> bool:
        """The goal is met; a line without a goal is always well."""
        enough = self.at_least is None or self.ours >= self.at_least
        return enough and (self.at_most is None or self.ours <= self.at_most)

    def as_dict(self) -> dict[str, Any]:
        """The keys of ``bench/results/<name>.json``."""
        names = ("what", "ours", "unit", "peer_name", "peer", "ratio", "goal", "ok")
        return {name: getattr(self, name) for name in names}
