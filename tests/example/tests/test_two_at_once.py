"""Two people act at the same moment: one after the other, and neither misses what the other did."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from openxian.core.assignments import actions as assignments
from openxian.core.assignments import queries
from openxian.core.errors import Refused
from openxian.core.workflow import moving
from tests.example import actions
from tests.example.models import SupplyRequest

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@contextmanager
def meanwhile(act):
    """``act`` begins while the block's transaction is still open; yields a list for its answer or refusal."""
    answers, begun = [], threading.Event()

    def run():
        begun.set()
        try:
            answers.append(act())
        except Refused as refusal:
            answers.append(refusal)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        yield answers, thread.start
        begun.wait()
        thread.join(0.3)
    thread.join()


def test_whoever_was_added_meanwhile_is_waited_for(county, writer, first_reviewer, stranger, at):
    holders = [f"person:{first_reviewer.pk}"]
    [part] = assignments.open_round(county, kind="test", step="a", label="会签", holders=holders, by=writer, at=at)
    with meanwhile(lambda: assignments.finish(part, by=first_reviewer, at=at)) as (answers, start):
        assignments.add_holder(part, holder=f"person:{stranger.pk}", by=writer, at=at, reason="一起看")
        start()
    assert answers == [False], "the round is not over: somebody else has been asked"
    assert [row.holder for row in queries.of(county) if row.is_open] == [f"person:{stranger.pk}"]


def test_a_case_moved_while_a_part_was_handed_over_leaves_no_part_behind(draft, writer, first_reviewer, stranger, at):
    case = actions.submit(draft, by=writer, at=at)
    [part] = queries.mine(first_reviewer, at)
    with meanwhile(lambda: moving.move(case, "recall", by=writer, at=at)) as (answers, start):
        assignments.hand_over(part, to=f"person:{stranger.pk}", by=first_reviewer, at=at, reason="外出")
        start()
    assert isinstance(answers[0], Refused), "the hand-over came first: somebody has acted"
    assert [row.holder for row in queries.of(case) if row.is_open] == [f"person:{stranger.pk}"]


def test_two_advisers_who_agree_at_once_move_it_once(draft, writer, first_reviewer, treasurer, storekeeper, at):
    case = moving.move(actions.submit(draft, by=writer, at=at), "approve", by=first_reviewer, at=at)
    with meanwhile(lambda: moving.move(case, "agree", by=storekeeper, at=at).state) as (answers, start):
        assert moving.move(case, "agree", by=treasurer, at=at).state == "heard"
        start()
    assert answers == ["ready"]
    assert SupplyRequest.objects.get().state == "ready"
    assert [row.role for row in queries.of(case) if row.is_open] == ["keeper"]
