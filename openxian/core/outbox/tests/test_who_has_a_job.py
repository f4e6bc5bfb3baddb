"""任务在谁手里：取走、交还、后台进程没了就收回；死而复生的进程不能再算数。"""

from datetime import timedelta

import pytest

from openxian.core.outbox import actions, claiming, running
from openxian.core.outbox.models import Job, Worker

SILENCE = timedelta(seconds=60)


@pytest.fixture
def done(handle):
    """Jobs that were done, by an *inside* handler."""
    done = []

    def note(payload, *, at, idempotency_key):
        done.append(payload)

    handle("letters", note, attempts=3)
    return done


@pytest.fixture
def first(at, db):
    return worker(at)


@pytest.fixture
def second(at, db):
    return worker(at)


def worker(at):
    return Worker.objects.create(host="主机", process=1, started_at=at, seen_at=at)


def put(at, count=1):
    actions.put_many("letters", [actions.Order(number) for number in range(count)], at=at)


def take_back(by, at, in_hand=()):
    return claiming.take_back(by, in_hand, at=at, silence=SILENCE)


def test_a_job_is_taken_by_one_worker_only(done, first, second, at):
    put(at, 5)
    mine, theirs = claiming.take(first, 3, at=at), claiming.take(second, 3, at=at)
    assert (len(mine), len(theirs)) == (3, 2)
    assert not {job.pk for job in mine} & {job.pk for job in theirs}


def test_a_job_is_not_taken_before_its_time(done, first, at):
    actions.put("letters", 1, at=at, due_at=at + SILENCE)
    assert claiming.take(first, 3, at=at) == []


def test_a_topic_this_program_does_not_know_is_left_to_one_that_does(done, first, at):
    put(at)
    Job.objects.update(topic="of a newer version")
    assert claiming.take(first, 3, at=at) == []


def test_what_was_not_begun_is_given_back_untouched(done, first, second, at):
    put(at, 2)
    assert claiming.give_back(claiming.take(first, 2, at=at)) == 2
    assert [job.attempts for job in claiming.take(second, 2, at=at)] == [1, 1]


def test_the_jobs_of_a_silent_worker_wait_again(done, first, second, at):
    put(at)
    claiming.take(first, 1, at=at)
    late = at + SILENCE + timedelta(seconds=1)
    assert take_back(second, at + SILENCE) == 0
    assert take_back(second, late) == 1
    assert claiming.take(second, 1, at=late)[0].attempts == 2
    assert not Worker.objects.filter(pk=first.pk).exists()


def test_a_worker_that_comes_back_from_the_dead_does_not_count(done, first, second, at):
    put(at)
    [job] = claiming.take(first, 1, at=at)
    late = at + 2 * SILENCE
    take_back(second, late)
    [again] = claiming.take(second, 1, at=late)
    assert running.do(job, lambda: late) is False
    assert done == []
    assert running.do(again, lambda: late) is True
    assert running.do(job, lambda: late) is False
    assert done == [0]


def test_what_a_worker_lost_in_an_outage_is_taken_back_by_itself(done, first, at):
    put(at, 2)
    kept, lost = claiming.take(first, 2, at=at)
    assert take_back(first, at, in_hand=[kept.pk]) == 1
    assert Job.objects.get(state="waiting").pk == lost.pk


def test_a_job_that_kills_its_worker_each_time_becomes_a_dead_letter(done, second, at):
    put(at)
    for _ in range(3):
        at += 2 * SILENCE
        Worker.objects.filter(pk=second.pk).update(seen_at=at)
        claiming.take(worker(at - 2 * SILENCE), 1, at=at)
        take_back(second, at)
    job = Job.objects.get()
    assert (job.state, job.attempts) == ("failed", 3)
    assert "后台进程中断" in job.reason


def test_finished_jobs_are_removed_when_they_are_old_and_dead_letters_stay(done, work, at, db):
    from openxian.core.outbox import keeping

    put(at, 4)
    work(at)
    states = ["done", "failed", "dropped", "done"]
    for job, state in zip(Job.objects.order_by("pk"), states, strict=True):
        Job.objects.filter(pk=job.pk).update(state=state)
    Job.objects.filter(pk=Job.objects.last().pk).update(finished_at=at + timedelta(days=6))
    assert keeping.tidy(at=at + timedelta(days=8)) == 1
    assert keeping.tidy(at=at + timedelta(days=91)) == 2
    assert [job.state for job in Job.objects.all()] == ["failed"]
