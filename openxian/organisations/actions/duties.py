"""Duties: who holds which role for which body. The security administrator gives and takes them."""

from datetime import date

from django.db import transaction

from openxian.accounts import queries as accounts
from openxian.accounts.models import Role, User
from openxian.core import audit
from openxian.core.errors import Refused
from openxian.organisations import permissions, queries
from openxian.organisations.models import Delegation, Duty, Organisation


@transaction.atomic
def grant_duty(
    user: User,
    role: Role,
    organisation: Organisation,
    *,
    from_on: date,
    until_on: date | None = None,
    includes_below: bool = False,
    by,
    at,
) -> Duty:
    """Let ``user`` hold ``role`` for a body (and those below) from a day on, until a day (not included)."""
    permissions.must_grant_duties(by, user)
    if role.administrator:
        raise Refused("管理员角色不分单位，请在账号页面授予。", field="role")
    if organisation.abolished_on:
        raise Refused(f"{organisation}已撤销，请选承接它的机构。", field="organisation")
    if until_on and until_on <= from_on:
        raise Refused("结束日期要晚于开始日期。", field="until_on")
    _refuse_twice(user, role, organisation, from_on, until_on)
    duty = Duty.objects.create(
        user=user,
        role=role,
        organisation=organisation,
        includes_below=includes_below,
        from_on=from_on,
        until_on=until_on,
    )
    settle_groups(user, at.date())
    reach = "（含下级机构）" if includes_below else ""
    sentence = f"授予{user}{organisation}{reach}“{role}”职责，自 {from_on} 起。"
    audit.record("organisations.grant_duty", by=by, at=at, thing=user, sentence=sentence, duty=duty.pk)
    return duty


@transaction.atomic
def revoke_duty(duty: Duty, *, by, at) -> Duty:
    """End a duty today; it no longer counts from this moment."""
    duty = Duty.objects.select_for_update(of=("self",)).select_related("user", "role", "organisation").get(pk=duty.pk)
    permissions.must_grant_duties(by, duty.user)
    today = at.date()
    if duty.until_on and duty.until_on <= today:
        raise Refused("这项职责已经结束。")
    duty.until_on = max(today, duty.from_on)
    duty.save(update_fields=["until_on"])
    settle_groups(duty.user, today)
    sentence = f"收回{duty.user}{duty.organisation}“{duty.role}”职责。"
    audit.record("organisations.revoke_duty", by=by, at=at, thing=duty.user, sentence=sentence, duty=duty.pk)
    return duty


def settle_groups(user: User, on: date) -> None:
    """Make the coarse rights of an account follow its duties and delegations of a day.

    The groups of the three administrators are granted by themselves and stay as they are.
    """
    wanted = set(queries.usable_duties(user, on).values_list("role__group", flat=True))
    held = set(user.groups.filter(role__administrator="").values_list("pk", flat=True))
    user.groups.add(*(wanted - held))
    user.groups.remove(*(held - wanted))


def settle_all_groups(*, on: date) -> int:
    """``settle_groups`` for everybody whose duties or delegations begin or end; returns how many people."""
    holders = Duty.objects.values_list("user", flat=True)
    delegates = Delegation.objects.values_list("delegate", flat=True)
    people = accounts.people_numbered([*holders, *delegates])
    for user in people:
        settle_groups(user, on)
    return len(people)


def _refuse_twice(user, role, organisation, from_on, until_on) -> None:
    same = Duty.objects.filter(user=user, role=role, organisation=organisation)
    if queries.overlapping(same, from_on, until_on).exists():
        raise Refused(f"{user}在{organisation}已有“{role}”职责，请先收回再重新授予。", field="role")
