"""Setting out along a route, choosing who comes next, coming back to the drafter, and calling the whole off."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from openxian.core import audit
from openxian.core.assignments import actions as assignments
from openxian.core.assignments import rounds
from openxian.core.assignments.models import Assignment
from openxian.core.errors import Forbidden, Refused
from openxian.routes import permissions, queries, signals
from openxian.routes.actions.stepping import carry_out, end, locked
from openxian.routes.models import Route, Run
from openxian.routes.rules import DRAFT, begin, following, typed

NOBODY_CHOSEN: Mapping[str, Sequence[str]] = {}


@transaction.atomic
def start_run(
    thing: Any, *, route: Route, fields: Mapping[str, Any], by: Any, at: datetime,
    chosen: Mapping[str, Sequence[str]] = NOBODY_CHOSEN, title: str = "", number: str = "", urgency: int = 0,
) -> Run:  # fmt: skip
    """Send a case along the published version of a route; whether ``by`` may send it, its own room has checked.

    ``fields`` are values of the subject's fields, ``chosen`` the holders (``person:…``, ``unit:…``) of steps of the
    first stage that the drafter chooses. Raises ``Refused`` when nothing is published, a field is wrong, the case is
    on its way already, or nobody would have to do anything.
    """
    version = queries.published(route)
    if version is None or not route.is_active:
        raise Refused(f"审批路线“{route}”没有发布或已停用，请联系办公室。")
    run = Run(
        thing_type=thing._meta.label_lower, thing_id=str(thing.pk), title=(title or str(thing))[:300], number=number,
        urgency=urgency, version=version, drafter=by, fields=read_fields(route, fields), started_at=at,
    )  # fmt: skip
    run.chosen = _accepted(run, chosen, at)
    _save_first(run)
    sentence = f"按“{version}”发起“{run}”的审批。"
    audit.record("routes.start_run", by=by, at=at, thing=thing, sentence=sentence, run=run.pk, fields=run.fields)
    _set_out(run, thing, by=by, at=at)
    return run


@transaction.atomic
def resubmit(
    run: Run, *, fields: Mapping[str, Any], by: Any, at: datetime, chosen: Mapping[str, Sequence[str]] = NOBODY_CHOSEN,
    remark: str = "",
) -> Run:  # fmt: skip
    """After a return: the drafter sends the mended case along the same version from its beginning."""
    run = locked(run)
    waiting = queries.parts(run).filter(step=DRAFT).first()
    if run.state != Run.State.RETURNED or waiting is None:
        raise Refused("这件事没有退回给起草人，不用重新提交。")
    assignments.finish(waiting, by=by, at=at, remark=remark)
    run.fields = read_fields(run.version.route, fields)
    run.chosen = _accepted(run, chosen, at)
    thing, sentence = waiting.thing, f"修改后重新提交“{run}”。"
    audit.record("routes.resubmit", by=by, at=at, thing=thing, sentence=sentence, run=run.pk, fields=run.fields)
    _set_out(run, thing, by=by, at=at)
    signals.run_resubmitted.send(Run, run=run, by=by, at=at)
    return run


@transaction.atomic
def choose_next(run: Run, *, step: str, holders: Sequence[str], by: Any, at: datetime) -> Run:
    """Whoever has the present stage chooses who does a coming step that is left to their choice."""
    run = locked(run)
    position = run.stands
    if position is None or step not in following(run.version.says, position, run.fields):
        raise Refused("这一步现在还不能选，请刷新页面。")
    mine = [part for part in queries.parts(run) if permissions.may_decide(by, part, at)] if by else []
    if by is not None and not mine:
        raise Forbidden("要由现在承办的人来选下一环节。")
    run.chosen = run.chosen | _accepted(run, {step: holders}, at)
    run.save(update_fields=["chosen"])
    label, names = run.version.says.step(step).label, queries.names(holders, localdate(at))
    sentence = f"选定“{label}”由{names}承办。"
    audit.record("routes.choose_next", by=by, at=at, thing=queries.thing_of(run), sentence=sentence, run=run.pk)
    return run


@transaction.atomic
def recall_run(run: Run, *, reason: str, by: Any, at: datetime) -> Run:
    """The drafter takes the case back; the run ends without having passed."""
    run = locked(run)
    permissions.must_recall(by, run)
    if not reason.strip():
        raise Refused("请写明撤回的理由。", field="reason")
    thing = queries.thing_of(run)
    rows = queries.parts(run).select_for_update()
    rounds.close(rows, Assignment.Outcome.RECALLED, by=by, at=at, remark=reason.strip())
    sentence = f"撤回“{run}”的审批：{reason.strip()}。"
    audit.record("routes.recall_run", by=by, at=at, thing=thing, sentence=sentence, run=run.pk)
    end(run, Run.State.RECALLED, by=by, at=at)
    return run


def read_fields(route: Route, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a case as they are kept; raises ``Refused`` at the field that is wrong."""
    known = route.about.known
    stray = set(fields) - set(known)
    if stray:
        raise ValueError(f"not fields of {route.subject}: {sorted(stray)}")
    return {name: _kept(known[name], value) for name, value in fields.items()}


def _kept(field: Any, value: Any) -> Any:
    try:
        read = typed(field.type, value)
    except ValueError as error:
        raise Refused(f"“{field.label}”填得不对，请检查。", field=field.name) from error
    return read if read is None or isinstance(read, bool) else str(read)


def _save_first(run: Run) -> None:
    """Save a run; the database itself lets a case have one at a time."""
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("这件事已经在审批中，请先撤回或等它办完。") from error


def _set_out(run: Run, thing: Any, *, by: Any, at: datetime) -> None:
    move = begin(run.version.says, run.fields)
    if move.position is None:
        raise Refused("按填写的内容，这条路线上没有一个环节要办，请检查内容或联系办公室改路线。")
    carry_out(run, thing, move, by=by, at=at)


def _accepted(run: Run, chosen: Mapping[str, Sequence[str]], at: datetime) -> dict[str, list[str]]:
    """What was chosen, when each step is there to be chosen and each holder belongs to the route's body."""
    left_open = {step.key: step.label for step in run.version.says.steps() if step.is_chosen}
    allowed = queries.may_be_chosen(run.version.route.organisation, localdate(at)) if chosen else {}
    for step, holders in chosen.items():
        if step not in left_open:
            raise Refused("这个环节的承办不是由你选的。", field="chosen")
        if not holders or set(holders) - set(allowed):
            raise Refused(f"请在本机构的股室和人员里选“{left_open[step]}”的承办。", field="chosen")
    return {step: list(holders) for step, holders in chosen.items()}
