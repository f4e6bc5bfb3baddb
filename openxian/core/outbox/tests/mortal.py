"""A nursery of workers that are meant to be killed: ``python -m openxian.core.outbox.tests.mortal FOLDER``.

The program is loaded once and each worker is a fork of it, so that two hundred of them take seconds to be born.
Standard input: ``worker LOOK`` makes one that looks every so many milliseconds and answers with its process number;
``put FROM TO`` lays jobs; ``figures`` answers with what there is, as JSON.

*Inside* jobs add a row to a table without any key, so that a second run would show. *Outside* jobs go to a pretend
carrier: a file per idempotency key, made only once, and a log of every call.
"""

import json
import os
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import django

INSIDE, OUTSIDE = "mortal.inside", "mortal.outside"
TABLE = "mortal_row"


def main(folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "openxian.config.settings.base"
    django.setup()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    _prepare(folder)
    answers = {"worker": _fork, "put": _put, "figures": lambda: _figures(folder)}
    for line in sys.stdin:
        word, *numbers = line.split()
        sys.stdout.write(json.dumps(answers[word](*map(int, numbers))) + "\n")
        sys.stdout.flush()


def _prepare(folder: Path) -> None:
    from django.db import connection

    from openxian.core.outbox import registry

    for name in registry.schedules():
        registry.withdraw(f"{registry.SCHEDULED}{name}")
    (folder / "carried").mkdir()
    registry.handler(INSIDE, label="试验", run=_inside, attempts=500)
    registry.handler(OUTSIDE, label="试验", run=_carry(folder), kind="outside", attempts=500)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (number integer)")
    connection.close()


def _inside(payload, *, at, idempotency_key):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} VALUES ({int(payload)})")
    time.sleep(0.004)


def _carry(folder: Path):
    def run(payload, *, at, idempotency_key):
        with (folder / "calls.log").open("a") as log:
            log.write(f"{payload}\n")
        draft = folder / f"{uuid4()}.draft"
        draft.write_text(str(payload))
        with suppress(FileExistsError):
            os.link(draft, folder / "carried" / str(idempotency_key))
        draft.unlink()
        time.sleep(0.004)

    return run


def _fork(look: int) -> int:
    nursery = os.getpid()
    number = os.fork()
    if number == 0:
        _live(look / 1000, nursery)
        os._exit(0)
    return number


def _live(look: float, nursery: int) -> None:
    """A worker's life; it ends by itself when the nursery is gone."""
    import logging

    from django.utils import timezone

    from openxian.core.outbox.worker import Pace, WorkerLoop

    logging.disable(logging.CRITICAL)
    pace = Pace(look=look, show=0.1, silence=0.6, threads=2)
    loop = WorkerLoop(timezone.now, pace, lambda: os.getppid() == nursery or os._exit(1))
    signal.signal(signal.SIGTERM, lambda *_: loop.stop())
    sys.stdin.close()
    loop.run()


def _put(first: int, last: int) -> int:
    """Two jobs for each number; every third act is not done in the end and takes its jobs with it."""
    from django.db import connection, transaction
    from django.utils import timezone

    from openxian.core.outbox import actions

    for number in range(first, last):
        with transaction.atomic():
            actions.put(INSIDE, number, at=timezone.now())
            actions.put(OUTSIDE, number, at=timezone.now())
            if number % 3 == 0:
                transaction.set_rollback(True)
    connection.close()
    return last - first


def _figures(folder: Path) -> dict:
    from django.db import connection

    from openxian.core.outbox.models import Job

    states = Counter(Job.objects.values_list("state", flat=True))  # first: what is done then has left its row
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM {TABLE}")
        rows = [number for (number,) in cursor.fetchall()]
    started = Job.objects.exclude(started_at=None).values_list("put_at", "started_at")
    found = {
        "slowest": max(((start - put).total_seconds() for put, start in started), default=0),
        "untouched": Job.objects.filter(state="waiting", attempts=0).count(),
        "states": states,
        "again": Job.objects.filter(attempts__gt=1).count(),
        "rows": rows,
        "carried": [int(file.read_text()) for file in (folder / "carried").iterdir()],
        "calls": len((folder / "calls.log").read_text().splitlines()) if (folder / "calls.log").exists() else 0,
    }
    connection.close()
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
