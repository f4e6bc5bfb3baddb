"""While one is away another acts; each person delegates for themselves."""

from datetime import date, timedelta

import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.organisations import actions, queries

TODAY = date(2026, 3, 2)
FRIDAY = TODAY + timedelta(days=4)


def away(by, user, at, from_on=TODAY, to_on=FRIDAY):
    return actions.delegate(user, from_on=from_on, to_on=to_on, reason="出差", by=by, at=at)


def test_the_delegate_may_do_what_the_delegator_may(first_reviewer, stranger, education, at):
    away(first_reviewer, stranger, at)
    assert queries.holds(stranger, "first_reviewer", FRIDAY, education)
    assert stranger.groups.filter(role__key="first_reviewer").exists()


def test_an_ended_delegation_counts_no_more(first_reviewer, stranger, education, at):
    delegation = away(first_reviewer, stranger, at)
    actions.end_delegation(delegation, by=first_reviewer, at=at)
    assert not queries.holds(stranger, "first_reviewer", TODAY, education)
    assert not stranger.groups.filter(role__key="first_reviewer").exists()
    with pytest.raises(Refused, match="已经结束"):
        actions.end_delegation(delegation, by=first_reviewer, at=at)


def test_the_delegate_cannot_end_or_pass_on_what_was_delegated(first_reviewer, stranger, nobody, education, at):
    delegation = away(first_reviewer, stranger, at)
    with pytest.raises(Forbidden):
        actions.end_delegation(delegation, by=stranger, at=at)
    away(stranger, nobody, at)
    assert not queries.holds(nobody, "first_reviewer", TODAY, education)


def test_the_security_administrator_may_end_it(first_reviewer, stranger, security_administrator, at):
    delegation = away(first_reviewer, stranger, at)
    assert actions.end_delegation(delegation, by=security_administrator, at=at).ended_at == at


@pytest.mark.parametrize(
    ("from_on", "to_on", "said"),
    [
        (TODAY - timedelta(days=1), FRIDAY, "已经过去"),
        (FRIDAY, TODAY, "不能早于"),
        (TODAY, TODAY + timedelta(days=400), "最长一年"),
    ],
)
def test_one_delegates_forward_and_not_for_ever(first_reviewer, stranger, at, from_on, to_on, said):
    with pytest.raises(Refused, match=said):
        away(first_reviewer, stranger, at, from_on, to_on)


def test_two_delegates_at_once_are_refused(first_reviewer, stranger, writer, at):
    away(first_reviewer, stranger, at)
    with pytest.raises(Refused, match="已经委托"):
        away(first_reviewer, writer, at)


def test_not_to_oneself_nor_to_the_disabled_nor_without_a_duty(first_reviewer, stranger, nobody, at):
    with pytest.raises(Refused, match="自己"):
        away(first_reviewer, first_reviewer, at)
    with pytest.raises(Refused, match="没有可以委托"):
        away(nobody, stranger, at)
    stranger.is_active = False
    stranger.save()
    with pytest.raises(Refused, match="停用"):
        away(first_reviewer, stranger, at)


def test_the_rights_of_an_administrator_are_not_delegated(system_administrator, nobody, at):
    with pytest.raises(Refused, match="没有可以委托"):
        away(system_administrator, nobody, at)
