"""What is wrong with a route; only one without complaints that block can be published."""

from collections import Counter
from collections.abc import Iterator, Mapping

from openxian.routes.rules.conditions import Condition, Field, operators_for, typed
from openxian.routes.rules.definition import END, Definition, Limit, Stage, Step, Value
from openxian.routes.rules.wording import condition_text

LONGEST_LABEL = 40  # what a to-do can show
MOST_STEPS = 40
LONGEST = {"working_days": 250, "hours": 720}  # a working year; thirty days


class Complaint(Value):
    """``where`` is the key of the stage or step it is about (empty: the whole route)."""

    where: str
    sentence: str
    blocks: bool = True


def complaints(definition: Definition, known: Mapping[str, Field]) -> list[Complaint]:
    """Everything that is wrong with a route for cases with the ``known`` fields."""
    if not definition.stages:
        return [Complaint(where="", sentence="还没有环节，请先加一个。")]
    found = [*_of_whole(definition)]
    for stage in definition.stages:
        found += _of_stage(definition, stage, known)
        for step in stage.steps:
            found += _of_step(step, known)
    return found


def _of_whole(definition: Definition) -> Iterator[Complaint]:
    steps = list(definition.steps())
    if len(steps) > MOST_STEPS:
        yield Complaint(where="", sentence=f"环节太多（{len(steps)} 个），一条路线最多 {MOST_STEPS} 个。")
    for label, count in Counter(step.label for step in steps).items():
        if label and count > 1:
            yield Complaint(where="", sentence=f"有 {count} 个环节都叫“{label}”，请改成不同的名称。")
    for key in unreachable(definition):
        labels = "、".join(step.label for step in definition.stage(key).steps)
        yield Complaint(where=key, sentence=f"没有一条路通到“{labels}”，请改前面的分支或删去它。")
    if may_end_without_anybody(definition):
        sentence = "所有环节都带条件：条件都不满足的事项会被拒绝发起。建议留一个不带条件的环节。"
        yield Complaint(where="", sentence=sentence, blocks=False)


def unreachable(definition: Definition) -> list[str]:
    """Stages no way leads to, conditions left aside."""
    reached = {definition.stages[0].key} if definition.stages else set()
    for stage in definition.stages:
        if stage.key in reached:
            reached |= set(ways(definition, stage))
    return [stage.key for stage in definition.stages if stage.key not in reached]


def ways(definition: Definition, stage: Stage) -> list[str]:
    """Where a stage can go on: its branches, and the next stage unless a branch takes every case."""
    targets = [branch.target for branch in stage.branches]
    if any(branch.condition is None for branch in stage.branches):
        return targets
    following = definition.place(stage.key) + 1
    return [*targets, definition.stages[following].key if following < len(definition.stages) else END]


def may_end_without_anybody(definition: Definition) -> bool:
    """Whether some way from start to end has no step that is always needed."""
    open_ways = {definition.stages[0].key}
    for stage in definition.stages:
        if stage.key in open_ways and all(step.when for step in stage.steps):
            open_ways |= set(ways(definition, stage))
    return END in open_ways


def _of_stage(definition: Definition, stage: Stage, known: Mapping[str, Field]) -> Iterator[Complaint]:
    here = definition.place(stage.key)
    if not stage.steps:
        yield Complaint(where=stage.key, sentence="有一组环节是空的，请删去它。")
    for number, branch in enumerate(stage.branches):
        if not _exists(definition, branch.target) or definition.place(branch.target) <= here:
            yield Complaint(where=stage.key, sentence="分支只能通到后面的环节或结束，请重新选去处。")
        if branch.condition is None and number < len(stage.branches) - 1:
            yield Complaint(where=stage.key, sentence="“其余情况”的分支要放在最后，它后面的分支永远走不到。")
        if branch.condition is not None:
            yield from _of_condition(stage.key, branch.condition, known)


def _exists(definition: Definition, key: str) -> bool:
    return key == END or any(stage.key == key for stage in definition.stages)


def _of_step(step: Step, known: Mapping[str, Field]) -> Iterator[Complaint]:
    name = f"“{step.label}”"
    if not step.label.strip():
        yield Complaint(where=step.key, sentence="有一个环节没有名称。")
    if len(step.label) > LONGEST_LABEL:
        yield Complaint(where=step.key, sentence=f"{name}的名称太长，最多 {LONGEST_LABEL} 个字。")
    if not step.holders:
        yield Complaint(where=step.key, sentence=f"{name}没有承办，请选一个职务、股室或人员。")
    if step.is_chosen and len(step.holders) > 1:
        yield Complaint(where=step.key, sentence=f"{name}已由上一环节选定承办，不能再列别的承办。")
    if len(set(step.holders)) < len(step.holders):
        yield Complaint(where=step.key, sentence=f"{name}把同一个承办列了两次。")
    if step.limit is not None:
        yield from _of_limit(step, step.limit)
    for condition in step.when:
        yield from _of_condition(step.key, condition, known)


def _of_limit(step: Step, limit: Limit) -> Iterator[Complaint]:
    if not 1 <= limit.amount <= LONGEST[limit.unit]:
        longest = LONGEST[limit.unit]
        unit = "工作日" if limit.unit == "working_days" else "小时"
        yield Complaint(where=step.key, sentence=f"“{step.label}”的时限应在 1 到 {longest} 个{unit}之间。")


def _of_condition(where: str, condition: Condition, known: Mapping[str, Field]) -> Iterator[Complaint]:
    sentence = condition_complaint(condition, known)
    if sentence:
        yield Complaint(where=where, sentence=sentence)


def condition_complaint(condition: Condition, known: Mapping[str, Field]) -> str:
    """What is wrong with a condition, or ``""``."""
    field = known.get(condition.field)
    if field is None or field.type != condition.type:
        return f"条件里的“{field.label if field else condition.field}”不是这类事项的字段，请重新选。"
    if condition.operator not in operators_for(condition.type):
        return f"条件“{condition_text(condition, known)}”的比较方式不适合这个字段。"
    if condition.operator in ("empty", "filled"):
        return ""
    one = condition.operator not in ("in", "not_in")
    if not condition.values or (one and len(condition.values) > 1):
        return f"条件里“{field.label}”要填{'一个' if one else '至少一个'}值。"
    return next((wrong for value in condition.values if (wrong := _value_complaint(field, value))), "")


def _value_complaint(field: Field, value: str) -> str:
    try:
        read = typed(field.type, value)
    except ValueError:
        read = None
    if read is None:
        shape = {"number": "数字", "date": "日期（如 2026-03-02）", "yes_no": "是或否"}.get(field.type, "文字")
        return f"条件里“{field.label}”的值“{value}”不对，应当是{shape}。"
    if field.type == "choice" and field.choices and value not in dict(field.choices):
        return f"条件里“{field.label}”没有“{value}”这一项，请从已有的里面选。"
    return ""
