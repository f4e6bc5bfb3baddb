"""再试：间隔逐次加倍，试满为止；停下来的任务写明原因，可以重新发送或放弃。"""

from datetime import timedelta

import pytest

from openxian.core.errors import Refused
from openxian.core.models import AuditLine
from openxian.core.outbox import actions, rules
from openxian.core.outbox.errors import GiveUp, TryLater
from openxian.core.outbox.models import Job


@pytest.fixture
def carrier(handle):
    """A receiver that fails as long as ``carrier.error`` says so."""

    class Carrier:
        error = ConnectionRefusedError("refused")
        calls = []

        def run(self, payload, *, at, idempotency_key):
            self.calls.append(idempotency_key)
            if self.error:
                raise self.error

    carrier = Carrier()
    carrier.calls = []
    handle("letters", carrier.run, kind="outside", attempts=3)
    return carrier


def put_and_fail(work, at, times):
    actions.put("letters", {}, at=at)
    for number in range(times):
        work(at + timedelta(hours=number))
    return Job.objects.get()


def test_a_failed_job_waits_and_is_tried_again_with_the_same_idempotency_key(carrier, work, at, db):
    job = put_and_fail(work, at, 1)
    assert (job.state, job.attempts) == ("waiting", 1)
    assert job.reason.startswith("连不上对方")
    assert at < job.due_at < at + timedelta(minutes=1)
    carrier.error = None
    assert work(job.due_at - timedelta(seconds=1)) == (0, 0)
    assert work(job.due_at) == (1, 0)
    assert carrier.calls == [job.idempotency_key] * 2


def test_after_its_last_attempt_it_becomes_a_dead_letter(carrier, work, at, db):
    job = put_and_fail(work, at, 5)
    assert (job.state, job.attempts, len(carrier.calls)) == ("failed", 3, 3)
    assert job.finished_at == at + timedelta(hours=2)


@pytest.mark.parametrize("error", [GiveUp("手机号是空号。"), Refused("稿件已经撤下。")])
def test_what_can_never_succeed_is_not_tried_again(carrier, work, at, db, error):
    carrier.error = error
    job = put_and_fail(work, at, 1)
    assert (job.state, job.reason) == ("failed", str(error))


def test_a_handler_may_name_the_time_of_the_next_attempt(carrier, work, at, db):
    carrier.error = TryLater("网关忙。", after=timedelta(minutes=7))
    assert put_and_fail(work, at, 1).due_at == at + timedelta(minutes=7)


def test_a_dead_letter_can_be_sent_again_by_hand(carrier, work, at, nobody):
    job = put_and_fail(work, at, 3)
    actions.retry(job, by=nobody, at=at)
    carrier.error = None
    assert work(at) == (1, 0)
    assert len(set(carrier.calls)) == 1
    assert AuditLine.objects.get(act="outbox.retry").sentence == f"重新发送后台任务“试验任务”（第 {job.pk} 号）。"


def test_all_dead_letters_of_a_topic_can_be_sent_again(carrier, work, at, nobody):
    carrier.error = GiveUp("没有这个人。")
    for _ in range(3):
        actions.put("letters", {}, at=at)
    work(at)
    assert actions.retry_all("letters", by=nobody, at=at) == 3
    assert AuditLine.objects.filter(act="outbox.retry_all").count() == 1
    with pytest.raises(Refused):
        actions.retry_all("letters", by=nobody, at=at)


def test_a_dead_letter_can_be_given_up_with_a_reason(carrier, work, at, nobody):
    job = put_and_fail(work, at, 3)
    with pytest.raises(Refused) as refusal:
        actions.drop(job, by=nobody, at=at, reason=" ")
    assert refusal.value.field == "reason"
    dropped = actions.drop(job, by=nobody, at=at, reason="对方已注销")
    assert (dropped.state, dropped.reason) == ("dropped", "放弃：对方已注销")
    assert AuditLine.objects.filter(act="outbox.drop", thing_id=str(job.pk)).exists()
    with pytest.raises(Refused):
        actions.retry(job, by=nobody, at=at)


def test_only_dead_letters_are_sent_again_or_given_up(carrier, at, nobody):
    actions.put("letters", {}, at=at)
    job = Job.objects.get()
    with pytest.raises(Refused):
        actions.retry(job, by=nobody, at=at)
    with pytest.raises(Refused):
        actions.drop(job, by=nobody, at=at, reason="不要了")


def test_the_delay_doubles_up_to_an_hour_and_jobs_spread_out():
    delays = [rules.delay(attempt, "7").total_seconds() for attempt in range(1, 12)]
    plain = [min(10 * 2**number, 3600) for number in range(11)]
    assert all(0.8 * base <= delay <= 1.2 * base for delay, base in zip(delays, plain, strict=True))
    assert len({rules.delay(1, str(number)) for number in range(50)}) == 50
    assert rules.delay(3, "7") == rules.delay(3, "7")


def test_effects_inside_the_database_go_back_with_a_failure(handle, work, at, db):
    from openxian.core.outbox.models import Schedule

    def half(payload, *, at, idempotency_key):
        Schedule.objects.create(name="half", next_at=at)
        raise RuntimeError("in the middle")

    handle("letters", half)
    actions.put("letters", {}, at=at)
    assert work(at) == (0, 1)
    assert not Schedule.objects.filter(name="half").exists()
    assert "程序出错（RuntimeError）" in Job.objects.get().reason
