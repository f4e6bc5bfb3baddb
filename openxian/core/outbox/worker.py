"""The worker: one thread that takes jobs and shows that it is alive, a few that do them.

It never asks the clock itself: the command hands it one, so a test can hand it another.
"""

import os
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue

import structlog
from django.db import DatabaseError, InterfaceError, close_old_connections, connections

from openxian.core.outbox import claiming, running, scheduling
from openxian.core.outbox.models import Job, Worker

log = structlog.get_logger("openxian.worker")
LONGEST_OUTAGE_WAIT = 5.0
AHEAD = 4  # jobs taken for each thread, so that a look is made once for several


@dataclass(frozen=True)
class Pace:
    """Seconds: how often to look for jobs, to show oneself, after what silence one counts as dead, how long to wait
    for what is in hand when told to stop; and how many jobs to do at a time."""

    look: float = 0.5
    show: float = 10.0
    silence: float = 60.0
    patience: float = 8.0
    threads: int = 2


def work_off(*, clock: Callable[[], datetime], most: int = 10_000) -> tuple[int, int]:
    """Do in this thread whatever is due, jobs that were put meanwhile included; returns (done, failed).

    For ``openxian worker --once``, and for tests: ``work_off(clock=lambda: at)``.
    """
    scheduling.settle(at=clock())
    scheduling.lay_due(at=clock())
    me = _register(clock())
    done = failed = 0
    try:
        while done + failed < most and (jobs := claiming.take(me, 1, at=clock())):
            succeeded = running.do(jobs[0], clock)
            done, failed = done + succeeded, failed + (not succeeded)
    finally:
        me.delete()
    return done, failed


def _register(at: datetime) -> Worker:
    return Worker.objects.create(host=socket.gethostname()[:120], process=os.getpid(), started_at=at, seen_at=at)


class WorkerLoop:
    """A worker's life: ``run`` returns when ``stop`` was called and what was in hand is done."""

    def __init__(self, clock: Callable[[], datetime], pace: Pace, alive: Callable[[], None]) -> None:
        self.clock, self.pace, self.alive = clock, pace, alive
        self.me: Worker | None = None
        self.in_hand: dict[int, Job] = {}
        self.begun: set[int] = set()
        self.lock = threading.Lock()
        self.ready: SimpleQueue[Job | None] = SimpleQueue()
        self.wake = threading.Event()
        self.stopping = False
        self.outage = 0
        self.shown_at: datetime | None = None
        self.laid_at: datetime | None = None

    def stop(self) -> None:
        """Take nothing new; may be called by a signal."""
        self.stopping = True
        self.wake.set()

    def run(self) -> None:
        """Work until told to stop, whatever happens to the database meanwhile."""
        threads = [threading.Thread(target=self._do_jobs, daemon=True) for _ in range(self.pace.threads)]
        for thread in threads:
            thread.start()
        while not self.stopping:
            self.wake.clear()
            pause = self._round()
            if not self.stopping:
                self.wake.wait(pause)
        self._end(threads)

    def _round(self) -> float:
        """Look once; returns how many seconds to wait before the next look."""
        try:
            close_old_connections()
            self._look()
        except (DatabaseError, InterfaceError) as error:
            self.outage += 1
            log.error("database unreachable", error=str(error).strip()[:200], times=self.outage)
            return min(self.pace.look * 2**self.outage, LONGEST_OUTAGE_WAIT)
        if self.outage:
            log.info("database back", times=self.outage)
            self.outage = 0
        return self.pace.look

    def _look(self) -> None:
        """Show oneself when it is time, then take what is due: enough that no thread waits for the next look."""
        at = self.clock()
        if self._is_time(self.shown_at, self.pace.show, at):
            self._show(at)
        if self._is_time(self.laid_at, self.pace.look, at):
            scheduling.lay_due(at=at)
            self.laid_at = at
        if self.me is None or len(self.in_hand) > self.pace.threads:
            return
        wanted = self.pace.threads * AHEAD - len(self.in_hand)
        jobs = claiming.take(self.me, wanted, at=at)
        with self.lock:
            self.in_hand |= {job.pk: job for job in jobs}
        for job in jobs:
            self.ready.put(job)

    @staticmethod
    def _is_time(last: datetime | None, seconds: float, at: datetime) -> bool:
        return last is None or at - last >= timedelta(seconds=seconds)

    def _show(self, at: datetime) -> None:
        """Say that one is alive, and take back what others, or we in an outage, have lost."""
        if self.me is None:
            scheduling.settle(at=at)
        if self.me is None or not Worker.objects.filter(pk=self.me.pk).update(seen_at=at):
            self.me = _register(at)
        with self.lock:
            numbers = list(self.in_hand)
        lost = claiming.take_back(self.me, numbers, at=at, silence=timedelta(seconds=self.pace.silence))
        if lost:
            log.warning("jobs taken back", count=lost)
        self.shown_at = at
        self.alive()

    def _do_jobs(self) -> None:
        """The life of one thread: a job at a time until a ``None`` comes."""
        while (job := self.ready.get()) is not None:
            with self.lock:
                self.begun.add(job.pk)
            try:
                close_old_connections()
                running.do(job, self.clock)
            except BaseException:  # the row was not marked: it is taken back when one shows oneself next
                log.exception("job left unmarked", topic=job.topic, job=job.pk)
            with self.lock:
                self.begun.discard(job.pk)
                self.in_hand.pop(job.pk, None)
            self.wake.set()
        connections.close_all()

    def _end(self, threads: list[threading.Thread]) -> None:
        """Give back what is not begun, wait for what is, and take leave."""
        unbegun: list[Job] = []
        with suppress(Empty):
            while job := self.ready.get_nowait():
                unbegun.append(job)
        for _ in threads:
            self.ready.put(None)
        try:
            given = claiming.give_back(unbegun)
            for thread in threads:
                thread.join(self.pace.patience / len(threads))
            if self.me is not None and not self.begun:
                Worker.objects.filter(pk=self.me.pk).delete()
            log.info("worker stopped", given_back=given, unfinished=len(self.begun))
        except (DatabaseError, InterfaceError) as error:
            log.error("worker stopped without the database", error=str(error).strip()[:200])
