"""Logging in and out, each leaving a line."""

import pytest
from django.urls import reverse

from openxian.accounts.models import User
from openxian.core.models import AuditLine
from tests.cast import PASSWORD, login

LOGIN = "/office/account/login/"


def post(client, username="writer", password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


def acts():
    return list(AuditLine.objects.order_by("id").values_list("act", "succeeded"))


def test_the_right_password_opens_the_workplace_and_leaves_a_line(client, writer):
    response = post(client)
    assert response["Location"] == reverse("desk:home")
    line = AuditLine.objects.get(act="accounts.login")
    assert (line.actor_id, line.address, line.succeeded) == (writer.pk, "127.0.0.1", True)


def test_the_login_name_may_be_typed_in_capitals(client, writer):
    assert post(client, username=" Writer ").status_code == 302


def test_a_wrong_password_is_refused_in_one_sentence_and_noted(client, writer):
    response = post(client, password="wrong")
    assert "登录名或口令不对" in response.content.decode()
    assert acts() == [("accounts.login_failed", False)]


def test_what_was_typed_for_an_unknown_account_is_not_kept(client, db):
    post(client, username="my-secret-password")
    assert not AuditLine.objects.filter(sentence__contains="my-secret").exists()
    assert acts() == [("accounts.login_failed", False)]


def test_somebody_without_a_role_starts_on_their_own_page(client, nobody):
    assert post(client, username="nobody")["Location"] == reverse("accounts:me")
    assert client.get(reverse("accounts:me")).status_code == 200


def test_the_way_back_leads_only_to_our_own_pages(client, writer):
    assert post(client, next="https://evil.example/")["Location"] == reverse("desk:home")
    client.logout()
    assert post(client, next="/office/account/")["Location"] == "/office/account/"


def test_leaving_needs_a_post_and_leaves_a_line(client, writer):
    login(client, writer)
    assert client.get(reverse("accounts:logout")).status_code == 405
    client.post(reverse("wagtailadmin_logout"))
    assert acts()[-1] == ("accounts.logout", True)
    assert client.get("/office/", follow=True).redirect_chain[-1][0].startswith(LOGIN)


def test_a_disabled_account_cannot_log_in_and_is_thrown_out(client, writer):
    login(client, writer)
    User.objects.filter(pk=writer.pk).update(is_active=False)
    assert client.get(reverse("accounts:me"))["Location"].startswith(LOGIN)
    assert "登录名或口令不对" in post(client).content.decode()


@pytest.mark.parametrize("door", ["/office/login/?next=/office/", "/office/"])
def test_every_way_in_is_our_login_page(client, db, door):
    response = client.get(door, follow=True)
    assert response.redirect_chain[-1][0].startswith(LOGIN)
    assert response.status_code == 200


def test_the_login_page_needs_no_script(client, db):
    assert "<script" not in client.get(LOGIN).content.decode()
