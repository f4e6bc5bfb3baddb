"""Whether a table is a sound procedure; each complaint is a sentence for whoever wrote the table."""

from collections.abc import Iterator

from openxian.core.workflow import rules
from openxian.core.workflow.table import Workflow


def complaints(table: Workflow) -> list[str]:
    """What is wrong with a table; empty when it is sound."""
    return [*_rows(table), *_ways(table), *_asking(table), *_joining(table)]


def reachable(table: Workflow, *starts: str) -> set[str]:
    """The states a case can come to from ``starts``."""
    found, open_ends = set(starts), list(starts)
    while open_ends:
        state = open_ends.pop()
        new = {step.leads_to(state) for step in table.available(state)} - found
        found |= new
        open_ends += new
    return found


def _rows(table: Workflow) -> Iterator[str]:
    for step in table:
        for name, value in (("label", step.label), ("sources", step.sources), ("who", step.who), ("basis", step.basis)):
            if not value:
                yield f"步骤 {step.name} 没有写 {name}。"
        if step.outcome == "returned" and step.reason != "required":
            yield f"步骤 {step.name} 是退回，必须写明理由。"
    for state in sorted(table.states - table.labels.keys()):
        yield f"状态 {state} 没有中文名称。"
    for who in sorted({step.who for step in table} - table.roles.keys()):
        yield f"角色 {who} 没有中文名称。"


def _ways(table: Workflow) -> Iterator[str]:
    """Every state can be reached, every state but the ends can be left, and from everywhere a case can come to rest."""
    if not table.start:
        yield "没有写从哪个状态开始。"
        return
    for state in sorted(table.states - reachable(table, *table.start)):
        yield f"状态 {state} 永远走不到。"
    for state in sorted(table.states):
        leaving = [step.name for step in table.available(state) if step.leads_to(state) != state]
        if state in table.ends and table.available(state):
            yield f"状态 {state} 是终点，却还有步骤 {table.available(state)[0].name}。"
        if state not in table.ends and not leaving:
            yield f"状态 {state} 走不出去，又不是终点。"
        if not reachable(table, state) & {*table.ends, *table.rest}:
            yield f"从状态 {state} 到不了任何终点。"


def _asking(table: Workflow) -> Iterator[str]:
    """In every state somebody is asked or waited for, unless it is one of rest or an end."""
    for state in sorted(table.states - {*table.ends, *table.rest}):
        if not rules.asked(table, state):
            yield f"状态 {state} 没有人要办什么，会停在那里。"
        elif not any(step.leads_to(state) != state for step in rules.asked(table, state)):
            yield f"状态 {state} 的承办人没有办法让它往下走。"


def _joining(table: Workflow) -> Iterator[str]:
    """Everybody who takes a joint step stands in the same place: one role, one way on, no facts of the case."""
    for state in sorted(table.states):
        joint = [step for step in rules.asked(table, state) if step.join == "all"]
        if joint and len({step.target for step in joint}) > 1:
            yield f"状态 {state} 的会办步骤通向不同的状态。"
        if joint and len(rules.roles_asked(table, state)) > 1:
            yield f"状态 {state} 既要会办，又要别的角色办理。"
    for step in table:
        if step.join == "all" and (step.aside or not step.target or step.fields or step.who in table.outside):
            yield f"步骤 {step.name} 要大家都办，不能是旁支、原地不动、填写字段或由外部办理。"
