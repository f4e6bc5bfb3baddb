"""后台进程：做完到时的事，一件失败不耽误别的，收到 SIGTERM 做完手头的再退出。"""

import pytest
from django.conf import settings
from django.core.management import call_command

from openxian.core.outbox import actions, registry
from openxian.core.outbox.models import Job, Schedule
from tests.installation import Installation, wait_until


@pytest.fixture
def letters(db):
    """A topic whose second job fails; what was done is written down."""
    done = []

    def note(payload, *, at, idempotency_key):
        if payload == "second":
            raise RuntimeError("the second one fails")
        done.append(payload)

    registry.handler("letters", label="试验任务", run=note)
    yield done
    registry.withdraw("letters")


def put(*payloads):
    from django.utils import timezone

    for payload in payloads:
        actions.put("letters", payload, at=timezone.now())


def test_a_job_that_fails_does_not_keep_the_others_from_being_done(letters):
    put("first", "second", "third")
    with pytest.raises(SystemExit) as end:
        call_command("worker", once=True)
    assert end.value.code == 1
    assert letters == ["first", "third"]


def test_once_does_what_is_due_and_shows_that_it_was_alive(letters):
    (settings.DATA / "worker-alive").unlink(missing_ok=True)
    put("first")
    call_command("worker", once=True)
    assert letters == ["first"]
    assert (settings.DATA / "worker-alive").exists()


def test_it_publishes_and_withdraws_what_is_due(letters):
    call_command("worker", once=True)
    assert set(Schedule.objects.exclude(last_at=None).values_list("name", flat=True)) >= {
        "repository.publish_due",
        "repository.expire_due",
    }
    assert not Job.objects.filter(state="failed").exists()


@pytest.mark.slow
def test_it_ends_quietly_when_told_to_stop(tmp_path):
    installation = Installation(tmp_path)
    installation.migrate()
    with installation.running("worker", "--every", "0.2") as process:
        wait_until(lambda: process.poll() is not None or (tmp_path / "worker-alive").exists())
        code, log = installation.stop(process)
    assert code == 0
    assert "worker stopped" in log
    assert "job failed" not in log


@pytest.mark.slow
@pytest.mark.parametrize("option", [("--every", "0"), ("--threads", "0"), ("--threads", "99")])
def test_a_pace_that_makes_no_sense_is_refused(tmp_path, option):
    assert Installation(tmp_path).run("worker", *option).returncode == 2
