"""后台进程：每一轮做完每件事，一件失败不耽误别的，收到 SIGTERM 做完这一轮再退出。"""

import pytest
from django.conf import settings

from openxian.config.management.commands import worker
from tests.installation import Installation, wait_until


@pytest.fixture
def duties(monkeypatch):
    """Three duties, the second of which fails; what was done is written down."""
    done = []

    def fail(*, at):
        raise RuntimeError("the second duty fails")

    def note(name):
        return lambda *, at: done.append((name, at)) or 1

    monkeypatch.setattr(worker, "DUTIES", {"first": note("first"), "second": fail, "third": note("third")})
    return done


def test_a_duty_that_fails_does_not_keep_the_others_from_being_done(duties, db):
    assert worker.do_round() is False
    assert [name for name, at in duties] == ["first", "third"]
    assert all(at.tzinfo for name, at in duties)


def test_a_round_shows_that_the_worker_is_alive(monkeypatch, db):
    monkeypatch.setattr(worker, "DUTIES", {"nothing": lambda *, at: 0})
    (settings.DATA / "worker-alive").unlink(missing_ok=True)
    assert worker.do_round() is True
    assert (settings.DATA / "worker-alive").exists()


def test_it_publishes_and_withdraws_what_is_due():
    assert set(worker.DUTIES) >= {"publish_due", "expire_due"}


@pytest.mark.slow
def test_it_ends_quietly_when_told_to_stop(tmp_path):
    installation = Installation(tmp_path)
    installation.migrate()
    with installation.running("worker", "--every", "0.2") as process:
        wait_until(lambda: process.poll() is not None or (tmp_path / "worker-alive").exists())
        code, log = installation.stop(process)
    assert code == 0
    assert "worker stopped" in log
    assert "duty failed" not in log
