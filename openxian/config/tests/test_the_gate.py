"""What no row of the gate names is shut; what it names opens for the named roles only."""

import pytest
from django.test import Client

from openxian.config.gate import ANYONE, NOBODY, admits, allowed
from tests.cast import login


def test_a_view_nobody_thought_of_is_shut():
    assert allowed("some_library:new_view") == NOBODY


@pytest.mark.parametrize(
    "view",
    [
        "wagtailusers_users:add",
        "wagtailusers_groups:edit",
        "wagtailadmin_workflows:disable",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_password_reset",
        "wagtailadmin_account",
    ],
)
def test_the_doors_that_would_pass_our_acts_by_are_shut_for_everyone(view):
    assert allowed(view) == NOBODY


def test_public_pages_ask_for_no_one():
    class Unasked:
        @property
        def user(self):
            raise AssertionError("a public page must not look at the session")

    assert allowed("portal:home") == ANYONE
    assert admits(ANYONE, Unasked, ())


@pytest.mark.django_db
def test_a_role_comes_in_and_another_is_refused(site_manager, writer):
    assert login(Client(), site_manager).get("/office/pages/", follow=True).status_code == 200
    assert login(Client(), writer).get("/office/pages/").status_code == 403


@pytest.mark.django_db
def test_a_shut_door_does_not_exist_even_for_the_security_administrator(security_administrator):
    assert login(Client(), security_administrator).get("/office/users/").status_code == 404


@pytest.mark.django_db
def test_a_stranger_is_led_to_the_login():
    assert Client().get("/office/pages/").url == "/office/account/login/?next=/office/pages/"
