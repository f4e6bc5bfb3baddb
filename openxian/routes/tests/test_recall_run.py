"""The drafter takes a case back before it has ended."""

import pytest

from openxian.core.assignments.models import Assignment
from openxian.core.errors import Forbidden, Refused
from openxian.routes import actions
from openxian.routes.models import Run
from openxian.routes.signals import run_finished
from openxian.routes.tests.conftest import labels, part


@pytest.fixture
def run(case, route, drafter, chief, at):
    """A case with its first step."""
    return actions.start_run(case, route=route, fields={}, by=drafter, at=at)


def test_it_ends_without_having_passed_and_its_room_hears_it(run, drafter, at):
    heard = []
    listener = lambda sender, run, passed, **_: heard.append((run.pk, passed))  # noqa: E731
    run_finished.connect(listener)
    actions.recall_run(run, reason="不去了", by=drafter, at=at)
    run_finished.disconnect(listener)
    assert heard == [(run.pk, False)]
    assert labels() == []
    assert list(Assignment.objects.values_list("outcome", "remark")) == [("recalled", "不去了")]
    assert Run.objects.get().state == "recalled"


def test_what_else_is_open_about_the_case_stays_open(run, case, drafter, chief, at):
    from openxian.core.assignments import actions as assignments

    assignments.open_round(
        case, kind="other", step="other", label="另一件事", holders=[f"person:{chief.pk}"], by=None, at=at
    )
    actions.recall_run(run, reason="不去了", by=drafter, at=at)
    assert labels() == ["另一件事"]


def test_only_the_drafter_recalls_and_says_why(run, chief, drafter, at):
    with pytest.raises(Forbidden):
        actions.recall_run(run, reason="x", by=chief, at=at)
    with pytest.raises(Refused, match="理由"):
        actions.recall_run(run, reason="", by=drafter, at=at)


def test_nothing_is_recalled_or_decided_after_the_end(run, chief, drafter, at):
    first = part(run)
    actions.recall_run(run, reason="不去了", by=drafter, at=at)
    with pytest.raises(Refused, match="已经结束"):
        actions.recall_run(run, reason="再撤", by=drafter, at=at)
    with pytest.raises(Refused, match="已经结束"):
        actions.decide(first, by=chief, at=at, passed=True)


def test_a_recalled_case_can_set_out_again(run, case, route, drafter, at):
    actions.recall_run(run, reason="改日期", by=drafter, at=at)
    again = actions.start_run(case, route=route, fields={}, by=drafter, at=at)
    assert labels() == ["科室负责人审核"]
    assert again.pk != run.pk
