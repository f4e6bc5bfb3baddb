"""A case is returned with a reason: to its drafter, or to a step it has passed."""

import pytest

from openxian.core.assignments.models import Assignment
from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.routes import actions
from openxian.routes.tests.conftest import labels, part


@pytest.fixture
def run(case, route, drafter, chief, director, writer, at):
    """A case before the two beside each other."""
    run = actions.start_run(case, route=route, fields={"amount": 20000}, by=drafter, at=at)
    actions.decide(part(run), by=chief, at=at, passed=True)
    return run


def test_not_agreeing_returns_it_to_the_drafter(run, writer, drafter, at):
    actions.decide(part(run, "信息员会签"), by=writer, at=at, passed=False, reason="缺行程")
    run.refresh_from_db()
    assert run.state == "returned"
    waiting = part(run)
    assert (waiting.label, waiting.holder) == ("修改后重新提交", f"person:{drafter.pk}")
    assert waiting.note == "退回：缺行程"
    outcomes = dict(Assignment.objects.exclude(closed_at=None).values_list("label", "outcome"))
    assert (outcomes["信息员会签"], outcomes["局长审批"]) == ("returned", "dropped")


def test_a_reason_is_asked_for(run, writer, at):
    with pytest.raises(Refused) as refused:
        actions.decide(part(run, "信息员会签"), by=writer, at=at, passed=False, reason=" ")
    assert refused.value.field == "reason"
    assert labels() == ["信息员会签", "局长审批"]


def test_back_to_an_earlier_step_from_which_it_goes_on_again(run, director, chief, at):
    actions.send_back(part(run, "局长审批"), to="pchief", reason="金额再核", by=director, at=at)
    assert labels() == ["科室负责人审核"]
    assert part(run).note == "金额再核"
    actions.decide(part(run), by=chief, at=at, passed=True)
    assert labels() == ["信息员会签", "局长审批"]


@pytest.mark.parametrize("target", ["pwriter", "pdone", "nowhere"])
def test_only_to_what_it_has_passed(run, director, target, at):
    with pytest.raises(Refused, match="已经走过"):
        actions.send_back(part(run, "局长审批"), to=target, reason="再看", by=director, at=at)


def test_nobody_sends_back_what_is_not_theirs(run, stranger, at):
    with pytest.raises(Forbidden):
        actions.send_back(part(run, "局长审批"), reason="再看", by=stranger, at=at)
    assert labels() == ["信息员会签", "局长审批"]


def test_the_return_is_told_in_one_sentence(run, director, at):
    actions.send_back(part(run, "局长审批"), to="pchief", reason="金额再核", by=director, at=at)
    line = AuditLine.objects.get(act="routes.send_back")
    assert line.sentence == "把“去市里开会的用车申请”从“局长审批”退回科室负责人审核：金额再核。"
