"""The way a case would take if everybody agreed."""

from collections.abc import Mapping
from typing import Any

from openxian.routes.rules.conditions import Field
from openxian.routes.rules.definition import Definition, Value
from openxian.routes.rules.walking import begin, is_needed, next_steps
from openxian.routes.rules.wording import NO_FIELDS, conditions_text


class Planned(Value):
    """A step in the plan of a case; ``reason`` says why it would be passed over (empty: it would be done)."""

    stage: str
    step: str
    reason: str = ""


def plan(
    definition: Definition, fields: Mapping[str, Any], known: Mapping[str, Field] = NO_FIELDS
) -> tuple[Planned, ...]:
    """Every step of a route in order, and whether a case with these fields comes to it."""
    visited = stages_visited(definition, fields)
    planned = []
    for stage in definition.stages:
        for step in stage.steps:
            reason = ""
            if not is_needed(step, fields):
                reason = f"条件不满足：只在{conditions_text(step.when, step.when_join, known)}时才办"
            elif stage.key not in visited:
                reason = "前面的分支绕过了这里"
            planned.append(Planned(stage=stage.key, step=step.key, reason=reason))
    return tuple(planned)


def stages_visited(definition: Definition, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The stages a case comes to when everybody agrees, in order."""
    move = begin(definition, fields)
    visited: tuple[str, ...] = ()
    while move.position is not None:
        visited = move.position.trail
        move = next_steps(definition, move.position, move.position.open[0], fields)
    return visited
