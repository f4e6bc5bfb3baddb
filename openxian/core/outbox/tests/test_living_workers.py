"""后台进程的一生：很快开工，叫停就做完手头的、交还其余的，数据库没了就等它回来。"""

import os
import signal
import time

import pytest

from openxian.core.outbox.tests.nursery import nursery, settled
from tests.installation import wait_until
from tools.postgres import away

pytestmark = pytest.mark.slow
USUAL = 500  # milliseconds between two looks, as in a county


def test_a_job_is_begun_within_a_second_of_its_act(database, tmp_path):
    with nursery(database, tmp_path) as workers:
        workers.ask("worker", USUAL)
        time.sleep(1)
        for number in range(1, 20, 3):
            workers.ask("put", number, number + 2)
            time.sleep(0.13 * number % 0.6)
        found = settled(workers, 28)
    assert found["states"] == {"done": 28}
    assert found["slowest"] < 1


def test_told_to_stop_it_ends_what_it_has_begun_and_gives_back_the_rest(database, tmp_path):
    with nursery(database, tmp_path) as workers:
        workers.ask("put", 0, 900)
        process = workers.ask("worker", USUAL)
        wait_until(lambda: len(workers.ask("figures")["rows"]) > 20)
        os.kill(process, signal.SIGTERM)
        wait_until(lambda: not _runs(process))
        found = workers.ask("figures")
    assert set(found["states"]) == {"done", "waiting"}
    assert found["untouched"] == found["states"]["waiting"]
    assert len(found["rows"]) + len(found["carried"]) == found["states"]["done"] == found["calls"] + len(found["rows"])


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_when_the_database_goes_away_it_waits_and_goes_on(database, tmp_path):
    with nursery(database, tmp_path) as workers:
        process = workers.ask("worker", 20)
        for number in range(3):
            workers.ask("put", number * 60, number * 60 + 60)
            time.sleep(0.1)
            with away(database["DATABASE_URL"]):
                time.sleep(1)
        found = settled(workers, 240)
        assert _runs(process)
    wanted = [number for number in range(180) if number % 3]
    assert found["states"] == {"done": 240}
    assert sorted(found["rows"]) == sorted(found["carried"]) == wanted


def _runs(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
