"""What changed from one version of a route to another, in sentences."""

from collections.abc import Callable, Iterator, Mapping

from openxian.routes.rules.conditions import Condition, Field
from openxian.routes.rules.definition import END, Definition, Stage, Step
from openxian.routes.rules.wording import condition_text, conditions_text, limit_text

_JOINS = {"all": "全部同意", "any": "一人同意即可"}


def changes(old: Definition, new: Definition, known: Mapping[str, Field], name_of: Callable[[str], str]) -> list[str]:
    """Sentences, in the order of the new version; none when nothing changed. ``name_of`` names a holder's key."""
    before, after = _labels(old), _labels(new)
    said = [f"删去环节“{before[key]}”。" for key in before if key not in after]
    for step in new.steps():
        if step.key not in before:
            said.append(f"新增环节“{step.label}”，承办：{_holders(step, name_of)}。")
        else:
            said += _of_step(old.step(step.key), step, known, name_of)
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        said.append(f"顺序改为：{'、'.join(after.values())}。")
    for stage in new.stages:
        said += _of_stage(old, new, stage, known)
    return said


def _labels(definition: Definition) -> dict[str, str]:
    return {step.key: step.label for step in definition.steps()}


def _holders(step: Step, name_of: Callable[[str], str]) -> str:
    return "、".join(name_of(holder.key) for holder in step.holders) or "（未定）"


def _of_step(old: Step, new: Step, known: Mapping[str, Field], name_of: Callable[[str], str]) -> Iterator[str]:
    pairs = (
        ("名称", old.label, new.label),
        ("承办", _holders(old, name_of), _holders(new, name_of)),
        ("办结方式", _JOINS[old.join], _JOINS[new.join]),
        ("时限", limit_text(old.limit), limit_text(new.limit)),
        ("条件", _when(old, known), _when(new, known)),
    )
    return (f"“{new.label}”的{what}由“{was}”改为“{now}”。" for what, was, now in pairs if was != now)


def _when(step: Step, known: Mapping[str, Field]) -> str:
    return conditions_text(step.when, step.when_join, known) or "无条件"


def _of_stage(old: Definition, new: Definition, stage: Stage, known: Mapping[str, Field]) -> Iterator[str]:
    was = next((each for each in old.stages if each.key == stage.key), None)
    labels = "、".join(f"“{step.label}”" for step in stage.steps)
    if was is not None and was.join != stage.join and len(stage.steps) > 1:
        yield f"{labels}的汇合方式由“{_JOINS[was.join]}”改为“{_JOINS[stage.join]}”。"
    if was is not None and len(was.steps) == 1 and len(stage.steps) > 1:
        yield f"{labels}改为同时办理。"
    before, now = (_branches(old, was, known) if was else ""), _branches(new, stage, known)
    if before != now:
        yield f"{labels}之后的去处由“{before or '下一环节'}”改为“{now or '下一环节'}”。"


def _branches(definition: Definition, stage: Stage, known: Mapping[str, Field]) -> str:
    return "；".join(
        f"{branch_text(each.condition, known)}→{target_label(definition, each.target)}" for each in stage.branches
    )


def branch_text(condition: Condition | None, known: Mapping[str, Field]) -> str:
    """When a branch is taken."""
    return condition_text(condition, known) if condition else "其余情况"


def target_label(definition: Definition, target: str) -> str:
    """What a branch's target is called: the steps of the stage, or 结束."""
    if target == END:
        return "结束"
    stage = next((each for each in definition.stages if each.key == target), None)
    return "、".join(step.label for step in stage.steps) if stage else "（已删去）"
