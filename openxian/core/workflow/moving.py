"""The one way a case moves: lock it, check the step and who takes it, set the state, ask the next, write it down.

What is decided is decided by ``rules``; here it is done, in one transaction.
"""

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.timezone import localdate

from openxian.core import audit
from openxian.core.assignments import holders, rounds
from openxian.core.assignments.models import Assignment
from openxian.core.workflow import rules
from openxian.core.workflow.case import Case
from openxian.core.workflow.table import Step

C = TypeVar("C", bound=Case)


@transaction.atomic
def begin(case: C, *, by: Any, at: datetime, note: str = "") -> C:
    """Store a new case where its procedure starts, and ask the first holders. The caller has checked who begins."""
    case.state = case.state or case.workflow.start[0]
    case.save(force_insert=True)
    _ask(case, by, at, note)
    name = case._meta.verbose_name
    audit.record(f"{case._meta.app_label}.begin", by=by, at=at, thing=case, sentence=f"新建{name}《{case}》。")
    return case


@transaction.atomic
def move(
    case: C, step: str, *, by: Any, at: datetime, reason: str = "", assignment: Assignment | None = None, **facts: Any
) -> C:
    """Take a step; returns the case as it is now. ``facts`` are the fields the step fills in (``Step.fields``).

    ``assignment`` says by which part, for whoever has several. While a joint step waits for others the state stays.
    Raises ``Refused`` when the state, the reason or a recall is not right, ``Forbidden`` when it is not theirs to do.
    """
    row = type(case)._base_manager.select_for_update(of=("self",)).get(pk=case.pk)
    parts: list[Any] = running(row, lock=True)
    keys = None if by is None else holders.keys_of(by, localdate(at))
    own = None if assignment is None else [part for part in parts if part == assignment]
    decision = rules.decide(
        row.workflow, row.state, step, parts, keys=keys, playing=row.holders_for, reason=reason, by=own
    )
    _close(decision.movement, decision.reason, by, at)
    _save(row, decision.step, decision.movement.state, facts)
    if decision.movement.opens:
        _ask(row, by, at, decision.reason)
    _record(row, decision, by, at)
    return row


def running(case: Case, *, lock: bool = False) -> list[Assignment]:
    """The parts of the round a case waits on, those of it that are closed included; oldest first."""
    rows = Assignment.objects.of(case)
    rounds_open = rows.open().order_by().values_list("round", flat=True)
    found = rows.filter(round__in=rounds_open)
    if lock:
        list(found.select_for_update())  # read again below: what was added while we waited is not among these
    return list(found.select_related("taken_by", "opened_by"))


def _close(movement: rules.Movement[Any], reason: str, by: Any, at: datetime) -> None:
    for part, outcome in movement.closes:
        dropped = outcome == Assignment.Outcome.DROPPED
        rounds.close([part], outcome, by=by, at=at, remark="" if dropped else reason)


def _save(case: Case, step: Step, state: str, facts: dict[str, Any]) -> None:
    if facts.keys() - set(step.fields):
        raise ValueError(f"step {step.name} does not fill in {sorted(facts.keys() - set(step.fields))}")
    for name, value in facts.items():
        setattr(case, name, value)
    case.state = state
    case.save(update_fields=["state", *facts])


def _ask(case: Case, by: Any, at: datetime, note: str) -> None:
    """Open the round of the state reached; nothing where it rests, ends, or waits for somebody outside."""
    table, state = case.workflow, case.state
    roles = rules.roles_asked(table, state)
    if not roles:
        return
    parts = [(role, holder) for role in roles for holder in case.holders_for(role)]
    limit = case.limit(state, at)
    due_at, basis = (limit.due_at, limit.term.basis) if limit else (None, "")
    opening = rounds.Opening(
        kind=case.kind(), step=state, label=table.label(state), owner=case.own("owner"), title=str(case),
        number=case.own("number") or "", join=rules.join_at(table, state), due_at=due_at, basis=basis, note=note,
        urgency=case.own("urgency") or 0,
    )  # fmt: skip
    rounds.open_parts(case, opening, parts, by=by, at=at)


def _record(case: Case, decision: rules.Decision[Any], by: Any, at: datetime) -> None:
    step, reason, holder = decision.step, decision.reason, decision.holder
    behalf = holders.acting_for(by, holder, localdate(at)) if by is not None and holder else None
    who = f"（代{behalf}）" if behalf else ""
    why = f"，理由：{reason}" if reason else ""
    sentence = f"{step.label}：{case._meta.verbose_name}《{case}》{who}{why}（依据{step.basis}）。"
    act = f"{case._meta.app_label}.{step.name}"
    audit.record(act, by=by, at=at, thing=case, sentence=sentence, state=case.state, reason=reason)
