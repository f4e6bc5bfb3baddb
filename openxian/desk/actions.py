"""Doing from the desk what the rooms allow: one act of one person on one to-do, or on many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from openxian.core import audit
from openxian.core.assignments import actions as assignments
from openxian.core.assignments import holders, queries
from openxian.core.assignments.models import Assignment
from openxian.core.assignments.registry import Act
from openxian.core.errors import Forbidden, Refused
from openxian.desk import rows
from openxian.desk.operations.permissions import may_operate

MOST_AT_ONCE = 100
GONE = "这件事现在不能这样办：它可能已经由别人办理，或者不归您了。请看最新情况。"


@dataclass(frozen=True)
class Result:
    """What became of one of many: ``refused`` is the sentence that says why not, empty when it was done."""

    assignment: Assignment
    refused: str


def act(assignment: Assignment, name: str, *, by: Any, at: datetime, reason: str = "") -> Act:
    """Press a button of a to-do; returns the button. Raises ``Refused`` when the person has it no more."""
    chosen = rows.act_of(assignment, name, by, at)
    if chosen is None:
        raise Refused(GONE)
    if chosen.reason == "required" and not reason.strip():
        raise Refused(f"“{chosen.label}”要写明理由。", field="reason")
    chosen.run(assignment, by=by, at=at, reason=reason.strip())
    return chosen


def act_on_many(chosen: Sequence[Assignment], name: str, *, by: Any, at: datetime, reason: str = "") -> list[Result]:
    """The same button for many, each on its own: what one refuses hinders no other. At most ``MOST_AT_ONCE``."""
    if len(chosen) > MOST_AT_ONCE:
        raise Refused(f"一次最多办 {MOST_AT_ONCE} 件，请少选一些。")
    return [Result(assignment, _refusal(assignment, name, by, at, reason)) for assignment in chosen]


def _refusal(assignment: Assignment, name: str, by: Any, at: datetime, reason: str) -> str:
    try:
        act(assignment, name, by=by, at=at, reason=reason)
    except Refused as refusal:
        return refusal.message
    return ""


@transaction.atomic
def pass_on(holder: str, *, kind: str, to: str, reason: str, by: Any, at: datetime) -> int:
    """Give the cases of one kind that a holder has open, and that nobody stands behind, to another holder.

    The system administrator arranges it without seeing the cases. Returns how many; raises ``Refused`` when somebody
    is there by now, when only a duty counts for the kind, or when nobody stands behind ``to`` either.
    """
    if by is not None and not may_operate(by):
        raise Forbidden("只有系统管理员能安排无人承办的事项。")
    if holder not in queries.deserted(at):
        raise Refused("现在已经有人承办了，请刷新页面。")
    known = rows.kind_of_key(kind)
    if known and not known.handing:
        raise Refused("这类事项按岗位职责办理，请安全管理员把职责授予合适的人。")
    if not reason.strip():
        raise Refused("请写明转交的理由。", field="reason")
    on, label = localdate(at), known.label if known else kind
    old, new = holders.name_of(holder, on), holders.name_of(to, on)
    if not holders.people_of(to, on):
        raise Refused(f"{new}现在也没有人，请另选。")
    passed = assignments.pass_on(holder, kind=kind, to=to, reason=f"无人承办：{reason.strip()}", by=by, at=at)
    sentence = f"把{old}无人承办的{passed}件“{label}”转交{new}，理由：{reason.strip()}。"
    audit.record("desk.pass_on", by=by, at=at, thing=None, sentence=sentence, holder=holder, to=to)
    return passed


@transaction.atomic
def amend(case: Any, *, by: Any, at: datetime, **facts: Any) -> Any:
    """Change facts of a case that its room lets be changed; its open to-dos show the new title. Returns the row."""
    row = type(case)._base_manager.select_for_update(of=("self",)).get(pk=case.pk)
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, facts[name])
    if not changed:
        return row
    row.save(update_fields=changed)
    words = "、".join(str(row._meta.get_field(name).verbose_name) for name in changed)
    sentence = f"修改了{row._meta.verbose_name}《{row}》的{words}。"
    audit.record(f"{row._meta.app_label}.amend", by=by, at=at, thing=row, sentence=sentence, fields=changed)
    assignments.retitle(row, title=str(row)[:300], by=by, at=at)
    return row
