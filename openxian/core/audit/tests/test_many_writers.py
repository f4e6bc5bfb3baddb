"""Many processes at once, some killed in the middle: one chain, every committed line in it exactly once."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from openxian.core.audit import sealing, verifying
from openxian.core.models import AuditLine, AuditLink, AuditPending

ROOT = Path(__file__).parents[4]
WRITER = """
import sys
import django
django.setup()
from django.conf import settings
from django.db import connection, transaction
settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = sys.argv[1]
from datetime import UTC, datetime
from openxian.core import audit
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2])):
    try:
        with transaction.atomic():
            audit.record("test.act", by=None, at=datetime.now(UTC), thing=None, sentence=f"第{number}件", number=number)
            if number % 7 == 3:
                raise ZeroDivisionError
    except ZeroDivisionError:
        pass
"""


def writers(count, lines):
    name = connection.settings_dict["NAME"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", WRITER, str(name), str(lines)]
    started = [
        subprocess.Popen(command, env=environment, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) for _ in range(count)
    ]
    for one in started:
        assert one.stdout.readline() == "ready\n"
    for one in started:
        one.stdin.write("go\n")
        one.stdin.flush()
    return started


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_eight_writers_make_one_chain():
    for one in writers(8, 70):
        one.communicate()
        assert one.returncode == 0
    sealing.seal_all()
    assert AuditLine.objects.count() == AuditLink.objects.count() == 8 * 60
    assert verifying.verify().faults == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_writers_that_are_killed_leave_a_chain_that_goes_on():
    started = writers(6, 5000)
    for one in started:
        time.sleep(0.15)
        one.send_signal(signal.SIGKILL)
        one.communicate()
    sealing.seal_all()
    assert AuditLine.objects.count() == AuditLink.objects.count() > 0
    assert not AuditPending.objects.exists()
    assert verifying.verify().faults == []
