"""The one-time password: compulsory per role, set up once, taken off only by the security administrator."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from openxian.accounts import actions, queries
from openxian.accounts.models import Role
from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from tests.cast import PASSWORD, login


@pytest.fixture
def guarded(writer):
    """信息员 whose role asks for a second factor."""
    Role.objects.filter(key="writer").update(second_factor_required=True)
    return writer


def code_of(device, later=0):
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = timezone.now().timestamp() + later * device.step
    return f"{totp.token():06d}"


def enter(client):
    client.post("/office/account/login/", {"username": "writer", "password": PASSWORD})


def test_a_role_that_asks_for_it_leads_to_the_set_up_first(client, guarded):
    enter(client)
    assert client.get("/office/")["Location"].startswith(reverse("accounts:set_up"))
    assert client.get(reverse("accounts:me"))["Location"].startswith(reverse("accounts:set_up"))
    page = client.get(reverse("accounts:set_up")).content.decode()
    assert "<svg" in page
    assert "<script" not in page


def test_the_first_code_completes_the_set_up_and_gives_backup_codes_once(client, guarded):
    enter(client)
    client.get(reverse("accounts:set_up"))
    device = TOTPDevice.objects.get(user=guarded)
    response = client.post(reverse("accounts:set_up"), {"code": code_of(device)}, follow=True)
    assert len(response.context["codes"]) == 8
    assert client.get(reverse("accounts:backup_codes")).context["codes"] is None
    assert client.get("/office/").status_code == 200


def test_a_wrong_first_code_sets_nothing_up(client, guarded):
    enter(client)
    page = client.post(reverse("accounts:set_up"), {"code": "000000"})
    assert "动态口令不对" in page.content.decode()
    assert not queries.has_second_factor(guarded)


def test_the_next_login_asks_for_the_code_and_then_goes_where_one_was_heading(client, guarded):
    device = TOTPDevice.objects.create(user=guarded, confirmed=True)
    enter(client)
    asked = client.get("/office/account/")["Location"]
    assert asked == reverse("accounts:verify") + "?next=%2Foffice%2Faccount%2F"
    response = client.post(reverse("accounts:verify"), {"code": code_of(device), "next": "/office/account/"})
    assert response["Location"] == "/office/account/"
    assert client.get("/office/account/").status_code == 200


def test_a_code_is_good_once_only(guarded):
    device = TOTPDevice.objects.create(user=guarded, confirmed=True)
    code = code_of(device)
    actions.pass_second_factor(guarded, code, at=timezone.now())
    with pytest.raises(Refused):
        actions.pass_second_factor(guarded, code, at=timezone.now())
    assert AuditLine.objects.filter(act="accounts.second_factor", succeeded=False).count() == 1


def test_guessing_makes_everybody_wait(guarded):
    device = TOTPDevice.objects.create(user=guarded, confirmed=True)
    for _ in range(2):
        with pytest.raises(Refused):
            actions.pass_second_factor(guarded, "000000", at=timezone.now())
    with pytest.raises(Refused, match="秒后"):
        actions.pass_second_factor(guarded, code_of(device), at=timezone.now())


def test_a_backup_code_opens_once(guarded, at):
    TOTPDevice.objects.create(user=guarded, confirmed=True)
    codes = actions.renew_backup_codes(guarded, by=guarded, at=at)
    actions.pass_second_factor(guarded, codes[0].upper(), at=at)
    with pytest.raises(Refused):
        actions.pass_second_factor(guarded, codes[0], at=at)


def test_one_who_has_a_device_cannot_set_up_another(client, guarded, at):
    TOTPDevice.objects.create(user=guarded, confirmed=True)
    enter(client)
    assert client.get(reverse("accounts:set_up")).status_code == 302
    with pytest.raises(Refused, match="安全管理员"):
        actions.confirm_second_factor(guarded, "000000", by=guarded, at=at)


def test_a_stolen_password_does_not_reach_backup_codes(client, guarded):
    TOTPDevice.objects.create(user=guarded, confirmed=True)
    enter(client)
    response = client.post(reverse("accounts:backup_codes"))
    assert response["Location"].startswith(reverse("accounts:verify"))


def test_one_who_set_it_up_freely_is_asked_too(client, writer):
    TOTPDevice.objects.create(user=writer, confirmed=True)
    enter(client)
    assert client.get("/office/")["Location"].startswith(reverse("accounts:verify"))


def test_only_the_security_administrator_takes_it_off(guarded, security_administrator, system_administrator, at):
    TOTPDevice.objects.create(user=guarded, confirmed=True)
    for person in (guarded, system_administrator):
        with pytest.raises(Forbidden):
            actions.end_second_factor(guarded, by=person, at=at)
    actions.end_second_factor(guarded, by=security_administrator, at=at)
    assert not queries.has_second_factor(guarded)


def test_taking_it_off_ends_what_is_open(client, guarded, security_administrator):
    login(client, guarded)
    actions.end_second_factor(guarded, by=security_administrator, at=timezone.now() + timedelta(seconds=1))
    assert "why=elsewhere" in client.get("/office/account/")["Location"]
