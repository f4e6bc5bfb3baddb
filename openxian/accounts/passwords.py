"""The password rules in the shape Django asks for (settings AUTH_PASSWORD_VALIDATORS)."""

from functools import cache

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from openxian.accounts import rules


@cache
def common_passwords() -> frozenset[str]:
    """The passwords everybody tries (Django's list of twenty thousand)."""
    return frozenset(CommonPasswordValidator().passwords)


class StrengthValidator:
    """Length, kinds of characters, login name, common passwords."""

    def validate(self, password, user=None):
        complaints = rules.password_complaints(password, getattr(user, "username", ""), common_passwords())
        if complaints:
            raise ValidationError(complaints)

    def get_help_text(self):
        return (
            f"至少 {rules.SHORTEST} 位，小写字母、大写字母、数字、符号四类取三类，"
            f"不含登录名，不用常见口令，不与最近 {rules.REMEMBERED} 次相同。"
        )


class NotRecentValidator:
    """Not the password in use, nor one of the last few."""

    def validate(self, password, user=None):
        if user is None or user.pk is None:
            return
        past = user.past_passwords.values_list("password", flat=True)[: rules.REMEMBERED]
        if any(check_password(password, digest) for digest in {user.password, *past} if digest):
            raise ValidationError(f"不能与最近 {rules.REMEMBERED} 次用过的口令相同。")

    def get_help_text(self):
        return ""
