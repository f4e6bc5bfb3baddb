"""一件任务无论怎样收场，做事的线程都不随它而去。"""

import pytest
from django.utils import timezone

from openxian.core.outbox import worker
from openxian.core.outbox.models import Job
from openxian.core.outbox.worker import Pace, WorkerLoop


@pytest.mark.parametrize("end", [SystemExit, KeyboardInterrupt, RuntimeError])
def test_a_job_that_ends_the_program_does_not_end_the_thread(monkeypatch, end):
    done = []

    def do(job, clock):
        if job.pk == 1:
            raise end
        done.append(job.pk)

    monkeypatch.setattr(worker.running, "do", do)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker.connections, "close_all", lambda: None)
    loop = WorkerLoop(timezone.now, Pace(), lambda: None)
    loop.in_hand = {number: Job(pk=number, topic="letters") for number in (1, 2)}
    for job in (*loop.in_hand.values(), None):
        loop.ready.put(job)
    loop._do_jobs()
    assert done == [2]
    assert loop.in_hand == {}
