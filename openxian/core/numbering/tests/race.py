"""Many processes draw from one counter; some are killed meanwhile. Prints what is then in the database, as JSON.

``python -m openxian.core.numbering.tests.race PROCESSES DRAWS KILLS`` on the database of the environment, which it
migrates. Every seventh draw is rolled back; every fifth is kept reserved.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CODE, YEAR = "race", 2026


class UndoneError(Exception):
    """The act failed after the number was drawn."""


def main(processes: int, draws: int, kills: int) -> None:
    import django

    django.setup()
    _migrate()
    with tempfile.TemporaryDirectory() as folder:
        running = {_start(Path(folder), number, draws): number for number in range(processes)}
        killed = _disturb(running, Path(folder), draws, kills)
        for pid in running:
            os.waitpid(pid, 0)
        told = [int(line) for file in Path(folder).glob("*.told") for line in file.read_text().split("\n")[:-1]]
    sys.stdout.write(json.dumps(_found(told) | {"killed": killed}))


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connections

    for app in ("core", "numbering"):
        call_command("migrate", app, verbosity=0)
    connections.close_all()


def _start(folder: Path, number: int, draws: int) -> int:
    """A process that draws; returns its id."""
    pid = os.fork()
    if pid == 0:
        try:
            _draw(folder, number, draws)
            os._exit(0)
        except BaseException as error:
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            sys.stderr.flush()
            os._exit(1)
    return pid


def _draw(folder: Path, number: int, draws: int) -> None:
    """Draws and tells, after the commit, which number it was given."""
    from openxian.core.numbering import actions

    told = os.open(folder / f"{os.getpid()}.told", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    for turn in range(draws):
        try:
            value = _one(actions, turn + number)
        except UndoneError:
            continue
        os.write(told, f"{value}\n".encode())


def _one(actions, turn: int) -> int:
    from django.db import transaction

    with transaction.atomic():
        drawn = actions.reserve(CODE, YEAR, by=None, at=AT)
        if turn % 7 == 0:
            raise UndoneError
        if turn % 5:
            actions.use(drawn, by=None, at=AT)
    return drawn.value


def _disturb(running: dict[int, int], folder: Path, draws: int, kills: int) -> int:
    """Kills processes at random moments, each followed by another; returns how many were caught alive."""
    killed = 0
    for _ in range(kills):
        time.sleep(random.random() * 0.05)
        pid = random.choice(list(running))
        if os.waitpid(pid, os.WNOHANG)[0]:
            number = running.pop(pid)
        else:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            killed += 1
            number = running.pop(pid)
        running[_start(folder, number, draws)] = number
    return killed


def _found(told: list[int]) -> dict:
    """What is in the database, beside what the processes were told."""
    from openxian.core.numbering import queries
    from openxian.core.numbering.models import Counter, Number

    values = list(Number.objects.order_by("value").values_list("value", flat=True))
    return {
        "told": len(told),
        "told_twice": len(told) - len(set(told)),
        "told_but_not_there": len(set(told) - set(values)),
        "there": len(values),
        "contiguous": values == list(range(1, len(values) + 1)),
        "next": Counter.objects.get().next,
        "unexplained": sum(not gap.is_explained for gap in queries.gaps(CODE, YEAR)),
    }


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
