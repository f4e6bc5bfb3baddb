"""A PostgreSQL server for the length of one command: ``python tools/postgres.py -- pytest …``.

The command finds ``DATABASE_URL`` in its environment. The cluster lives in a temporary folder, listens
on a Unix socket only and is removed afterwards. Nothing but the standard library is needed.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

OWNER = "openxian"
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
ALWAYS = ("listen_addresses=", "max_connections=60", "shared_buffers=256MB", "timezone=Asia/Shanghai")


def binaries() -> Path | None:
    """The folder of the newest installed server programs, or ``None``."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    installed = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    return max(installed, key=lambda folder: int(folder.parent.name.split(".")[0]), default=None)


def server_user() -> str | None:
    """Whom the server runs as: PostgreSQL refuses root, so root hands it to another account."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


@contextlib.contextmanager
def temporary_cluster(*, durable: bool = False) -> Iterator[str]:
    """A running cluster with an empty database; yields its ``DATABASE_URL``.

    ``durable`` keeps fsync on, as production does: wanted when speed is what is measured.
    """
    folder = binaries()
    if folder is None:
        raise FileNotFoundError("no PostgreSQL server programs (initdb, pg_ctl) on this machine")
    user = server_user()
    home = Path(tempfile.mkdtemp(prefix="openxian-pg-"))
    if user:
        shutil.chown(home, user)
    try:
        _initialise(folder, home, user)
        _start(folder, home, user, durable=durable)
        try:
            _run(folder / "createdb", "-h", str(home), "-U", OWNER, "-p", "5432", OWNER, user=user)
            yield f"postgres://{OWNER}@{quote(str(home), safe='')}:5432/{OWNER}"
        finally:
            _run(folder / "pg_ctl", "-D", str(home / "data"), "-m", "immediate", "-w", "stop", user=user)
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def away(url: str) -> Iterator[None]:
    """The server of a temporary cluster is down, as when its machine restarts; afterwards it answers again."""
    folder, user = binaries(), server_user()
    home = Path(unquote(urlsplit(url).netloc.split("@")[1].rsplit(":", 1)[0]))
    if folder is None:
        raise FileNotFoundError("no PostgreSQL server programs (initdb, pg_ctl) on this machine")
    _run(folder / "pg_ctl", "-D", str(home / "data"), "-m", "fast", "-w", "stop", user=user)
    try:
        yield
    finally:
        _start(folder, home, user, durable=False)


def _initialise(folder: Path, home: Path, user: str | None) -> None:
    options = ("-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    _run(folder / "initdb", "-D", str(home / "data"), "-U", OWNER, *options, user=user)


def _start(folder: Path, home: Path, user: str | None, *, durable: bool) -> None:
    settings = (f"unix_socket_directories={home}", *ALWAYS, *(() if durable else QUICK))
    options = " ".join(f"-c {setting}" for setting in settings)
    log = str(home / "server.log")
    _run(folder / "pg_ctl", "-D", str(home / "data"), "-l", log, "-o", options, "-w", "start", user=user)


def _run(program: Path, *arguments: str, user: str | None) -> None:
    """Run one of PostgreSQL's programs; its output is shown only when it fails."""
    command = [str(program), *arguments]
    environ = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, user=user, group=_group(user), cwd="/", env=environ, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{program.name}: {done.stdout}{done.stderr}")


def _group(user: str | None) -> int | None:
    return pwd.getpwnam(user).pw_gid if user else None


def main(arguments: list[str]) -> int:
    """``--found`` answers by exit code whether a server could be started; else run the command after ``--``."""
    if arguments == ["--found"]:
        return 0 if binaries() and (os.geteuid() != 0 or server_user()) else 1
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with temporary_cluster() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
