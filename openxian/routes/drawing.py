"""A route as a picture: one column of boxes that fits a phone, branches as lanes beside it. Pure: places, no markup.

Lengths are units of the picture; the template draws them, the page scales it by its width.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from openxian.routes.rules import (
    Condition,
    Definition,
    Field,
    Stage,
    Step,
    branch_text,
    conditions_text,
    limit_text,
    target_label,
)

LEFT, BOX, LANE, GAP = 8, 292, 18, 26
LINE, PADDING, FRAME, HEAD, PILL = 20, 10, 8, 22, 30
LINE_EM = 19.5  # characters of a line in a box, a Chinese one counting 1
JOINS = {"all": "同时办理，全部同意才往下走", "any": "同时办理，一项同意就往下走"}


@dataclass(frozen=True)
class Text:
    """A line of text; ``kind`` is its class (name, who, rule, reason)."""

    x: int
    y: int
    words: str
    kind: str


@dataclass(frozen=True)
class Box:
    """A step, or the frame around steps beside each other; ``mark`` says how it stands (skipped, done, now …)."""

    x: int
    y: int
    width: int
    height: int
    kind: str
    mark: str = ""

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True)
class Arrow:
    """A way: a line through points (the ``d`` of a path), and the three corners of its head."""

    line: str
    head: str
    kind: str = "next"


@dataclass
class Picture:
    """Everything to be drawn, and ``told``: the same in sentences for those who do not see it."""

    width: int = 0
    height: int = 0
    boxes: list[Box] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Mark:
    """How a step stands in a dry run or a run, and a word about it (people, reason)."""

    kind: str = ""
    word: str = ""


NO_MARKS: Mapping[str, Mark] = {}


class Drawing:
    """Lays a definition out from top to bottom."""

    def __init__(
        self,
        definition: Definition,
        *,
        name_of: Callable[[str], str],
        known: Mapping[str, Field],
        marks: Mapping[str, Mark] = NO_MARKS,
        start: str = "发起",
    ) -> None:
        self.definition, self.name_of, self.known, self.marks, self.start = definition, name_of, known, marks, start
        self.picture, self.y = Picture(), GAP // 2
        self.tops: dict[str, int] = {}
        self.exits: list[tuple[int, str]] = []

    def picture_of(self) -> Picture:
        """The whole picture."""
        self._pill(self.start)
        for stage in self.definition.stages:
            self._down()
            self._stage(stage)
        self._down()
        self.tops["end"] = self.y + PILL // 2
        self._pill("结束")
        self._lanes()
        self.picture.height = self.y + GAP // 2
        self.picture.width = LEFT + BOX + LANE * (len(self.exits) + 1)
        return self.picture

    def _pill(self, word: str) -> None:
        width = 88
        self.picture.boxes.append(Box(LEFT + (BOX - width) // 2, self.y, width, PILL, "pill"))
        self.picture.texts.append(Text(LEFT + BOX // 2, self.y + 20, word, "pill"))
        self.y += PILL

    def _down(self) -> None:
        middle, top, bottom = LEFT + BOX // 2, self.y, self.y + GAP
        self.picture.arrows.append(Arrow(f"M{middle} {top}V{bottom - 6}", _head(middle, bottom, down=True)))
        self.y = bottom

    def _stage(self, stage: Stage) -> None:
        top, several = self.y, len(stage.steps) > 1
        inset = FRAME if several else 0
        if several:
            self.picture.texts.append(Text(LEFT + BOX // 2, self.y + 17, JOINS[stage.join], "join"))
            self.picture.told.append(JOINS[stage.join])
            self.y += HEAD
        for number, step in enumerate(stage.steps):
            self.y += FRAME if several and number else 0
            self._step(step, inset)
        self.y += FRAME if several else 0
        if several:
            self.picture.boxes.insert(0, Box(LEFT, top, BOX, self.y - top, "frame"))
        self.tops[stage.key] = top + 16
        self._branches(stage)

    def _step(self, step: Step, inset: int) -> None:
        mark = self.marks.get(step.key, Mark())
        lines = [*self._lines(step), *([(mark.word, "reason")] if mark.word else [])]
        cut = [(part, kind) for words, kind in lines for part in wrapped(words, LINE_EM - inset / 8)]
        height = len(cut) * LINE + PADDING * 2 - 4
        self.picture.boxes.append(Box(LEFT + inset, self.y, BOX - 2 * inset, height, "step", mark.kind))
        for number, (words, kind) in enumerate(cut):
            self.picture.texts.append(Text(LEFT + inset + 12, self.y + PADDING + 13 + number * LINE, words, kind))
        self.picture.told.append("，".join(words for words, _ in lines))
        self.y += height

    def _lines(self, step: Step) -> Iterable[tuple[str, str]]:
        yield step.label, "name"
        who = "、".join(self.name_of(holder.key) for holder in step.holders) or "还没有定承办"
        if len(step.holders) > 1:
            who += "（都要同意）" if step.join == "all" else "（一人同意即可）"
        yield who, "who"
        if step.limit:
            yield f"时限 {limit_text(step.limit)}", "rule"
        if step.when:
            yield f"仅当 {conditions_text(step.when, step.when_join, self.known)}", "rule"

    def _branches(self, stage: Stage) -> None:
        for branch in stage.branches:
            said = f"{self._when(branch.condition)} → {target_label(self.definition, branch.target)}"
            self.y += 6
            self.exits.append((self.y + LINE // 2, branch.target))
            for words in wrapped(said, LINE_EM - 1):
                self.picture.texts.append(Text(LEFT + 12, self.y + 15, words, "branch"))
                self.y += LINE
            self.picture.told.append(said)

    def _when(self, condition: Condition | None) -> str:
        return branch_text(condition, self.known)

    def _lanes(self) -> None:
        edge = LEFT + BOX
        for number, (y, target) in enumerate(self.exits):
            there, lane = self.tops.get(target), edge + LANE * (number + 1)
            if there is None:
                continue
            end = LEFT + (BOX + 88) // 2 if target == "end" else edge
            line = f"M{edge - 6} {y}H{lane}V{there}H{end + 6}"
            self.picture.arrows.append(Arrow(line, _head(end, there, down=False), "branch"))


def _head(x: int, y: int, *, down: bool) -> str:
    """The corners of an arrow's head whose point is at ``x``, ``y``."""
    return f"{x},{y} {x - 5},{y - 8} {x + 5},{y - 8}" if down else f"{x},{y} {x + 8},{y - 5} {x + 8},{y + 5}"


def wrapped(words: str, most: float) -> list[str]:
    """Text in lines of at most ``most`` Chinese characters; other signs count a little more than half."""
    lines, line, length = [], "", 0.0
    for sign in words:
        wide = 1.0 if ord(sign) > 0x2E7F else 0.56
        if length + wide > most and line:
            lines.append(line)
            line, length = "", 0.0
        line, length = line + sign, length + wide
    return [*lines, line] if line else lines
