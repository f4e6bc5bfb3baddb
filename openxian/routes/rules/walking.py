"""Where a run stands and where it goes next."""

from collections.abc import Mapping
from typing import Any

from openxian.routes.rules.conditions import holds
from openxian.routes.rules.definition import Branch, Definition, Stage, Step, Value
from openxian.routes.rules.wording import conditions_text


class Position(Value):
    """Where a run stands: its stage, which of its steps are open and have passed, and the stages entered so far."""

    stage: str
    open: tuple[str, ...]
    passed: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()


class Skipped(Value):
    """A step that was passed over, and why (one sentence)."""

    step: str
    reason: str


class Move(Value):
    """What follows from a decision: the new position (``None``: the run has ended), the steps that open now,
    those that nobody needs to do any more, and those that were passed over."""

    position: Position | None
    opens: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def is_needed(step: Step, fields: Mapping[str, Any]) -> bool:
    """Whether the fields of the case ask for a step."""
    if not step.when:
        return True
    met = (holds(condition, fields) for condition in step.when)
    return all(met) if step.when_join == "all" else any(met)


def way_out(stage: Stage, fields: Mapping[str, Any]) -> Branch | None:
    """The branch a stage is left by: the first whose condition holds; ``None`` for the next stage in order."""
    return next((each for each in stage.branches if each.condition is None or holds(each.condition, fields)), None)


def begin(definition: Definition, fields: Mapping[str, Any]) -> Move:
    """The first stage that has something to do."""
    return _enter(definition, 0, fields, trail=())


def next_steps(definition: Definition, position: Position, step: str, fields: Mapping[str, Any]) -> Move:
    """What follows when ``step`` has passed; raises ``ValueError`` when it is not open."""
    if step not in position.open:
        raise ValueError(f"{step} is not open")
    stage = definition.stage(position.stage)
    others = tuple(each for each in position.open if each != step)
    if others and stage.join == "all":
        return Move(position=position.model_copy(update={"open": others, "passed": (*position.passed, step)}))
    onward = _enter(definition, _next_place(definition, stage, fields), fields, trail=position.trail)
    return onward.model_copy(update={"drops": others})


def following(definition: Definition, position: Position, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The steps that will open when the present stage is done."""
    stage = definition.stage(position.stage)
    return _enter(definition, _next_place(definition, stage, fields), fields, trail=()).opens


def send_back(definition: Definition, position: Position, target: str, fields: Mapping[str, Any]) -> Move:
    """Back to an earlier stage of this run, from which it goes forward again; raises ``ValueError`` for any other."""
    if target not in position.trail[:-1]:
        raise ValueError(f"{target} has not been passed in this run")
    before = position.trail[: position.trail.index(target)]
    again = _enter(definition, definition.place(target), fields, trail=before)
    return again.model_copy(update={"drops": position.open})


def _enter(definition: Definition, place: int, fields: Mapping[str, Any], *, trail: tuple[str, ...]) -> Move:
    """The stage at ``place``, or the first one after it that has something to do."""
    skipped: list[Skipped] = []
    while place < len(definition.stages):
        stage = definition.stages[place]
        needed = tuple(step.key for step in stage.steps if is_needed(step, fields))
        skipped += [_skipped(step) for step in stage.steps if step.key not in needed]
        if needed:
            position = Position(stage=stage.key, open=needed, trail=(*trail, stage.key))
            return Move(position=position, opens=needed, skipped=tuple(skipped))
        place = _next_place(definition, stage, fields)
    return Move(position=None, skipped=tuple(skipped))


def _next_place(definition: Definition, stage: Stage, fields: Mapping[str, Any]) -> int:
    here, branch = definition.place(stage.key), way_out(stage, fields)
    place = definition.place(branch.target) if branch else here + 1
    if place <= here:
        raise ValueError("a branch leads backward")
    return place


def _skipped(step: Step) -> Skipped:
    return Skipped(step=step.key, reason=f"只在{conditions_text(step.when, step.when_join)}时才办")
