"""System, security and audit administration are three people with three kinds of rights."""

import pytest

from openxian.accounts import actions, queries
from openxian.accounts.models import Role, User
from openxian.accounts.roles import ROLES
from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from tests.cast import give_role, make_user

KINDS = ["system_administrator", "security_administrator", "audit_administrator"]


def role(key):
    return Role.objects.get(key=key)


@pytest.mark.parametrize("held", KINDS)
@pytest.mark.parametrize("wanted", KINDS)
def test_nobody_holds_two_administrations(held, wanted, security_administrator, nobody, at):
    give_role(nobody, held)
    with pytest.raises(Refused, match="互斥|已是"):
        actions.grant_role(nobody, role(wanted), by=security_administrator, at=at)


@pytest.mark.parametrize("key", KINDS)
def test_the_security_administrator_grants_and_revokes_each(key, security_administrator, nobody, at):
    actions.grant_role(nobody, role(key), by=security_administrator, at=at)
    assert queries.role_keys(nobody) == {key}
    actions.revoke_role(nobody, role(key), by=security_administrator, at=at)
    assert queries.role_keys(nobody) == set()
    assert list(AuditLine.objects.order_by("id").values_list("act", flat=True)) == [
        "accounts.grant_role",
        "accounts.revoke_role",
    ]


@pytest.mark.parametrize("key", ["system_administrator", "audit_administrator", "site_manager", "final_reviewer"])
def test_nobody_else_grants_or_sets_policy(key, nobody, at):
    person = give_role(make_user("other", "别人"), key)
    with pytest.raises(Forbidden):
        actions.grant_role(nobody, role("audit_administrator"), by=person, at=at)
    with pytest.raises(Forbidden):
        actions.set_policy(role("writer"), second_factor_required=False, by=person, at=at)


def test_nobody_changes_their_own_rights(security_administrator, system_administrator, at):
    with pytest.raises(Forbidden):
        actions.grant_role(security_administrator, role("audit_administrator"), by=security_administrator, at=at)
    with pytest.raises(Forbidden):
        actions.revoke_role(security_administrator, role("security_administrator"), by=security_administrator, at=at)
    with pytest.raises(Forbidden):
        actions.set_policy(
            role("security_administrator"), second_factor_required=False, by=security_administrator, at=at
        )
    with pytest.raises(Forbidden):
        actions.reset_password(system_administrator, by=system_administrator, at=at)


def test_roles_of_a_body_are_not_granted_without_one(security_administrator, nobody, at):
    with pytest.raises(Refused, match="岗位职责"):
        actions.grant_role(nobody, role("writer"), by=security_administrator, at=at)


@pytest.mark.parametrize("key", ["security_administrator", "audit_administrator", "site_manager", "writer"])
def test_only_the_system_administrator_keeps_accounts(key, nobody, at):
    person = give_role(make_user("other", "别人"), key)
    with pytest.raises(Forbidden):
        actions.create_account(username="new", name="新人", by=person, at=at)
    for act in (actions.disable_account, actions.enable_account, actions.reset_password):
        with pytest.raises(Forbidden):
            act(nobody, by=person, at=at)


def test_policy_says_who_needs_a_second_factor(security_administrator, writer, at):
    assert not queries.needs_second_factor(writer)
    actions.set_policy(role("writer"), second_factor_required=True, by=security_administrator, at=at)
    assert queries.needs_second_factor(writer)


def test_syncing_roles_again_changes_nothing_and_keeps_the_policy(db):
    Role.objects.filter(key="writer").update(second_factor_required=True)
    actions.sync_roles()
    assert Role.objects.count() == len(ROLES)
    assert role("writer").second_factor_required
    assert all(item.group.permissions.filter(codename="access_admin").exists() for item in Role.objects.all())


def test_the_database_refuses_a_superuser(nobody):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=nobody.pk).update(is_superuser=True)
