"""The drafter mends a returned case and sends it along again; or takes it back."""

import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.routes import actions
from openxian.routes.models import Run
from openxian.routes.tests.conftest import labels, part


@pytest.fixture
def returned(case, route, drafter, chief, director, writer, at):
    """A case its first reader sent back."""
    run = actions.start_run(case, route=route, fields={"amount": 20000}, by=drafter, at=at)
    actions.decide(part(run), by=chief, at=at, passed=False, reason="太贵")
    run.refresh_from_db()
    return run


def test_it_begins_again_with_what_it_says_now(returned, drafter, chief, writer, at):
    actions.resubmit(returned, fields={"amount": 500}, by=drafter, at=at, remark="改坐班车")
    assert labels() == ["科室负责人审核"]
    actions.decide(part(returned), by=chief, at=at, passed=True)
    assert labels() == ["信息员会签"]
    assert Run.objects.count() == 1


def test_only_the_drafter_sends_it_again(returned, chief, at):
    with pytest.raises(Forbidden):
        actions.resubmit(returned, fields={}, by=chief, at=at)
    assert labels() == ["修改后重新提交"]


def test_what_was_not_returned_is_not_sent_again(returned, drafter, at):
    actions.resubmit(returned, fields={}, by=drafter, at=at)
    with pytest.raises(Refused, match="没有退回"):
        actions.resubmit(returned, fields={}, by=drafter, at=at)


def test_a_returned_case_can_be_recalled(returned, drafter, at):
    actions.recall_run(returned, reason="不去了", by=drafter, at=at)
    assert labels() == []
