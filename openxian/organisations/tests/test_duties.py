"""Granting and revoking duties, and the coarse rights that follow them."""

from datetime import date, timedelta

import pytest

from openxian.accounts.models import Role
from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.organisations import actions, queries
from openxian.organisations.models import Duty
from tests.cast import login

TODAY = date(2026, 3, 2)


def role(key):
    return Role.objects.get(key=key)


def test_a_granted_duty_counts_and_leaves_a_line(nobody, education, security_administrator, at):
    actions.grant_duty(nobody, role("writer"), education, from_on=TODAY, by=security_administrator, at=at)
    assert queries.holds(nobody, "writer", TODAY, education)
    assert nobody.has_perm("wagtailadmin.access_admin")
    assert "白丁" in AuditLine.objects.get(act="organisations.grant_duty").sentence


def test_a_revoked_duty_counts_no_more(writer, education, security_administrator, at):
    actions.revoke_duty(Duty.objects.get(), by=security_administrator, at=at)
    assert not queries.holds(writer, "writer", TODAY, education)
    assert not writer.groups.exists()


def test_the_coarse_right_stays_while_another_duty_needs_it(writer, forestry, security_administrator, at):
    actions.grant_duty(writer, role("writer"), forestry, from_on=TODAY, by=security_administrator, at=at)
    actions.revoke_duty(Duty.objects.first(), by=security_administrator, at=at)
    assert writer.groups.filter(role__key="writer").exists()


def test_nobody_else_grants(nobody, education, system_administrator, site_manager, at):
    for person in (system_administrator, site_manager, nobody):
        with pytest.raises(Forbidden):
            actions.grant_duty(nobody, role("writer"), education, from_on=TODAY, by=person, at=at)


def test_nobody_grants_to_themselves(education, security_administrator, at):
    with pytest.raises(Forbidden):
        actions.grant_duty(
            security_administrator, role("writer"), education, from_on=TODAY, by=security_administrator, at=at
        )


def test_administrators_are_not_made_by_a_duty(nobody, education, security_administrator, at):
    with pytest.raises(Refused, match="账号页面"):
        actions.grant_duty(
            nobody, role("system_administrator"), education, from_on=TODAY, by=security_administrator, at=at
        )


def test_the_same_duty_is_not_held_twice(writer, education, security_administrator, at):
    with pytest.raises(Refused, match="已有"):
        actions.grant_duty(writer, role("writer"), education, from_on=TODAY, by=security_administrator, at=at)


def test_a_duty_for_an_abolished_body_is_refused(nobody, education, system_administrator, security_administrator, at):
    actions.abolish(education, effective_on=TODAY, basis="依据", by=system_administrator, at=at)
    education.refresh_from_db()
    with pytest.raises(Refused, match="已撤销"):
        actions.grant_duty(nobody, role("writer"), education, from_on=TODAY, by=security_administrator, at=at)


def test_a_duty_that_ran_out_overnight_gives_no_coarse_right_at_the_next_login(client, writer):
    Duty.objects.update(until_on=date(2021, 1, 1))
    login(client, writer)
    assert not writer.groups.exists()


def test_a_duty_of_tomorrow_gives_the_coarse_right_tomorrow(nobody, education, security_administrator, at):
    tomorrow = TODAY + timedelta(days=1)
    actions.grant_duty(nobody, role("writer"), education, from_on=tomorrow, by=security_administrator, at=at)
    assert not nobody.groups.exists()
    assert actions.settle_all_groups(on=tomorrow) == 1
    assert nobody.groups.filter(role__key="writer").exists()


def test_administrators_keep_their_role_when_duties_are_settled(system_administrator):
    actions.settle_groups(system_administrator, TODAY)
    assert system_administrator.groups.count() == 1
