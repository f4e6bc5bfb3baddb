"""A real installation in a folder of its own, for tests that start the program as an operator does."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.database import ROOT, migrated

PATIENCE = 30


class Installation:
    """A demo installation on SQLite: run its commands, start its server."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.environ = kept | {"OPENXIAN_MODE": "demo", "OPENXIAN_DATA": str(folder)} | settings

    def migrate(self) -> None:
        """Puts a migrated database in place without waiting for the migrations."""
        shutil.copy(migrated(), self.folder / "openxian.sqlite3")

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "openxian.config.cli", *arguments]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command, to its end."""
        return subprocess.run(
            self.command(*arguments), env=self.environ, cwd=ROOT, capture_output=True, text=True, check=False
        )

    @contextmanager
    def running(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """A command that goes on until it is told to stop; it and its children are killed if the test forgets."""
        with (self.folder / "log.txt").open("wb") as log:
            process = subprocess.Popen(
                self.command(*arguments), env=self.environ, cwd=ROOT, stderr=log, start_new_session=True
            )
            try:
                yield process
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def stop(self, process: subprocess.Popen[bytes]) -> tuple[int, str]:
        """Asks a process to end; its exit code and what it logged."""
        process.terminate()
        return process.wait(timeout=PATIENCE), (self.folder / "log.txt").read_text(encoding="utf-8")

    @contextmanager
    def serving(self, *options: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
        """The server at a free port: its address and its process, ready to answer."""
        port = free_port()
        with self.running("serve", "--port", str(port), "--workers", "1", *options) as process:
            wait_until(lambda: process.poll() is not None or status(f"http://127.0.0.1:{port}/readyz") == 200)
            assert process.poll() is None, (self.folder / "log.txt").read_text(encoding="utf-8")
            yield f"http://127.0.0.1:{port}", process


def free_port() -> int:
    """A port of this machine that nobody uses just now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def status(address: str) -> int | None:
    """The HTTP status at ``address``, redirects not followed; ``None`` while nobody answers."""
    try:
        with urllib.request.build_opener(_Stay).open(address, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


def wait_until(happened) -> None:
    """Waits for something a process does; fails the test when it never does."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
