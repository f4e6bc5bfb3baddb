"""Coming and going: logins, failures, locks, log-outs and the change of one's own password."""

import secrets

from axes.utils import reset as forget_failures
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from openxian.accounts import permissions, queries, rules, signals
from openxian.accounts.models import PastPassword, User
from openxian.core import audit
from openxian.core.errors import Forbidden, Refused


@transaction.atomic
def record_login(user: User, *, at) -> str:
    """Note a login and make its session the newest; returns the stamp the session must bear."""
    user.session_stamp = secrets.token_hex(16)
    user.save(update_fields=["session_stamp"])
    audit.record("accounts.login", by=user, at=at, thing=user, sentence=f"{user}登录。")
    signals.logged_in.send(User, user=user, at=at)
    return user.session_stamp


def record_failure(username: str, *, at) -> None:
    """Note a failed login; the name typed is kept only when there is such an account."""
    user = User.objects.filter(username=username).first()
    sentence = f"{user}登录失败。" if user else "用不存在的登录名登录失败。"
    audit.record("accounts.login_failed", by=user, at=at, thing=user, sentence=sentence, succeeded=False)


def record_lock(username: str, *, at) -> None:
    """Note that an account was locked after too many failures."""
    user = User.objects.filter(username=username).first()
    sentence = f"{user}连续登录失败，账号已锁定。" if user else "不存在的登录名连续登录失败，已锁定。"
    audit.record("accounts.lock", by=None, at=at, thing=user, sentence=sentence, succeeded=False)


def record_logout(user: User, *, at) -> None:
    """Note that somebody left."""
    audit.record("accounts.logout", by=user, at=at, thing=user, sentence=f"{user}退出。")


def end_session(user: User, *, why: str, at) -> None:
    """Note that the system ended a session; ``why`` is a Chinese clause."""
    audit.record("accounts.end_session", by=None, at=at, thing=user, sentence=f"{user}的会话已结束：{why}。")


@transaction.atomic
def unlock(user: User, *, by, at) -> None:
    """Let an account locked after failed logins try again at once."""
    permissions.must_manage_rights(by, user)
    if not queries.lock_ends(user.username, at):
        raise Refused("这个账号没有锁定，可以直接登录。")
    forget_failures(username=user.username)
    audit.record("accounts.unlock", by=by, at=at, thing=user, sentence=f"解除 {user.username}（{user}）的锁定。")


def change_password(user: User, old: str, new: str, *, by, at) -> None:
    """Change one's own password; the old one is asked again."""
    if by != user:
        raise Forbidden("只能改自己的口令。")
    if not user.check_password(old):
        sentence = f"{user}改口令时原口令不对。"
        audit.record("accounts.change_password", by=by, at=at, thing=user, sentence=sentence, succeeded=False)
        raise Refused("原口令不对，请重新输入。", field="old")
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise Refused("".join(error.messages), field="new") from error
    with transaction.atomic():
        user.set_password(new)
        user.must_change_password, user.password_changed_at = False, at
        user.save(update_fields=["password", "must_change_password", "password_changed_at"])
        _remember(user, at)
        audit.record("accounts.change_password", by=by, at=at, thing=user, sentence=f"{user}更改了口令。")


def _remember(user: User, at) -> None:
    PastPassword.objects.create(user=user, password=user.password, set_at=at)
    kept = user.past_passwords.values_list("pk", flat=True)[: rules.REMEMBERED]
    user.past_passwords.exclude(pk__in=list(kept)).delete()
