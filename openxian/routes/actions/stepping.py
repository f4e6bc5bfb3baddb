"""What several acts on a run do in the same way: lock it, open the steps of a move, end it."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from openxian.core.assignments import actions as assignments
from openxian.core.assignments.models import Assignment
from openxian.core.errors import Refused
from openxian.routes import queries, signals
from openxian.routes.models import Run
from openxian.routes.registry import CHOOSES
from openxian.routes.rules import Definition, Move, Step


def locked(run: Run) -> Run:
    """The run as it is now, nobody else moving it; raises ``Refused`` when it has ended."""
    rows = Run.objects.select_for_update(of=("self",)).select_related("version__route__organisation", "drafter")
    row = rows.get(pk=run.pk)
    if not row.is_open:
        raise Refused(f"“{row}”的审批已经结束（{row.get_state_display()}），请刷新页面。")
    return row


def locked_for(assignment: Assignment) -> Run:
    """The run an assignment belongs to, locked; raises ``Refused`` when there is none any more."""
    found = queries.run_of_part(assignment)
    if found is None:
        raise Refused("这件事的审批已经结束，请刷新页面。")
    return locked(found)


def carry_out(run: Run, thing: Any, move: Move, *, note: str = "", by: Any, at: datetime) -> None:
    """Store where the run now stands and open the steps of the move; without a position the run has passed."""
    definition = run.version.says
    if move.position is None:
        end(run, Run.State.PASSED, by=by, at=at)
        return
    run.position, run.state = move.position.model_dump(mode="json"), Run.State.RUNNING
    run.save(update_fields=["position", "state", "fields", "chosen"])
    for key in move.opens:
        _open(run, thing, definition, definition.step(key), note=note, by=by, at=at)


def end(run: Run, state: str, *, by: Any, at: datetime) -> None:
    """The run is over; whoever owns the case hears it."""
    run.state, run.position, run.ended_at = state, None, at
    run.save(update_fields=["state", "position", "ended_at"])
    signals.run_finished.send(Run, run=run, passed=state == Run.State.PASSED, by=by, at=at)


def _open(run: Run, thing: Any, definition: Definition, step: Step, *, note: str, by: Any, at: datetime) -> None:
    holders = queries.holders_of(step, drafter=run.drafter, chosen=run.chosen, on=localdate(at))
    if step.is_chosen and not holders:
        raise Refused(f"请先选定“{step.label}”由谁承办。", field="chosen")
    due_at, basis = queries.due(step, at, route=run.version.route)
    assignments.open_round(
        thing,
        kind=run.version.route.subject,
        step=step.key,
        label=step.label,
        holders=holders,
        role=CHOOSES if queries.to_choose(run) else "",
        join=step.join,
        due_at=due_at,
        basis=basis,
        owner=run.drafter,
        title=run.title,
        number=run.number,
        urgency=run.urgency,
        note=note,
        by=by,
        at=at,
    )
