"""Five failures lock an account for half an hour (等保三级 身份鉴别 b)."""

from datetime import UTC, datetime, timedelta

import pytest
from axes.models import AccessAttempt

from openxian.accounts import actions, queries, rules
from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from tests.cast import PASSWORD

LOGIN = "/office/account/login/"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


def fail(client, times):
    for _ in range(times):
        response = client.post(LOGIN, {"username": "writer", "password": "wrong"})
    return response


def test_the_fifth_failure_locks_and_says_until_when(client, writer):
    assert fail(client, 4).status_code == 200
    response = fail(client, 1)
    assert response.status_code == 429
    assert "以后再试" in response.content.decode()
    assert AuditLine.objects.filter(act="accounts.lock").count() == 1


def test_the_right_password_does_not_help_while_locked(client, writer):
    fail(client, 5)
    response = client.post(LOGIN, {"username": "writer", "password": PASSWORD})
    assert response.status_code == 429
    assert not AuditLine.objects.filter(act="accounts.login").exists()


def test_capitals_do_not_get_around_the_lock(client, writer):
    fail(client, 5)
    assert client.post(LOGIN, {"username": "WRITER", "password": PASSWORD}).status_code == 429


def test_the_lock_ends_by_itself(client, writer):
    fail(client, 5)
    AccessAttempt.objects.update(attempt_time=datetime.now(UTC) - timedelta(minutes=31))
    assert client.post(LOGIN, {"username": "writer", "password": PASSWORD}).status_code == 302


def test_trying_on_does_not_lengthen_the_lock(client, writer):
    fail(client, 5)
    ends = queries.lock_ends("writer", datetime.now(UTC))
    fail(client, 3)
    assert queries.lock_ends("writer", datetime.now(UTC)) == ends


def test_the_security_administrator_unlocks(client, writer, security_administrator):
    fail(client, 5)
    actions.unlock(writer, by=security_administrator, at=datetime.now(UTC))
    assert client.post(LOGIN, {"username": "writer", "password": PASSWORD}).status_code == 302


def test_nobody_else_unlocks(client, writer, system_administrator, at):
    with pytest.raises(Forbidden):
        actions.unlock(writer, by=system_administrator, at=at)


def test_what_is_not_locked_cannot_be_unlocked(writer, security_administrator, at):
    with pytest.raises(Refused, match="没有锁定"):
        actions.unlock(writer, by=security_administrator, at=at)


@pytest.mark.parametrize(
    ("failures", "ends"),
    [
        ([], None),
        ([(NOON, 4)], None),
        ([(NOON, 5)], NOON + HALF_HOUR),
        ([(NOON, 3), (NOON + timedelta(minutes=10), 2)], NOON + HALF_HOUR),
        ([(NOON, 1), (NOON + timedelta(minutes=10), 5)], NOON + timedelta(minutes=40)),
    ],
)
def test_a_lock_ends_when_too_few_failures_are_remembered(failures, ends):
    assert rules.lock_ends(failures, 5, HALF_HOUR) == ends
