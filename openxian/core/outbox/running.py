"""Doing one job that was taken, and saying how it ended."""

import socket
import ssl
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

from openxian.core.errors import Refused
from openxian.core.outbox import registry, rules
from openxian.core.outbox.claiming import mine
from openxian.core.outbox.errors import GiveUp, TryLater
from openxian.core.outbox.models import Job

log = structlog.get_logger("openxian.outbox")
Clock = Callable[[], datetime]


# the most special first
REASONS: tuple[tuple[type[Exception], str], ...] = (
    (TimeoutError, "对方没有在时限内回答"),
    (ConnectionRefusedError, "连不上对方：对方没有开着这个服务"),
    (ConnectionError, "和对方的连接断了"),
    (socket.gaierror, "找不到对方的主机名"),
    (ssl.SSLError, "和对方的加密连接没有建成"),
    (FileNotFoundError, "文件不在了"),
    (PermissionError, "没有读写文件的权限"),
    (OSError, "读写文件或网络出错"),
)


class Lost(Exception):  # noqa: N818
    """The job is no longer in our hands: whoever has it now says how it ends."""


def do(job: Job, clock: Clock) -> bool:
    """Do a job and mark its row; whether it succeeded.

    A fault of the database while the row is being marked is the caller's: the row stays as it is and is taken back.
    """
    handler = registry.handler_of(job.topic)
    try:
        if handler.kind == "inside":
            _inside(handler, job, clock)
        else:
            _outside(handler, job, clock)
    except Lost:
        log.warning("job lost", topic=job.topic, job=job.pk, attempt=job.attempts)
        return False
    except Exception as error:
        _failed(job, handler, error, clock())
        return False
    tell = log.debug if job.topic.startswith(registry.SCHEDULED) else log.info  # a beat of 30 seconds is no news
    tell("job done", topic=job.topic, job=job.pk, attempt=job.attempts)
    return True


@transaction.atomic
def _inside(handler: registry.Handler, job: Job, clock: Clock) -> None:
    """Effects and mark in one transaction: either both are there or neither, so the job takes effect exactly once."""
    if not mine(job).select_for_update().exists():
        raise Lost
    _run(handler, job, clock)
    _done(job, clock())


def _outside(handler: registry.Handler, job: Job, clock: Clock) -> None:
    """Effects first, then the mark: a death in between means once more, with the same idempotency key."""
    _run(handler, job, clock)
    _done(job, clock())


def _run(handler: registry.Handler, job: Job, clock: Clock) -> Any:
    return handler.run(job.payload, at=clock(), idempotency_key=job.idempotency_key)


def _done(job: Job, at: datetime) -> None:
    if not mine(job).update(state=Job.State.DONE, worker=None, finished_at=at, reason=""):
        raise Lost


def _failed(job: Job, handler: registry.Handler, error: Exception, at: datetime) -> None:
    """Wait for the next attempt, or stop for good when there is none."""
    final = isinstance(error, GiveUp | Refused) or job.attempts >= handler.attempts
    changes: dict[str, Any] = {"worker": None, "reason": reason_of(error)[:500]}
    if final:
        changes |= {"state": Job.State.FAILED, "finished_at": at}
    else:
        after = (error.after if isinstance(error, TryLater) else None) or rules.delay(job.attempts, str(job.pk))
        changes |= {"state": Job.State.WAITING, "started_at": None, "due_at": at + after}
    mine(job).update(**changes)
    expected = isinstance(error, GiveUp | Refused | TryLater)
    told = {"topic": job.topic, "job": job.pk, "attempt": job.attempts, "final": final}
    log.warning("job failed", exc_info=None if expected else error, reason=changes["reason"], **told)


def reason_of(error: Exception) -> str:
    """A sentence for people: a handler's own words, or what went wrong in the program."""
    if isinstance(error, GiveUp | Refused | TryLater):
        return str(error)
    words = next((words for kind, words in REASONS if isinstance(error, kind)), None)
    return f"{words}（{error}）" if words else f"程序出错（{type(error).__name__}）：{error}"
