"""The second factor: a one-time password from the person's phone, and codes on paper for when it is lost."""

from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from openxian.accounts import permissions, queries
from openxian.accounts.models import User
from openxian.core import audit
from openxian.core.errors import Refused

BACKUP_CODES = 8


def begin_second_factor(user: User) -> TOTPDevice:
    """The device ``user`` is about to set up, not yet in force; the same one until it is confirmed."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="动态口令", confirmed=False)


def confirm_second_factor(user: User, code: str, *, by, at) -> TOTPDevice:
    """Put the device in force once its first code is right; a device already in force stays."""
    if queries.has_second_factor(user):
        raise Refused("动态口令已在使用。手机换了或丢了，请找安全管理员解除后重新设置。")
    device = begin_second_factor(user)
    if not device.verify_token(code):
        raise Refused(_wrong(device, at), field="code")
    with transaction.atomic():
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        audit.record("accounts.set_up_second_factor", by=by, at=at, thing=user, sentence=f"{user}设置了动态口令。")
    return device


@transaction.atomic
def renew_backup_codes(user: User, *, by, at) -> list[str]:
    """New codes for when the phone is lost, each good for one login; the old ones are void. Returns them."""
    device, _ = StaticDevice.objects.get_or_create(user=user, name="备用码")
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _ in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    audit.record("accounts.renew_backup_codes", by=by, at=at, thing=user, sentence=f"{user}取得一组新的备用码。")
    return codes


def pass_second_factor(user: User, code: str, *, at):
    """The device that accepts ``code`` (from the phone or a backup code); raises ``Refused`` otherwise."""
    code = code.replace(" ", "").lower()
    model = TOTPDevice if code.isdigit() and len(code) == 6 else StaticDevice
    with transaction.atomic():
        device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
        passed = device is not None and device.verify_token(code)
        sentence = f"{user}通过了动态口令。" if passed else f"{user}的动态口令不对。"
        audit.record("accounts.second_factor", by=user, at=at, thing=user, sentence=sentence, succeeded=passed)
    if not passed:
        raise Refused(_wrong(device, at), field="code")
    return device


@transaction.atomic
def end_second_factor(user: User, *, by, at) -> None:
    """Take the second factor off an account whose phone was lost; the next login sets up a new one if asked."""
    permissions.must_manage_rights(by, user)
    removed, _ = TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    if not removed:
        raise Refused("这个账号没有设置动态口令。")
    user.session_stamp = "ended"
    user.save(update_fields=["session_stamp"])
    audit.record("accounts.end_second_factor", by=by, at=at, thing=user, sentence=f"解除{user}的动态口令。")


def _wrong(device, at) -> str:
    """What to say of a wrong code, and how long the device makes everybody wait."""
    if device is None:
        return "没有这个备用码，请检查后重新输入。"
    allowed, reason = device.verify_is_allowed()
    if allowed:
        return "动态口令不对，请等手机上显示下一个再输入。"
    wait = max(1, round((reason["locked_until"] - at).total_seconds()))
    return f"动态口令不对，请 {wait} 秒后输入手机上新显示的一个。"
