"""杀死后台进程两百次：一件不丢，一件不重。"""

import os
import random
import signal
import time

import pytest

from openxian.core.outbox.tests.nursery import nursery, settled

pytestmark = pytest.mark.slow
KILLS, LOOK = 200, 20


def test_two_hundred_deaths_lose_nothing_and_double_nothing(database, tmp_path):
    chance = random.Random(20260302)
    with nursery(database, tmp_path) as workers:
        alive = [workers.ask("worker", LOOK), workers.ask("worker", LOOK)]
        for number in range(KILLS):
            workers.ask("put", number * 6, number * 6 + 6)
            time.sleep(chance.uniform(0.0, 0.25))
            os.kill(alive.pop(chance.randrange(2)), signal.SIGKILL)
            alive.append(workers.ask("worker", LOOK))
        wanted = [number for number in range(KILLS * 6) if number % 3]
        found = settled(workers, len(wanted) * 2)
    assert found["states"] == {"done": len(wanted) * 2}
    assert sorted(found["rows"]) == wanted
    assert sorted(found["carried"]) == wanted
    assert found["again"] > KILLS / 4, "the deaths hardly ever met a job in hand: this test proved little"
    assert found["calls"] > len(wanted), "no death came between the carrier and the mark: this test proved little"
