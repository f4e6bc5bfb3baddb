"""From the table to buttons and permissions: what this person may do with this case now."""

from datetime import datetime
from functools import partial
from typing import Any

from django.utils.timezone import localdate

from openxian.core.assignments import holders
from openxian.core.assignments import rules as assignment_rules
from openxian.core.assignments.models import Assignment
from openxian.core.assignments.registry import Act
from openxian.core.deadlines import Deadline
from openxian.core.workflow import moving, rules
from openxian.core.workflow.case import Case
from openxian.core.workflow.procedures import procedure
from openxian.core.workflow.table import Step


def acts_for(case: Case, assignment: Assignment | None, person: Any, at: datetime) -> list[Act]:
    """The buttons a person has on a case, in the order of the table: steps asked of them and steps aside.

    With ``assignment`` only what may be done by that part, and the steps aside.
    """
    parts = moving.running(case)
    if assignment is not None:
        parts = [part for part in parts if part == assignment]
    keys = holders.keys_of(person, localdate(at))
    return [
        _act(step, case.kind(), case) for step in case.workflow.available(case.state) if _may(case, step, parts, keys)
    ]


def may_take(case: Case, step: str, person: Any, at: datetime) -> bool:
    """The permission ``app.step``: whether a person may take a step of the case now."""
    return any(act.name.endswith(f".{step}") for act in acts_for(case, None, person, at))


def acts_of_row(assignment: Assignment, person: Any, at: datetime) -> list[Act]:
    """The buttons of a row in a list, from the row and the table alone: no query when the keys are remembered.

    Steps that need a form or are taken aside are on the page of the case.
    """
    keys = holders.keys_of(person, localdate(at))
    if not assignment_rules.may_act(assignment, keys):
        return []
    table = procedure(assignment.kind).model.workflow
    steps = rules.asked(table, assignment.step)
    return [_act(step, assignment.kind) for step in steps if step.who == assignment.role and not step.fields]


def expects(assignment: Assignment) -> str:
    """What the rule expects where the case stands: the steps and their articles."""
    table = procedure(assignment.kind).model.workflow
    steps = [step for step in rules.asked(table, assignment.step) if step.who == assignment.role]
    bases = "、".join(dict.fromkeys(step.basis for step in steps))
    return f"按{bases}办理（{_either([step.label for step in steps])}）。" if steps else ""


def parts_of_mine(case: Case, person: Any, at: datetime) -> list[Assignment]:
    """The open parts of a case a person may act on now."""
    keys = holders.keys_of(person, localdate(at))
    return [part for part in moving.running(case) if assignment_rules.may_act(part, keys)]


def deadline_of(case: Case) -> Deadline | None:
    """The limit of where a case stands, with its derivation; ``None`` where nobody is asked or nothing is limited."""
    parts = moving.running(case)
    return case.limit(case.state, min(part.opened_at for part in parts)) if parts else None


def take_step(
    step: str, assignment: Assignment | None, *, by: Any, at: datetime, case: Case | None = None, **given: Any
):
    """Take a step as its room does it: its own act if it has one, else the plain move."""
    found = case if case is not None else assignment.thing  # type: ignore[union-attr]
    act = procedure(found.kind()).acts.get(step, partial(moving.move, step=step))
    return act(found, by=by, at=at, assignment=assignment, **given)


def _may(case: Case, step: Step, parts: list[Assignment], keys: tuple[str, ...]) -> bool:
    if step.untouched and not rules.is_untouched(parts):
        return False
    if rules.by_part(case.workflow, step, case.state):
        return rules.own_part(step, parts, keys) is not None
    return rules.may_play(case.workflow, step, case.holders_for(step.who), keys)


def _act(step: Step, kind: str, case: Case | None = None) -> Act:
    app = kind.partition(".")[0]
    run = partial(take_step, step.name, case=case)
    return Act(
        name=f"{app}.{step.name}", label=step.label, run=run, reason=step.reason, weight=step.weight, basis=step.basis,
        bulk=step.bulk, fields=step.fields,
    )  # fmt: skip


def _either(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else "、".join(labels[:-1]) + "或" + labels[-1]
