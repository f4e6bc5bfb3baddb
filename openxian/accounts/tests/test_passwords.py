"""What a password must be, and when it must be changed (等保三级 身份鉴别 a)."""

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from openxian.accounts import actions, rules
from openxian.accounts.passwords import common_passwords
from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from tests.cast import PASSWORD, login

NEW = "Deep-River-77"


@pytest.mark.parametrize("password", ["Deep-River-77", "rufDEM+gwi", "深山老林Ab1Ab1", "aB3aB3zZ9qQ7"])
def test_a_strong_password_is_taken(password):
    assert rules.password_complaints(password, "writer", common_passwords()) == []


@pytest.mark.parametrize(
    ("password", "complaint"),
    [
        ("Ab1-xyzwv", "至少 10 位"),
        ("deepriver77", "至少要有三类"),
        ("Writer-2026-x", "登录名"),
        ("Password123!", "太常见"),
        ("P@ssw0rd2026", "太常见"),
        ("1qaz2wsx#EDC", "太常见"),
        ("Qwertyuiop1", "太常见"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(password, complaint):
    assert any(complaint in said for said in rules.password_complaints(password, "writer", common_passwords()))


def test_one_changes_the_password_and_stays_logged_in(client, writer):
    login(client, writer)
    client.post(reverse("accounts:password"), {"old": PASSWORD, "new": NEW, "again": NEW})
    assert client.get(reverse("accounts:me")).status_code == 200
    writer.refresh_from_db()
    assert writer.check_password(NEW)
    assert AuditLine.objects.filter(act="accounts.change_password", succeeded=True).count() == 1


def test_the_old_password_is_asked_and_a_wrong_one_noted(writer, at):
    with pytest.raises(Refused, match="原口令不对"):
        actions.change_password(writer, "wrong", NEW, by=writer, at=at)
    assert AuditLine.objects.get(act="accounts.change_password").succeeded is False


def test_nobody_changes_the_password_of_another(writer, stranger, at):
    with pytest.raises(Forbidden):
        actions.change_password(writer, PASSWORD, NEW, by=stranger, at=at)


def test_the_last_five_passwords_are_not_taken_again(writer, at):
    old = PASSWORD
    for number in range(5):
        new = f"Deep-River-{number}x"
        actions.change_password(writer, old, new, by=writer, at=at + timedelta(days=number))
        old = new
    for used in range(5):
        with pytest.raises(ValidationError, match="最近 5 次"):
            validate_password(f"Deep-River-{used}x", writer)
    assert writer.past_passwords.count() == 5


def test_an_initial_password_must_be_changed_before_anything_else(client, writer):
    writer.must_change_password = True
    writer.save()
    login(client, writer)
    assert client.get("/office/")["Location"].startswith(reverse("accounts:password"))
    assert "初始口令" in client.get(reverse("accounts:password")).content.decode()


def test_a_password_of_ninety_days_must_be_changed(client, writer):
    writer.password_changed_at = timezone.now() - timedelta(days=91)
    writer.save()
    login(client, writer)
    assert client.get(reverse("accounts:me"))["Location"].startswith(reverse("accounts:password"))


def test_the_two_new_passwords_must_be_the_same(client, writer):
    login(client, writer)
    page = client.post(reverse("accounts:password"), {"old": PASSWORD, "new": NEW, "again": NEW + "x"})
    assert "不一样" in page.content.decode()
