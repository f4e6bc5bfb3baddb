"""The door for change: putting jobs into the outbox, and what an administrator may do with those that failed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from openxian.core import audit
from openxian.core.errors import Refused
from openxian.core.outbox import registry
from openxian.core.outbox.models import Job

Priority = Job.Priority
BATCH = 500
RESENT = "人工重新发送"


@dataclass(frozen=True)
class Order:
    """One job to be put: see ``put``."""

    payload: Any
    key: str | None = None
    due_at: datetime | None = None


def put(
    topic: str,
    payload: Any,
    *,
    at: datetime,
    key: str | None = None,
    due_at: datetime | None = None,
    priority: Priority = Priority.NORMAL,
) -> None:
    """Lay a job for the worker, in the caller's transaction: it is done if and only if the act is.

    ``payload`` is what JSON can carry, without secrets: keys of rows rather than their content. Until the job is first
    taken, another put of the same ``key`` is the same job: the newest payload counts, and the earliest ``due_at``. It
    stays locked until the act is committed; an act that puts several keys puts them in one ``put_many``.
    Raises ``KeyError`` for a topic nobody handles, ``TransactionManagementError`` outside a transaction.
    """
    put_many(topic, [Order(payload, key, due_at)], at=at, priority=priority)


def put_many(topic: str, orders: Iterable[Order], *, at: datetime, priority: Priority = Priority.NORMAL) -> None:
    """``put`` for many jobs of one topic, in a few statements; of two orders with one key the later counts."""
    registry.handler_of(topic)
    if not connection.in_atomic_block:
        raise TransactionManagementError("outbox.put belongs inside the transaction of the act")
    orders = list(orders)
    last = {order.key: order for order in orders if order.key is not None}
    keyed = {key: last[key] for key in sorted(last)}  # rows are locked in one order, whoever puts them
    chosen = [*(order for order in orders if order.key is None), *keyed.values()]
    jobs = [
        Job(
            topic=topic,
            payload=order.payload,
            waiting_key=order.key,
            priority=priority,
            put_at=at,
            due_at=order.due_at or at,
        )
        for order in chosen
    ]
    Job.objects.bulk_create(jobs[: len(jobs) - len(keyed)], batch_size=BATCH)
    Job.objects.bulk_create(
        jobs[len(jobs) - len(keyed) :],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["topic", "waiting_key"],
        update_fields=["payload"],
    )
    _bring_forward(topic, keyed.values(), at, priority)


def _bring_forward(topic: str, orders: Iterable[Order], at: datetime, priority: Priority) -> None:
    """A job that waited already keeps the earlier of the two times and the more urgent of the two priorities."""
    times: dict[datetime, list[str | None]] = {}
    for order in orders:
        times.setdefault(order.due_at or at, []).append(order.key)
    for due_at, keys in times.items():
        waiting = Job.objects.filter(topic=topic, waiting_key__in=keys)
        waiting.filter(due_at__gt=due_at).update(due_at=due_at)
        waiting.filter(priority__gt=priority).update(priority=priority)


@transaction.atomic
def retry(job: Job, *, by, at: datetime) -> Job:
    """Let a dead letter be tried again, with as many attempts as a new one."""
    job = _locked(job)
    if job.state != Job.State.FAILED:
        raise Refused("这项任务没有停在那里，不用重新发送。请刷新页面看它现在的状态。")
    _revive([job], at)
    name = registry.label_of(job.topic)
    audit.record("outbox.retry", by=by, at=at, thing=job, sentence=f"重新发送后台任务“{name}”（第 {job.pk} 号）。")
    return job


@transaction.atomic
def retry_all(topic: str, *, by, at: datetime) -> int:
    """Let every dead letter of a topic be tried again; returns how many."""
    jobs = list(Job.objects.select_for_update().filter(topic=topic, state=Job.State.FAILED).order_by("pk"))
    if not jobs:
        raise Refused("这一类没有停下来的任务。")
    _revive(jobs, at)
    sentence = f"重新发送全部停下来的“{registry.label_of(topic)}”任务，共 {len(jobs)} 项。"
    numbers = [job.pk for job in jobs]
    audit.record("outbox.retry_all", by=by, at=at, thing=None, sentence=sentence, topic=topic, jobs=numbers)
    return len(jobs)


@transaction.atomic
def drop(job: Job, *, by, at: datetime, reason: str) -> Job:
    """Give a dead letter up, with a reason that stays on its row."""
    job = _locked(job)
    if job.state != Job.State.FAILED:
        raise Refused("只能放弃已经停下来的任务。")
    if not reason.strip():
        raise Refused("请写明为什么放弃。", field="reason")
    job.state, job.finished_at, job.reason = Job.State.DROPPED, at, f"放弃：{reason.strip()}"[:500]
    job.save(update_fields=["state", "finished_at", "reason"])
    sentence = f"放弃后台任务“{registry.label_of(job.topic)}”（第 {job.pk} 号）：{reason.strip()}"
    audit.record("outbox.drop", by=by, at=at, thing=job, sentence=sentence)
    return job


def _revive(jobs: list[Job], at: datetime) -> None:
    numbers = [job.pk for job in jobs]
    Job.objects.filter(pk__in=numbers).update(
        state=Job.State.WAITING, attempts=0, due_at=at, finished_at=None, reason=RESENT
    )


def _locked(job: Job) -> Job:
    return Job.objects.select_for_update().get(pk=job.pk)
