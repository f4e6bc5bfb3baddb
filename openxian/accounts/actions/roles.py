"""Roles: the table of them in every database, who is given one, and what each asks of a login."""

from django.apps import apps
from django.db import transaction

from openxian.accounts import permissions, queries, rules
from openxian.accounts.models import Role, User
from openxian.accounts.roles import ENTRY, ROLES, RoleSpec
from openxian.core import audit
from openxian.core.errors import Forbidden, Refused


def sync_roles(registry=apps) -> None:
    """Make every role of ``ROLES`` exist with its group and permissions; may be run again and again.

    ``registry`` may be a past state of apps during a migration. The policy of a role
    (second factor or not) is set when the role is new and afterwards belongs to the security administrator.
    """
    for spec in ROLES:
        _sync_role(registry, spec)


def _sync_role(registry, spec: RoleSpec) -> None:
    model, group_model = registry.get_model("accounts", "Role"), registry.get_model("auth", "Group")
    role = model.objects.filter(key=spec.key).select_related("group").first()
    if role is None:
        group, _ = group_model.objects.get_or_create(name=spec.name)
        role = model(key=spec.key, group=group, second_factor_required=spec.second_factor_required)
    role.name, role.explanation, role.administrator = spec.name, spec.explanation, spec.administrator
    role.save()
    role.group.permissions.set(_permissions(registry, spec))


def _permissions(registry, spec: RoleSpec) -> list:
    """The permissions of ``spec`` that exist already (a room may be left out of an installation)."""
    permission = registry.get_model("auth", "Permission")
    found = []
    for name in {ENTRY, *spec.permissions}:
        app_label, codename = name.split(".")
        found += permission.objects.filter(content_type__app_label=app_label, codename=codename)
    return found


@transaction.atomic
def grant_role(user: User, role: Role, *, by, at) -> None:
    """Make ``user`` one of the three administrators; the other roles come with a duty at a body."""
    permissions.must_manage_rights(by, user)
    if not role.administrator:
        raise Refused(f"“{role}”要和单位一起授予，请到“岗位职责”里办理。")
    User.objects.select_for_update().get(pk=user.pk)
    if not rules.may_become_administrator(role.administrator, queries.administrator_kinds(user)):
        raise Refused("系统、安全、审计三类管理员互斥，请先收回这个人现有的管理员角色。", field="role")
    if user.groups.filter(pk=role.group_id).exists():
        raise Refused(f"{user}已是{role}，不用再授予。", field="role")
    user.groups.add(role.group)
    audit.record("accounts.grant_role", by=by, at=at, thing=user, sentence=f"授予{user}“{role}”角色。", role=role.key)


@transaction.atomic
def revoke_role(user: User, role: Role, *, by, at) -> None:
    """Take an administrator's role back."""
    permissions.must_manage_rights(by, user)
    if not role.administrator or not user.groups.filter(pk=role.group_id).exists():
        raise Refused(f"{user}没有直接授予的“{role}”角色，无可收回。")
    user.groups.remove(role.group)
    audit.record(
        "accounts.revoke_role", by=by, at=at, thing=user, sentence=f"收回{user}的“{role}”角色。", role=role.key
    )


@transaction.atomic
def set_policy(role: Role, *, second_factor_required: bool, by, at) -> None:
    """Say whether those who hold ``role`` must log in with a second factor."""
    permissions.must_manage_rights(by)
    if by is not None and by.groups.filter(pk=role.group_id).exists():
        raise Forbidden("不能改自己所持角色的策略，请找另一位安全管理员。")
    role.second_factor_required = second_factor_required
    role.save(update_fields=["second_factor_required"])
    asked = "须用" if second_factor_required else "可不用"
    audit.record("accounts.set_policy", by=by, at=at, thing=role, sentence=f"规定“{role}”登录{asked}动态口令。")
