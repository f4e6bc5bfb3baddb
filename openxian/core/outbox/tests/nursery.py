"""Databases and workers of a test's own, in processes of their own: see ``mortal.py``."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from tests.database import ROOT, migrated
from tools.postgres import binaries, temporary_cluster

PATIENCE = 60


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """Settings of an empty, migrated database of its own."""
    here = {"OPENXIAN_MODE": "demo", "OPENXIAN_DATA": str(tmp_path), "OPENXIAN_LOG_LEVEL": "ERROR"}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    if request.param == "sqlite":
        shutil.copy(migrated(), tmp_path / "openxian.sqlite3")
        yield kept | here
        return
    if binaries() is None:
        pytest.skip("no PostgreSQL server programs on this machine")
    with temporary_cluster() as url:
        environ = kept | here | {"DATABASE_URL": url}
        command = [sys.executable, "-m", "openxian.config.cli", "migrate", "--verbosity=0"]
        subprocess.run(command, env=environ, cwd=ROOT, check=True)
        yield environ


class Nursery:
    """Makes workers, lays jobs, and tells what there is."""

    def __init__(self, process):
        self.process = process

    def ask(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def nursery(environ, folder):
    command = [sys.executable, "-m", "openxian.core.outbox.tests.mortal", str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, env=environ, cwd=ROOT, start_new_session=True, **pipes)
    try:
        yield Nursery(process)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def settled(workers, jobs):
    """What there is once every job is done, or when patience is over."""
    end = time.monotonic() + PATIENCE
    while (found := workers.ask("figures"))["states"].get("done") != jobs and time.monotonic() < end:
        time.sleep(0.5)
    return found
