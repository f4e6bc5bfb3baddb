"""Changing a draft: each change takes a route and gives a new one; a key is never given twice."""

from collections.abc import Callable

from openxian.routes.rules.definition import Definition, Stage, Step

Change = Callable[[Definition], Definition]


def add_step(label: str) -> Change:
    """One more step at the end."""

    def change(definition: Definition) -> Definition:
        number = definition.serial + 1
        stage = Stage(key=f"p{number}", steps=(Step(key=f"s{number}", label=label),))
        return _with(definition, (*definition.stages, stage), serial=number)

    return change


def add_beside(stage: str, label: str) -> Change:
    """One more step beside those of a stage."""

    def change(definition: Definition) -> Definition:
        number = definition.serial + 1
        old = definition.stage(stage)
        new = old.model_copy(update={"steps": (*old.steps, Step(key=f"s{number}", label=label))})
        return _with(definition, _swapped(definition, new), serial=number)

    return change


def move_stage(stage: str, by: int) -> Change:
    """A stage earlier (``by`` < 0) or later, as far as there is room."""

    def change(definition: Definition) -> Definition:
        stages = list(definition.stages)
        here = definition.place(stage)
        moved = stages.pop(here)
        stages.insert(max(0, min(here + by, len(stages))), moved)
        return _with(definition, tuple(stages))

    return change


def remove_step(step: str) -> Change:
    """Without a step; a stage goes with its last step, and so do the branches that led to it."""

    def change(definition: Definition) -> Definition:
        old = definition.stage_of(step)
        left = tuple(each for each in old.steps if each.key != step)
        if left:
            return _with(definition, _swapped(definition, old.model_copy(update={"steps": left})))
        stages = tuple(_without_way(each, old.key) for each in definition.stages if each.key != old.key)
        return _with(definition, stages)

    return change


def replace_step(new: Step) -> Change:
    """A step as it now reads; its key says which."""

    def change(definition: Definition) -> Definition:
        stage = definition.stage_of(new.key)
        steps = tuple(new if each.key == new.key else each for each in stage.steps)
        return _with(definition, _swapped(definition, stage.model_copy(update={"steps": steps})))

    return change


def replace_ways(stage: str, *, join: str, branches: tuple) -> Change:
    """How the steps of a stage come together and where it goes on."""

    def change(definition: Definition) -> Definition:
        new = definition.stage(stage).model_copy(update={"join": join, "branches": branches})
        return _with(definition, _swapped(definition, new))

    return change


def _swapped(definition: Definition, new: Stage) -> tuple[Stage, ...]:
    return tuple(new if stage.key == new.key else stage for stage in definition.stages)


def _without_way(stage: Stage, target: str) -> Stage:
    return stage.model_copy(update={"branches": tuple(each for each in stage.branches if each.target != target)})


def _with(definition: Definition, stages: tuple[Stage, ...], serial: int | None = None) -> Definition:
    """A whole definition, validated again."""
    return Definition(stages=stages, serial=definition.serial if serial is None else serial)
