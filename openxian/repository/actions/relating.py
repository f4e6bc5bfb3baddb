"""What is said about a policy document as a whole: its interpretations, and whether it still binds."""

from django.db import transaction

from openxian.core import audit
from openxian.core.errors import Refused
from openxian.repository import permissions, rules
from openxian.repository.actions.locking import day_of, locked, must
from openxian.repository.models import Article, Explanation, PolicyDocument


@transaction.atomic
def relate_explainer(policy: PolicyDocument, explainer: Article, *, by, at) -> Explanation:
    """Say that ``explainer`` explains ``policy``; either page then shows the other. Twice is once."""
    row = locked(policy)
    must(permissions.may_relate(by, row, day_of(at)), "解读关联由文件所属单位的信息员办理。")
    if explainer.pk == row.pk:
        raise Refused("文件不能解读自己，请另选一篇稿件。", field="explainer")
    relation, is_new = Explanation.objects.get_or_create(policy=row, explainer=explainer)
    if is_new:
        audit.record(
            "repository.relate_explainer", by=by, at=at, thing=row, sentence=f"把《{explainer}》关联为《{row}》的解读。"
        )
    return relation


@transaction.atomic
def unrelate_explainer(policy: PolicyDocument, explainer: Article, *, by, at) -> None:
    """Take a relation back; nothing happens when there is none."""
    row = locked(policy)
    must(permissions.may_relate(by, row, day_of(at)), "解读关联由文件所属单位的信息员办理。")
    count, _ = Explanation.objects.filter(policy=row, explainer=explainer).delete()
    if count:
        audit.record(
            "repository.unrelate_explainer",
            by=by,
            at=at,
            thing=row,
            sentence=f"取消了《{explainer}》与《{row}》的解读关联。",
        )


@transaction.atomic
def set_validity(policy: PolicyDocument, validity: str, *, by, at, ceased_on=None, note: str = "") -> None:
    """修改、废止、失效: say on the document itself that it no longer binds (or binds again), from when and why."""
    row = locked(policy)
    on = day_of(at)
    must(permissions.may_set_validity(by, row, on), "文件有效性由本单位终审员登记。")
    rules.validity_change(PolicyDocument.Validity(validity), ceased_on, note, row.dated_on, on)
    if ceased_on and row.effective_on and ceased_on < row.effective_on:
        raise Refused("废止或失效日期不能早于施行日期。", field="ceased_on")
    PolicyDocument.objects.filter(pk=row.pk).update(
        validity=validity, ceased_on=ceased_on, validity_note=note.strip(), updated_at=at
    )
    label = PolicyDocument.Validity(validity).label
    audit.record(
        "repository.set_validity", by=by, at=at, thing=row,
        sentence=f"把《{row}》的有效性登记为“{label}”。{note.strip()}", validity=validity,
    )  # fmt: skip
