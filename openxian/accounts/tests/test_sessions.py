"""A session ends when nobody is there, and when the same person logs in elsewhere (等保三级 身份鉴别 b)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openxian.accounts.middleware import SEEN
from openxian.core.models import AuditLine
from tests.cast import login

ME = "/office/account/"


def seen(client, minutes_ago):
    session = client.session
    session[SEEN] = int((timezone.now() - timedelta(minutes=minutes_ago)).timestamp())
    session.save()
    return session[SEEN]


def test_after_fifteen_idle_minutes_one_is_logged_out_and_told(client, writer):
    login(client, writer)
    seen(client, 16)
    response = client.get(ME, follow=True)
    assert "没有操作" in response.content.decode()
    assert AuditLine.objects.filter(act="accounts.end_session").count() == 1


def test_within_fifteen_minutes_one_stays(client, writer):
    login(client, writer)
    seen(client, 14)
    assert client.get(ME).status_code == 200
    assert timezone.now().timestamp() - client.session[SEEN] < 5


def test_reading_on_within_a_minute_does_not_write(client, writer):
    login(client, writer)
    before = seen(client, 0.5)
    client.get(ME)
    assert client.session[SEEN] == before


def test_a_page_that_asks_by_itself_does_not_keep_the_session_alive(client, writer):
    login(client, writer)
    before = seen(client, 10)
    assert client.get(ME, headers={"X-OpenXian-Poll": "1"}).status_code == 200
    assert client.session[SEEN] == before


def test_a_page_that_asks_by_itself_is_told_when_the_session_is_over(client, writer):
    login(client, writer)
    seen(client, 16)
    response = client.get(ME, headers={"X-OpenXian-Poll": "1"})
    assert response.status_code == 403
    assert "重新登录" in response.json()["error"]


def test_a_new_login_ends_the_older_session(client, writer):
    elsewhere = Client()
    login(client, writer)
    login(elsewhere, writer)
    assert elsewhere.get(ME).status_code == 200
    assert "别处登录" in client.get(ME, follow=True).content.decode()


def test_several_sessions_where_the_installation_allows_it(client, writer, settings):
    settings.OPENXIAN_SINGLE_SESSION = False
    elsewhere = Client()
    login(client, writer)
    login(elsewhere, writer)
    assert client.get(ME).status_code == 200


@pytest.mark.parametrize("address", ["accounts:login", "accounts:logout"])
def test_the_entrances_stay_open(client, writer, address):
    login(client, writer)
    seen(client, 16)
    assert client.post(reverse(address)).status_code == 302
