"""Who has which job: taking, giving back, and taking back from those that died.

On PostgreSQL a row is taken under ``FOR UPDATE SKIP LOCKED``, so that workers on many hosts never wait for one another;
on SQLite the same statements run in one short IMMEDIATE transaction. A job is a worker's own as long as it is running,
carries the worker's number, and its count of attempts has not moved on: that count is the fence against a worker that
was believed dead and comes back.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from openxian.core.outbox import registry
from openxian.core.outbox.models import Job, Worker

LOST = "后台进程中断，任务没有做完"


def take(worker: Worker, most: int, *, at: datetime) -> list[Job]:
    """Take up to ``most`` due jobs of the topics this program knows, urgent ones first."""
    due = _due(at)
    if not due.exists():  # looking takes no lock; on SQLite a look-around must not keep writers out
        return []
    with transaction.atomic():
        jobs = list(due.select_for_update(skip_locked=True).order_by("priority", "due_at", "pk")[:most])
        taken = {"state": Job.State.RUNNING, "worker": worker, "started_at": at, "waiting_key": None}
        Job.objects.filter(pk__in=[job.pk for job in jobs]).update(**taken, attempts=F("attempts") + 1)
    for job in jobs:
        job.attempts += 1
        for name, value in taken.items():
            setattr(job, name, value)
    return jobs


def _due(at: datetime) -> QuerySet[Job]:
    return Job.objects.filter(state=Job.State.WAITING, due_at__lte=at, topic__in=registry.topics())


def mine(job: Job) -> QuerySet[Job]:
    """The row, if it is still in the hands of whoever took it this time."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, worker=job.worker_id, attempts=job.attempts)


def give_back(jobs: Collection[Job]) -> int:
    """Return jobs that were taken and not begun: as if they had never been taken."""
    waiting = {"state": Job.State.WAITING, "worker": None, "started_at": None}
    return sum(mine(job).update(**waiting, attempts=F("attempts") - 1) for job in jobs)


def take_back(worker: Worker, in_hand: Collection[int], *, at: datetime, silence: timedelta) -> int:
    """Let jobs wait again whose worker died, or which this worker lost when the database went away.

    A row that somebody holds locked is passed over: it is being finished just now. Jobs that have used up their
    attempts become dead letters: one that kills its worker must not do so for ever.
    """
    silent = Worker.objects.filter(seen_at__lt=at - silence).exclude(pk=worker.pk)
    dead = Q(worker=None) | Q(worker__in=silent.values("pk"))
    forgotten = Q(worker=worker.pk) & ~Q(pk__in=list(in_hand))
    lost = Job.objects.filter(dead | forgotten, state=Job.State.RUNNING)
    if not lost.exists() and not silent.exists():
        return 0
    with transaction.atomic():
        rows = list(lost.select_for_update(skip_locked=True, of=("self",)))
        spent = [job.pk for job in rows if job.attempts >= _most(job)]
        again = [job.pk for job in rows if job.attempts < _most(job)]
        Job.objects.filter(pk__in=again).update(state=Job.State.WAITING, worker=None, started_at=None, reason=LOST)
        Job.objects.filter(pk__in=spent).update(
            state=Job.State.FAILED, worker=None, finished_at=at, reason=f"{LOST}，已试满次数"
        )
        busy = Job.objects.filter(state=Job.State.RUNNING, worker__isnull=False)
        silent.exclude(pk__in=busy.values("worker")).delete()
    return len(rows)


def _most(job: Job) -> int:
    return registry.handler_of(job.topic).attempts if job.topic in registry.topics() else 1
