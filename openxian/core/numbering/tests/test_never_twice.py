"""Sixteen processes at one counter, on both databases, with processes killed in between."""

import contextlib
import json
import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT
from tools import postgres

PROCESSES = 16


@pytest.fixture(params=["sqlite", "postgresql"])
def environ(request, tmp_path):
    """The environment of a process with an empty database of its own."""
    here = {
        "DJANGO_SETTINGS_MODULE": "openxian.config.settings.base",
        "OPENXIAN_MODE": "demo",
        "OPENXIAN_LOG_LEVEL": "ERROR",
        "OPENXIAN_DATA": str(tmp_path),
    }
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | here
    with contextlib.ExitStack() as stack:
        if request.param == "postgresql":
            if postgres.binaries() is None:
                pytest.skip("no PostgreSQL server programs on this machine")
            environ["DATABASE_URL"] = stack.enter_context(postgres.temporary_cluster(durable=True))
        yield environ


def race(environ, draws, kills):
    arguments = ["-m", "openxian.core.numbering.tests.race", str(PROCESSES), str(draws), str(kills)]
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def assert_sound(found):
    assert (found["told_twice"], found["told_but_not_there"], found["unexplained"]) == (0, 0, 0)
    assert found["contiguous"]
    assert found["next"] == found["there"] + 1


@pytest.mark.slow
def test_sixteen_processes_never_draw_the_same_number(environ):
    found = race(environ, draws=35, kills=0)
    assert_sound(found)
    assert found["told"] == found["there"] == PROCESSES * 30


@pytest.mark.slow
def test_processes_killed_at_any_point_lose_and_double_nothing(environ):
    found = race(environ, draws=40, kills=100)
    assert_sound(found)
    assert found["killed"] > 20
    assert found["there"] - found["told"] <= found["killed"], "stored and not told: at most one for each that died"
