"""Deciding a step: agree, or send the case back to its drafter or to an earlier stage."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from openxian.core import audit
from openxian.core.assignments import actions as assignments
from openxian.core.assignments import holders, rounds
from openxian.core.assignments.models import Assignment
from openxian.core.errors import Refused
from openxian.routes import queries, rules
from openxian.routes.actions.running import NOBODY_CHOSEN, choose_next
from openxian.routes.actions.stepping import carry_out, locked_for
from openxian.routes.models import Run


@transaction.atomic
def decide(
    assignment: Assignment, *, by: Any, at: datetime, passed: bool, reason: str = "",
    chosen: Mapping[str, Sequence[str]] = NOBODY_CHOSEN,
) -> Run:  # fmt: skip
    """Agree, or return the case to its drafter (then ``reason`` is a must).

    The last agreement that a stage needs takes the run on, exactly once however many decide at the same moment.
    ``chosen`` are the holders of coming steps that are left to this person's choice.
    """
    if not passed:
        return send_back(assignment, reason=reason, by=by, at=at)
    run = locked_for(assignment)
    position = _standing(run, assignment)
    for step, wanted in chosen.items():
        run = choose_next(run, step=step, holders=wanted, by=by, at=at)
    over = assignments.finish(assignment, by=by, at=at, remark=reason)
    thing = assignment.thing
    sentence = f"同意“{assignment.label}”{f'：{reason}' if reason else ''}。"
    audit.record("routes.decide", by=by, at=at, thing=thing, sentence=sentence, run=run.pk, step=assignment.step)
    if over:
        move = rules.next_steps(run.version.says, position, assignment.step, run.fields)
        _drop(run, move.drops, by=by, at=at)
        carry_out(run, thing, move, by=by, at=at)
    return run


@transaction.atomic
def send_back(assignment: Assignment, *, to: str = "", reason: str, by: Any, at: datetime) -> Run:
    """Return the case with a reason: to its drafter, or to an earlier stage (its key) from which it goes on again."""
    if not reason.strip():
        raise Refused("请写明退回的理由。", field="reason")
    run = locked_for(assignment)
    position = _standing(run, assignment)
    if to and to not in position.trail[:-1]:
        raise Refused("只能退回到这件事已经走过的环节。", field="to")
    if not to and run.drafter is None:
        raise Refused("这件事不是由人发起的，请退回到前面的环节。", field="to")
    assignments.finish(assignment, by=by, at=at, outcome="returned", remark=reason.strip())
    thing = assignment.thing
    target = rules.target_label(run.version.says, to) if to else "起草人"
    sentence = f"把“{run}”从“{assignment.label}”退回{target}：{reason.strip()}。"
    audit.record("routes.send_back", by=by, at=at, thing=thing, sentence=sentence, run=run.pk, to=to)
    _drop(run, tuple(step for step in position.open if step != assignment.step), by=by, at=at)
    if to:
        move = rules.send_back(run.version.says, position, to, run.fields)
        carry_out(run, thing, move, note=reason.strip(), by=by, at=at)
    else:
        _to_drafter(run, thing, reason.strip(), by=by, at=at)
    return run


def _to_drafter(run: Run, thing: Any, reason: str, *, by: Any, at: datetime) -> None:
    run.state, run.position = Run.State.RETURNED, None
    run.save(update_fields=["state", "position"])
    assignments.open_round(
        thing,
        kind=run.version.route.subject,
        step=rules.DRAFT,
        label="修改后重新提交",
        holders=[holders.person_key(run.drafter)],
        owner=run.drafter,
        title=run.title,
        number=run.number,
        urgency=run.urgency,
        note=f"退回：{reason}",
        by=by,
        at=at,
    )


def _standing(run: Run, assignment: Assignment) -> rules.Position:
    """Where the run stands, the assignment's step being open there; raises ``Refused`` otherwise."""
    position = run.stands
    if position is None or assignment.step not in position.open:
        raise Refused("这一步已经不在办理中，请刷新页面。")
    return position


def _drop(run: Run, steps: tuple[str, ...], *, by: Any, at: datetime) -> None:
    """What ran beside and is not needed any more."""
    if steps:
        rows = queries.parts(run).filter(step__in=steps).select_for_update()
        rounds.close(rows, Assignment.Outcome.DROPPED, by=by, at=at)
