"""While one is away another acts: each person delegates for themselves."""

from datetime import date

from django.db import transaction

from openxian.accounts.models import User
from openxian.core import audit
from openxian.core.errors import Forbidden, Refused
from openxian.organisations import permissions, queries, rules
from openxian.organisations.actions.checks import refuse
from openxian.organisations.actions.duties import settle_groups
from openxian.organisations.models import Delegation


@transaction.atomic
def delegate(user: User, *, from_on: date, to_on: date, reason: str, by: User, at) -> Delegation:
    """Let ``user`` use the duties of ``by`` from a day to another, both included."""
    today = at.date()
    refuse(rules.delegation_complaint(from_on, to_on, today), "from_on" if from_on < today else "to_on")
    if user == by:
        raise Refused("不能委托给自己。", field="user")
    if not user.is_active:
        raise Refused(f"{user}的账号已停用，请委托给别人。", field="user")
    if not queries.own_duties(by, from_on).exists():
        raise Refused("您在这段时间没有可以委托的职责。")
    others = by.delegations_given.filter(ended_at__isnull=True, from_on__lte=to_on, to_on__gte=from_on)
    if others.exists():
        raise Refused("这段时间已经委托了别人，请先结束原来的委托。", field="from_on")
    delegation = Delegation.objects.create(delegator=by, delegate=user, from_on=from_on, to_on=to_on, reason=reason)
    settle_groups(user, today)
    sentence = f"{by}委托{user}自 {from_on} 至 {to_on} 代理职责（{reason}）。"
    audit.record("organisations.delegate", by=by, at=at, thing=delegation, sentence=sentence)
    return delegation


@transaction.atomic
def end_delegation(delegation: Delegation, *, by, at) -> Delegation:
    """End a delegation at once."""
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if by is not None and not permissions.may_end_delegation(by, delegation):
        raise Forbidden("只有委托人本人和安全管理员能提前结束代理。")
    if delegation.ended_at or delegation.to_on < at.date():
        raise Refused("这项代理已经结束。")
    delegation.ended_at = at
    delegation.save(update_fields=["ended_at"])
    settle_groups(delegation.delegate, at.date())
    sentence = f"提前结束{delegation.delegate}代理{delegation.delegator}职责。"
    audit.record("organisations.end_delegation", by=by, at=at, thing=delegation, sentence=sentence)
    return delegation
