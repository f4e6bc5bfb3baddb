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
from openxian.core.errors import Forbidden
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
    found = row.workflow.step(step, row.state)
    reason = rules.reason_for(found, reason)
    parts: list[Any] = running(row, lock=True)
    own, holder = _taker(
        row, found, parts if assignment is None else [one for one in parts if one == assignment], by, at
    )
    rules.must_be_untouched(found, parts)
    movement = rules.settle(row.workflow, found, row.state, parts, own)
    _close(movement, reason, by, at)
    moved = movement.state != row.state or bool(movement.asks)
    _save(row, found, movement.state, facts)
    if moved:
        _ask(row, by, at, reason)
    _record(row, found, (reason, holder), by=by, at=at)
    return row


def running(case: Case, *, lock: bool = False) -> list[Assignment]:
    """The parts of the round a case waits on, those of it that are closed included; oldest first."""
    rows = Assignment.objects.of(case)
    rounds_open = rows.open().order_by().values_list("round", flat=True)
    found = rows.filter(round__in=rounds_open)
    return list(found.select_for_update(of=("self",)) if lock else found.select_related("taken_by", "opened_by"))


def _taker(case: Case, step: Step, parts: list[Any], by: Any, at: datetime) -> tuple[Assignment | None, str]:
    """The part a step is taken by (``None`` when nobody was asked) and as which holder; raises ``Forbidden``."""
    on = localdate(at)
    keys = None if by is None else holders.keys_of(by, on)
    if rules.by_part(case.workflow, step, case.state) and keys is not None:
        own = rules.own_part(step, parts, keys)
        if own is None:
            raise rules.not_asked(step, [part.holder_name for part in parts if part.is_open and part.role == step.who])
        return own, own.holder
    playing = case.holders_for(step.who) if keys is not None else []
    if not rules.may_play(case.workflow, step, playing, keys):
        raise Forbidden(f"“{step.label}”不归你办理。")
    return None, next((one for one in playing if keys and one in keys), "")


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
    parts = [(role, holder) for role in rules.roles_asked(table, state) for holder in case.holders_for(role)]
    if not rules.roles_asked(table, state):
        return
    limit = case.limit(state, at)
    due_at, basis = (limit.due_at, limit.term.basis) if limit else (None, "")
    opening = rounds.Opening(
        kind=case.kind(), step=state, label=table.label(state), owner=case.own("owner"), title=str(case),
        number=case.own("number") or "", join=rules.join_at(table, state), due_at=due_at, basis=basis, note=note,
        urgency=case.own("urgency") or 0,
    )  # fmt: skip
    rounds.open_parts(case, opening, parts, by=by, at=at)


def _record(case: Case, step: Step, said: tuple[str, str], *, by: Any, at: datetime) -> None:
    reason, holder = said
    behalf = holders.acting_for(by, holder, localdate(at)) if by is not None and holder else None
    who = f"（代{behalf}）" if behalf else ""
    why = f"，理由：{reason}" if reason else ""
    sentence = f"{step.label}：{case._meta.verbose_name}《{case}》{who}{why}（依据{step.basis}）。"
    act = f"{case._meta.app_label}.{step.name}"
    audit.record(act, by=by, at=at, thing=case, sentence=sentence, state=case.state, reason=reason)
