"""Accounts: made, changed, disabled and reset by the system administrator, frozen when nobody uses them."""

import secrets
import string

from django.core.exceptions import ValidationError
from django.db import transaction

from openxian.accounts import permissions, queries, rules
from openxian.accounts.models import PastPassword, User
from openxian.core import audit
from openxian.core.errors import Refused

READABLE = [sign for sign in string.ascii_letters + string.digits if sign not in "0O1lI"]


@transaction.atomic
def create_account(*, username: str, name: str, email: str = "", phone: str = "", password: str = "", by, at):
    """Make an account without any right; returns (user, initial password), to be told to the person once."""
    permissions.must_manage_accounts(by)
    user = User(username=username, name=name, email=email, phone=phone, enabled_at=at)
    _check(user)
    password = password or initial_password()
    _set_initial(user, password, at)
    audit.record("accounts.create", by=by, at=at, thing=user, sentence=f"建立账号 {username}（{name}）。")
    return user, password


@transaction.atomic
def change_account(user: User, *, name: str, email: str, phone: str, by, at) -> User:
    """Change how a person is called and reached; the login name stays for ever."""
    permissions.must_manage_accounts(by, user)
    user = _locked(user)
    before = f"{user.name} {user.email} {user.phone}".strip()
    user.name, user.email, user.phone = name, email, phone
    _check(user)
    user.save(update_fields=["name", "email", "phone"])
    sentence = f"修改账号 {user.username} 的姓名和联系方式。"
    audit.record("accounts.change", by=by, at=at, thing=user, sentence=sentence, before=before)
    return user


@transaction.atomic
def disable_account(user: User, *, by, at) -> User:
    """Let nobody log in with an account any more; what is open ends with the next click."""
    permissions.must_manage_accounts(by, user)
    user = _locked(user)
    if not user.is_active:
        raise Refused("这个账号已经停用。")
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit.record("accounts.disable", by=by, at=at, thing=user, sentence=f"停用账号 {user.username}（{user}）。")
    return user


@transaction.atomic
def enable_account(user: User, *, by, at) -> User:
    """Let a disabled or frozen account be used again."""
    permissions.must_manage_accounts(by, user)
    user = _locked(user)
    if user.is_active:
        raise Refused("这个账号正在使用，不用再启用。")
    user.is_active, user.frozen_at, user.enabled_at = True, None, at
    user.save(update_fields=["is_active", "frozen_at", "enabled_at"])
    audit.record("accounts.enable", by=by, at=at, thing=user, sentence=f"重新启用账号 {user.username}（{user}）。")
    return user


@transaction.atomic
def reset_password(user: User, *, by, at) -> str:
    """Give an account a new initial password, told once and changed at the next login; returns it."""
    permissions.must_manage_accounts(by, user)
    user = _locked(user)
    password = initial_password()
    _set_initial(user, password, at)
    audit.record(
        "accounts.reset_password", by=by, at=at, thing=user, sentence=f"重置 {user.username}（{user}）的口令。"
    )
    return password


def freeze_idle_accounts(*, at) -> list[User]:
    """Disable accounts nobody has used for 90 days (等保三级 访问控制); returns them."""
    return [_freeze(user, at) for user in queries.idle_accounts(at)]


@transaction.atomic
def _freeze(user: User, at) -> User:
    user.is_active, user.frozen_at = False, at
    user.save(update_fields=["is_active", "frozen_at"])
    sentence = f"账号 {user.username}（{user}）已 {rules.IDLE_DAYS} 天未用，自动冻结。"
    audit.record("accounts.freeze", by=None, at=at, thing=user, sentence=sentence)
    return user


def initial_password() -> str:
    """A password nobody can guess and everybody can type: four groups of four signs."""
    while True:
        groups = ["".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4)]
        password = "-".join(groups)
        if not rules.password_complaints(password, "", ()):
            return password


def _set_initial(user: User, password: str, at) -> None:
    user.set_password(password)
    user.must_change_password, user.password_changed_at = True, at
    user.save()
    PastPassword.objects.create(user=user, password=user.password, set_at=at)


def _check(user: User) -> None:
    """Raise ``Refused`` with the first thing that is wrong with an account."""
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(messages[0], field=field if field != "__all__" else None) from error


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)
