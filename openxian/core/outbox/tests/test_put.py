"""提交后台任务：和动作同一个事务；同一标记在取走之前只有一项。"""

from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.db.transaction import TransactionManagementError

from openxian.core.outbox import actions
from openxian.core.outbox.actions import Order, Priority
from openxian.core.outbox.models import Job


@pytest.fixture
def letters(handle):
    """A handler that writes down what it was given."""
    done = []

    def note(payload, *, at, idempotency_key):
        done.append(payload)

    handle("letters", note)
    return done


def test_a_job_is_done_when_the_act_is(letters, work, at, db):
    actions.put("letters", {"to": 1}, at=at)
    assert work(at) == (1, 0)
    assert letters == [{"to": 1}]
    assert Job.objects.get().state == "done"


def test_a_job_is_gone_when_the_act_is_not_done(letters, at, db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.put("letters", {"to": 1}, at=at)
        raise ZeroDivisionError
    assert not Job.objects.exists()


def test_a_job_without_a_transaction_is_refused(letters, at, db, monkeypatch):
    with monkeypatch.context() as outside, pytest.raises(TransactionManagementError):
        outside.setattr(connections["default"], "in_atomic_block", False)
        actions.put("letters", {}, at=at)


def test_a_topic_nobody_handles_is_refused(at, db):
    with pytest.raises(KeyError):
        actions.put("unheard_of", {}, at=at)


def test_of_two_jobs_with_one_key_the_newest_content_and_the_earliest_time_count(letters, work, at, db):
    actions.put("letters", "first", at=at, key="person:1", due_at=at + timedelta(hours=1))
    actions.put("letters", "second", at=at, key="person:1", due_at=at + timedelta(hours=2))
    actions.put("letters", "third", at=at, key="person:2", due_at=at)
    assert work(at + timedelta(hours=1)) == (2, 0)
    assert letters == ["third", "second"]


def test_a_key_may_be_used_again_once_its_job_was_taken(letters, work, at, db):
    actions.put("letters", "first", at=at, key="person:1")
    work(at)
    actions.put("letters", "second", at=at, key="person:1")
    work(at)
    assert letters == ["first", "second"]


def test_a_job_that_was_tried_takes_no_new_content(handle, work, at, db):
    """What was perhaps received already must not change under the same idempotency key."""
    seen = []

    def fail_once(payload, *, at, idempotency_key):
        seen.append((payload, idempotency_key))
        if len(seen) == 1:
            raise OSError("no answer")

    handle("letters", fail_once, kind="outside")
    actions.put("letters", "first", at=at, key="k")
    work(at)
    actions.put("letters", "second", at=at, key="k")
    work(at + timedelta(minutes=1))
    assert [payload for payload, _ in seen].count("first") == 2
    keys = {payload: {key for p, key in seen if p == payload} for payload in ("first", "second")}
    assert len(keys["first"]) == len(keys["second"]) == 1 and keys["first"] != keys["second"]


def test_urgent_jobs_come_first(letters, work, at, db):
    actions.put("letters", "plain", at=at)
    actions.put("letters", "urgent", at=at, priority=Priority.URGENT)
    actions.put_many("letters", [Order("many")], at=at, priority=Priority.BULK)
    work(at)
    assert letters == ["urgent", "plain", "many"]


def test_a_job_made_urgent_afterwards_is_urgent(letters, at, db):
    actions.put("letters", "plain", at=at, key="k")
    actions.put("letters", "plain", at=at, key="k", priority=Priority.URGENT)
    assert Job.objects.get().priority == Priority.URGENT


def test_a_thousand_jobs_are_put_in_few_statements(letters, at, db, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        actions.put_many("letters", [Order(number, key=str(number)) for number in range(1000)], at=at)
    assert Job.objects.count() == 1000


def test_of_one_key_twice_in_one_put_the_later_counts(letters, work, at, db):
    actions.put_many("letters", [Order("old", key="k"), Order("new", key="k")], at=at)
    work(at)
    assert letters == ["new"]
