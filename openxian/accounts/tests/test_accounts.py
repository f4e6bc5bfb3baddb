"""Accounts: made, changed, disabled, reset, frozen."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from openxian.accounts import actions, queries, rules
from openxian.accounts.models import Role, User
from openxian.core.errors import Refused
from openxian.core.models import AuditLine
from tests.cast import PASSWORD, make_user


@pytest.fixture
def told(system_administrator, at):
    return {"by": system_administrator, "at": at}


def test_a_new_account_has_no_rights_and_a_password_to_be_changed(told):
    user, password = actions.create_account(username="new.comer", name="新人", **told)
    assert user.check_password(password)
    assert user.must_change_password
    assert queries.role_keys(user) == set()
    assert rules.password_complaints(password, "new.comer", ()) == []
    assert password not in str(list(AuditLine.objects.values_list("sentence", "detail")))


@pytest.mark.parametrize(("username", "said"), [("writer", "已有人使用"), ("Big", "小写字母开头"), ("ab", "3–40 位")])
def test_a_login_name_is_well_formed_and_taken_once(told, writer, username, said):
    with pytest.raises(Refused, match=said) as refusal:
        actions.create_account(username=username, name="新人", **told)
    assert refusal.value.field == "username"


def test_changing_keeps_the_login_name(told, writer):
    actions.change_account(writer, name="陈小禾", email="chen@example.com", phone="", **told)
    writer.refresh_from_db()
    assert (writer.username, writer.name) == ("writer", "陈小禾")


def test_disabling_and_enabling_once_each(told, writer):
    actions.disable_account(writer, **told)
    with pytest.raises(Refused, match="已经停用"):
        actions.disable_account(writer, **told)
    assert actions.enable_account(writer, **told).is_active
    with pytest.raises(Refused, match="正在使用"):
        actions.enable_account(writer, **told)


def test_a_reset_password_is_new_and_must_be_changed(told, writer):
    password = actions.reset_password(writer, **told)
    writer.refresh_from_db()
    assert writer.check_password(password)
    assert not writer.check_password(PASSWORD)
    assert writer.must_change_password


def test_an_account_unused_for_ninety_days_is_frozen(at, writer, stranger):
    User.objects.update(created_at=at - timedelta(days=200), last_login=at - timedelta(days=89))
    User.objects.filter(pk=writer.pk).update(last_login=at - timedelta(days=90))
    assert actions.freeze_idle_accounts(at=at) == [writer]
    writer.refresh_from_db()
    assert (writer.is_active, writer.frozen_at) == (False, at)
    assert AuditLine.objects.get().act == "accounts.freeze"


def test_one_who_never_logged_in_is_frozen_ninety_days_after_being_made(at, writer):
    User.objects.update(created_at=at - timedelta(days=91), last_login=None)
    assert actions.freeze_idle_accounts(at=at) == [writer]


def test_one_enabled_again_has_ninety_days_to_log_in(at, told, writer):
    User.objects.filter(pk=writer.pk).update(created_at=at - timedelta(days=200), last_login=None)
    actions.freeze_idle_accounts(at=at)
    actions.enable_account(writer, **told)
    assert actions.freeze_idle_accounts(at=at + timedelta(days=89)) == []


def test_the_command_freezes_and_says_whom(db, capsys):
    user = make_user("sleeper", "睡者")
    User.objects.filter(pk=user.pk).update(created_at=user.created_at - timedelta(days=100))
    call_command("freeze_idle_accounts")
    assert "sleeper" in capsys.readouterr().out


def test_the_first_administrators_are_three_people_with_one_role_each(db, capsys):
    call_command("create_administrators")
    said = capsys.readouterr().out
    for role in Role.objects.exclude(administrator=""):
        holder = role.group.user_set.get()
        assert holder.must_change_password
        assert holder.username in said
    with pytest.raises(CommandError):
        call_command("create_administrators")


def test_when_every_security_administrator_is_frozen_the_command_makes_another(db, capsys):
    call_command("create_administrators")
    User.objects.filter(username="security.administrator").update(is_active=False)
    call_command("create_administrators")
    new = User.objects.get(username="security.administrator.2")
    assert queries.role_keys(new) == {"security_administrator"}
    assert User.objects.count() == 4
