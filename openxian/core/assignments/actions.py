"""Acts on assignments: ask, do, take, give back, hand over, add, close. ``by`` is a user, or ``None`` for the system.

Each locks the rows it changes, checks that the person may act for the holder, leaves a line on the case and sends
the signal. What a step means for its case is the business of ``core.workflow`` and of the rooms.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from openxian.core import audit
from openxian.core.assignments import holders, rounds, rules
from openxian.core.assignments.models import Assignment
from openxian.core.errors import Forbidden, Refused

MAY_BE_RETITLED = {"title": "标题", "number": "编号", "urgency": "紧急程度"}


@transaction.atomic
def open_round(
    thing: Any, *, kind: str, step: str, label: str, holders: list[str], by: Any, at: datetime, role: str = "",
    **facts: Any,
) -> list[Assignment]:  # fmt: skip
    """Ask a step of several holders at once, each once.

    ``facts``: ``owner title number join due_at basis note urgency`` of ``rounds.Opening``. Raises ``Refused``
    without a holder, or when a person sends it to a holder behind whom nobody stands.
    """
    opening = rounds.Opening(kind=kind, step=step, label=label, **facts)
    opened = rounds.open_parts(thing, opening, [(role, holder) for holder in holders], by=by, at=at)
    names = "、".join(row.holder_name for row in opened)
    audit.record("assignments.open_round", by=by, at=at, thing=thing, sentence=f"请{names}办理“{label}”。")
    return opened


@transaction.atomic
def finish(assignment: Assignment, *, by: Any, at: datetime, outcome: str = "done", remark: str = "") -> bool:
    """Do one's part (``done``) or send the whole back (``returned``); ``True`` when the round is over.

    Raises ``Forbidden`` for whoever may not act for the holder, ``Refused`` when it is closed already.
    """
    if outcome not in ("done", "returned"):
        raise ValueError(f"no outcome of one's own doing: {outcome}")
    row, others = _locked(assignment)
    behalf = _must_act(row, by, at)
    over = rules.ends_round(row.join, outcome, len(others))
    rounds.close([row], outcome, by=by, at=at, remark=remark)
    if over:
        rounds.close(others, Assignment.Outcome.DROPPED, by=by, at=at)
    said = {"done": "办完", "returned": "退回"}[outcome]
    _record("finish", row, f"{said}“{row.label}”{_for_whom(behalf)}" + (f"：{remark}" if remark else ""), by, at)
    return over


@transaction.atomic
def take(assignment: Assignment, *, by: Any, at: datetime) -> Assignment:
    """签收: one of several people says they will do it; the others see who. A second time changes nothing."""
    row, _ = _locked(assignment)
    behalf = _must_act(row, by, at)
    if row.taken_by_id != by.pk:
        row.taken_by = by
        row.save(update_fields=["taken_by", "order_at"])
        _record("take", row, f"签收“{row.label}”{_for_whom(behalf)}", by, at)
    return row


@transaction.atomic
def release(assignment: Assignment, *, by: Any, at: datetime, reason: str = "") -> Assignment:
    """Give a taken part back to its pool: the taker freely, a colleague of the pool (they fell ill) with a reason."""
    row, _ = _locked(assignment)
    allowed = "own" if by is None else rules.may_free(row, holders.keys_of(by, localdate(at)))
    if row.taken_by_id is None:
        raise Refused("没有人签收过，可以直接办理。")
    if allowed == "no":
        raise Forbidden(f"这件事由{row.holder_name}承办，你不能替{row.taken_by}放回。")
    if allowed == "colleague" and not reason.strip():
        raise Refused(f"{row.taken_by}已签收，要请写明换人的理由。", field="reason")
    taker, row.taken_by = row.taken_by, None
    row.save(update_fields=["taken_by", "order_at"])
    why = f"，理由：{reason}" if reason.strip() else ""
    _record("release", row, f"把{taker}签收的“{row.label}”放回{row.holder_name}{why}", by, at)
    return row


@transaction.atomic
def hand_over(assignment: Assignment, *, to: str, by: Any, at: datetime, reason: str) -> Assignment:
    """转交: another holder does it instead; the round goes on. Returns the new part."""
    row, _ = _locked(assignment)
    behalf = _must_act(row, by, at)
    reason = _given(reason, "转交")
    if to == row.holder:
        raise Refused("本来就由它承办，请选别的承办对象。", field="to")
    added = rounds.replace(row, to, note=reason, by=by, at=at)
    if added is None:
        raise Refused("这个环节已经在等他办理，请选别的承办对象。", field="to")
    sentence = f"把“{row.label}”由{row.holder_name}转交{added.holder_name}{_for_whom(behalf)}，理由：{reason}"
    _record("hand_over", row, sentence, by, at)
    return added


@transaction.atomic
def add_holder(assignment: Assignment, *, holder: str, by: Any, at: datetime, reason: str) -> Assignment:
    """加办: one more holder in the same round, added by whoever has a part in it or sent it. Returns the new part."""
    row, _ = _locked(assignment)
    if by is None or by.pk != row.opened_by_id:
        _must_act(row, by, at)
    elif not row.is_open:
        raise Refused("这一步已经办结，请刷新页面。")
    reason = _given(reason, "增加承办")
    added = rounds.also(row, holder, note=reason, by=by, at=at)
    if added is None:
        raise Refused("这个环节已经在等他办理，请选别的承办对象。", field="holder")
    _record("add_holder", row, f"请{added.holder_name}也办理“{row.label}”，理由：{reason}", by, at)
    return added


@transaction.atomic
def close_all(thing: Any, *, by: Any, at: datetime, outcome: str, remark: str = "") -> int:
    """Close every open part of a case (recall, sending back, ending); the caller has checked who asks."""
    rows = list(_of(thing))
    rounds.close(rows, outcome, by=by, at=at, remark=remark)
    if rows:
        names, said = "、".join(row.holder_name for row in rows), Assignment.Outcome(outcome).label
        why = f"：{remark}" if remark else ""
        sentence = f"{names}的待办{said}{why}。"
        audit.record("assignments.close_all", by=by, at=at, thing=thing, sentence=sentence)
    return len(rows)


@transaction.atomic
def retitle(thing: Any, *, by: Any, at: datetime, **facts: Any) -> int:
    """Let the open parts of a case show its new ``title``, ``number`` or ``urgency``; returns how many."""
    if facts.keys() - MAY_BE_RETITLED.keys():
        raise ValueError(f"not for retitling: {sorted(facts.keys() - MAY_BE_RETITLED.keys())}")
    changed = _of(thing).update(**facts)
    if changed:
        said = "、".join(MAY_BE_RETITLED[name] for name in facts)
        audit.record("assignments.retitle", by=by, at=at, thing=thing, sentence=f"更新了待办上的{said}。", **facts)
    return changed


@transaction.atomic
def set_due(thing: Any, *, due_at: datetime | None, basis: str, by: Any, at: datetime) -> int:
    """Give the open parts of a case another limit (pause, extension, a limit at last); returns how many."""
    rows = list(_of(thing))
    for row in rows:
        row.due_at, row.basis = due_at, basis
        row.save(update_fields=["due_at", "basis", "order_at"])
    if rows:
        until = f"{localdate(due_at)}" if due_at else "不限"
        sentence = f"办理期限改为{until}（{basis}）。"
        audit.record("assignments.set_due", by=by, at=at, thing=thing, sentence=sentence)
    return len(rows)


@transaction.atomic
def pass_on(holder: str, *, to: str, reason: str, by: Any, at: datetime, kind: str = "") -> int:
    """Everything one holder has open passes to another (a unit or body ended), or its cases of one ``kind``.

    The caller has checked who asks. Whoever arranges it gets no part in the cases: the rows are the system's, the
    trail says who did it. What nobody stands behind yet waits in ``queries.without_people``. Returns how much.
    """
    held = Assignment.objects.open().filter(holder=holder, **({"kind": kind} if kind else {}))
    rows = list(held.select_for_update().order_by("pk"))
    for row in rows:
        rounds.replace(row, to, note=reason, by=None, at=at, must=False)
        _record("pass_on", row, f"“{row.label}”由{row.holder_name}转由{_name(to, at)}承接，{reason}", by, at)
    return len(rows)


@transaction.atomic
def release_lapsed(*, at: datetime) -> int:
    """Give back what was taken by people who no longer stand behind the holder (moved, left); by the system itself."""
    taken = Assignment.objects.open().filter(taken_by__isnull=False).select_related("taken_by")
    freed = 0
    for row in taken.select_for_update(of=("self",)).order_by("pk"):
        if row.holder not in holders.keys_of(row.taken_by, localdate(at)):
            release(row, by=None, at=at, reason="签收人已不在这个岗位")
            freed += 1
    return freed


def _locked(assignment: Assignment) -> tuple[Assignment, list[Assignment]]:
    """The part as it is now and the other open parts of its round, locked in one order."""
    rows = Assignment.objects.filter(round=assignment.round).order_by("pk")
    list(rows.select_for_update())  # read again below: what was added while we waited is not among these
    found = {row.pk: row for row in rows.all()}
    row = found.pop(assignment.pk)
    return row, [other for other in found.values() if other.is_open]


def _of(thing: Any):
    """The open parts of a case, locked."""
    rows = Assignment.objects.of(thing).open()
    list(rows.select_for_update())
    return rows.all()


def _must_act(row: Assignment, by: Any, at: datetime) -> Any | None:
    """For whom ``by`` acts (``None``: by their own right); raises when they may not."""
    if not row.is_open:
        raise Refused("这一步已经办结，请刷新页面。")
    if by is None:
        return None
    on = localdate(at)
    keys = holders.keys_of(by, on)
    if rules.may_act(row, keys):
        return holders.acting_for(by, row.holder, on)
    if row.holder in keys:
        raise Forbidden(f"这件事已由{row.taken_by}签收，要换人办请先放回。")
    raise Forbidden(f"这件事由{row.holder_name}承办，不归你办理。")


def _given(reason: str, act: str) -> str:
    if not reason.strip():
        raise Refused(f"请写明{act}的理由。", field="reason")
    return reason.strip()


def _name(holder: str, at: datetime) -> str:
    return holders.name_of(holder, localdate(at))


def _for_whom(behalf: Any | None) -> str:
    return f"（代{behalf}）" if behalf else ""


def _record(act: str, row: Assignment, sentence: str, by: Any, at: datetime) -> None:
    thing = row.thing or row
    audit.record(f"assignments.{act}", by=by, at=at, thing=thing, sentence=f"{sentence}。", assignment=row.pk)
