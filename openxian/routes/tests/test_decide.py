"""Agreeing takes a case to its next step, until the route ends."""

import pytest

from openxian.core.assignments.models import Assignment
from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.routes import actions
from openxian.routes.models import Run
from openxian.routes.signals import run_finished
from openxian.routes.tests.conftest import labels, part, route_of, stage, step


def begun(case, route, drafter, at, amount=20000):
    return actions.start_run(case, route=route, fields={"amount": amount}, by=drafter, at=at)


def test_the_next_step_opens_when_the_one_before_has_agreed(case, route, drafter, chief, director, at):
    run = begun(case, route, drafter, at)
    actions.decide(part(run), by=chief, at=at, passed=True)
    assert labels() == ["信息员会签", "局长审批"]


def test_a_step_whose_condition_does_not_hold_is_passed_over(case, route, drafter, chief, writer, at):
    run = begun(case, route, drafter, at, amount=300)
    actions.decide(part(run), by=chief, at=at, passed=True)
    actions.decide(part(run), by=writer, at=at, passed=True)
    assert labels() == ["办公室派车"]


def test_steps_beside_each_other_wait_for_all_of_them(case, route, drafter, chief, director, writer, at):
    run = begun(case, route, drafter, at)
    actions.decide(part(run), by=chief, at=at, passed=True)
    actions.decide(part(run, "局长审批"), by=director, at=at, passed=True)
    assert labels() == ["信息员会签"]
    actions.decide(part(run), by=writer, at=at, passed=True)
    assert labels() == ["办公室派车"]


def test_one_agreement_is_enough_where_any_may_decide(case, education, drafter, writer, first_reviewer, at):
    parallel = stage(step("a", writer), step("b", first_reviewer), join="any")
    run = begun(case, route_of(education, parallel, at=at), drafter, at)
    actions.decide(part(run, "环节b"), by=first_reviewer, at=at, passed=True)
    assert labels() == []
    assert set(Assignment.objects.values_list("label", "outcome")) == {("环节a", "dropped"), ("环节b", "done")}
    assert Run.objects.get().state == "passed"


def test_the_holders_of_one_step_all_agree_or_any_of_them(case, education, drafter, writer, first_reviewer, at):
    everybody = stage(step("a", writer, first_reviewer))
    anybody = stage(step("b", writer, first_reviewer, join="any"))
    run = begun(case, route_of(education, everybody, anybody, at=at), drafter, at)
    first, second = Assignment.objects.open()
    actions.decide(first, by=writer, at=at, passed=True)
    assert labels() == ["环节a"]
    actions.decide(second, by=first_reviewer, at=at, passed=True)
    assert labels() == ["环节b", "环节b"]
    actions.decide(Assignment.objects.open().first(), by=writer, at=at, passed=True)
    run.refresh_from_db()
    assert (labels(), run.state, run.ended_at) == ([], "passed", at)


def test_whoever_owns_the_case_hears_that_it_has_passed(case, route, drafter, chief, writer, at):
    heard = []
    listener = lambda sender, run, passed, by, **_: heard.append((run.thing_id, passed, by))  # noqa: E731
    run_finished.connect(listener)
    run = begun(case, route, drafter, at, amount=1)
    actions.decide(part(run), by=chief, at=at, passed=True)
    actions.decide(part(run), by=writer, at=at, passed=True)
    assert heard == []
    actions.decide(part(run), by=chief, at=at, passed=True)
    run_finished.disconnect(listener)
    assert heard == [(str(case.pk), True, chief)]


def test_nobody_decides_for_another(case, route, drafter, chief, stranger, at):
    run = begun(case, route, drafter, at)
    with pytest.raises(Forbidden):
        actions.decide(part(run), by=stranger, at=at, passed=True)
    assert labels() == ["科室负责人审核"]


def test_what_is_decided_is_not_decided_again(case, route, drafter, chief, director, at):
    run = begun(case, route, drafter, at)
    first = part(run)
    actions.decide(first, by=chief, at=at, passed=True)
    with pytest.raises(Refused, match="刷新"):
        actions.decide(first, by=chief, at=at, passed=True)
    assert len(labels()) == 2


def test_a_decision_leaves_a_line_on_the_case(case, route, drafter, chief, director, at):
    run = begun(case, route, drafter, at)
    actions.decide(part(run), by=chief, at=at, passed=True, reason="可以去")
    line = AuditLine.objects.get(act="routes.decide")
    assert (line.sentence, line.thing_id, line.actor_name) == (
        "同意“科室负责人审核”：可以去。",
        str(case.pk),
        str(chief),
    )


def test_a_step_that_nobody_can_take_is_not_opened(case, education, drafter, writer, director_post, at):
    run = begun(
        case, route_of(education, stage(step("a", writer)), stage(step("b", director_post)), at=at), drafter, at
    )
    with pytest.raises(Refused, match="没有人"):
        actions.decide(part(run), by=writer, at=at, passed=True)
    assert labels() == ["环节a"]
