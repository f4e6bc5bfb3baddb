"""A route as a value: frozen, validated when it is read, kept as JSON in the row of its version."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from openxian.routes.rules.conditions import Condition

END = "end"
DRAFT = "draft"  # the step of a drafter whose case was sent back
Join = Literal["all", "any"]
HolderKind = Literal["post", "unit", "duty", "leaders", "person", "chief", "chosen"]


class Value(BaseModel):
    """Frozen, and strict about what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Holder(Value):
    """Who does a step: ``post:8``, ``unit:5``, ``duty:first_reviewer:3``, ``leaders:3``, ``person:12``.

    Two are found on the way: ``chief`` of the drafter's own unit, ``chosen`` by whoever has the step before.
    """

    kind: HolderKind
    rest: str = ""

    @classmethod
    def of(cls, key: str) -> "Holder":
        """The holder a key stands for; raises ``ValueError`` for a key of no known kind."""
        kind, _, rest = key.partition(":")
        return cls.model_validate({"kind": kind, "rest": rest})

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.rest}" if self.rest else self.kind

    @property
    def is_found_on_the_way(self) -> bool:
        return self.kind in ("chief", "chosen")


class Limit(Value):
    """How long a step may take."""

    amount: int
    unit: Literal["working_days", "hours"] = "working_days"


class Step(Value):
    """One part of a stage. ``when`` are the conditions under which it is needed (none: always)."""

    key: str = Field(pattern=r"^[a-z0-9_]{1,20}$")
    label: str
    holders: tuple[Holder, ...] = ()
    join: Join = "all"
    limit: Limit | None = None
    when: tuple[Condition, ...] = ()
    when_join: Join = "all"

    @property
    def is_chosen(self) -> bool:
        return any(holder.kind == "chosen" for holder in self.holders)


class Branch(Value):
    """Where a stage goes on when the condition holds (none: in every other case); ``target`` a stage or ``end``."""

    condition: Condition | None = None
    target: str


class Stage(Value):
    """Steps that run beside each other; ``join``: all of them have to pass, or any one."""

    key: str = Field(pattern=r"^[a-z0-9_]{1,20}$")
    steps: tuple[Step, ...]
    join: Join = "all"
    branches: tuple[Branch, ...] = ()


class Definition(Value):
    """A whole route; ``serial`` is the last number given to a key, so that none is given twice."""

    stages: tuple[Stage, ...] = ()
    serial: int = 0

    @model_validator(mode="after")
    def _keys_are_unique(self) -> "Definition":
        keys = [stage.key for stage in self.stages] + [step.key for step in self.steps()]
        if len(keys) != len(set(keys)) or {END, DRAFT} & set(keys):
            raise ValueError("环节编号重复")
        return self

    def steps(self) -> Iterator[Step]:
        """Every step, in order."""
        return (step for stage in self.stages for step in stage.steps)

    def stage(self, key: str) -> Stage:
        """The stage of this key; raises ``KeyError``."""
        return self.stages[self.place(key)]

    def step(self, key: str) -> Step:
        """The step of this key; raises ``KeyError``."""
        for step in self.steps():
            if step.key == key:
                return step
        raise KeyError(key)

    def stage_of(self, step: str) -> Stage:
        """The stage a step belongs to; raises ``KeyError``."""
        for stage in self.stages:
            if any(each.key == step for each in stage.steps):
                return stage
        raise KeyError(step)

    def place(self, key: str) -> int:
        """The place of a stage in the order, from 0; ``end`` comes after the last; raises ``KeyError``."""
        if key == END:
            return len(self.stages)
        for place, stage in enumerate(self.stages):
            if stage.key == key:
                return place
        raise KeyError(key)
