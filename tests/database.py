"""The test database: on SQLite a copy of one that was migrated once, so that a single test starts quickly.

PostgreSQL (``DATABASE_URL``, see ``tools/postgres.py``) migrates from the beginning each time.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / "build" / "test-database"


@pytest.fixture(scope="session")
def on_sqlite() -> bool:
    """The suite runs on SQLite."""
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="session")
def django_db_keepdb(on_sqlite) -> bool:
    """The copy is already there; Django only looks whether a migration is missing."""
    return on_sqlite


@pytest.fixture(scope="session")
def django_db_modify_db_settings(on_sqlite, django_db_modify_db_settings_parallel_suffix) -> None:
    """Puts the migrated copy where this process expects its test database."""
    if on_sqlite:
        shutil.copy(migrated(), settings.DATABASES["default"]["TEST"]["NAME"])


def migrated() -> Path:
    """A SQLite file with every migration applied; made once for each state of the migrations."""
    folder = CACHE / fingerprint()
    file = folder / "openxian.sqlite3"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            _migrate(folder)
            (folder / "done").touch()
    return file


def fingerprint() -> str:
    """Changes whenever one of our migrations or a pinned package does."""
    files = [ROOT / "requirements" / "base.txt", *sorted(ROOT.glob("openxian/**/migrations/*.py"))]
    return hashlib.sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()[:16]


def _migrate(folder: Path) -> None:
    here = {
        "DJANGO_SETTINGS_MODULE": "openxian.config.settings.base",
        "OPENXIAN_MODE": "demo",
        "OPENXIAN_LOG_LEVEL": "ERROR",
        "OPENXIAN_DATA": str(folder),
    }
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | here
    command = [sys.executable, "-m", "openxian.config.cli", "migrate", "--verbosity=0"]
    subprocess.run(command, env=environ, cwd=ROOT, check=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A test that commits empties every table afterwards; what each database begins with is put back.

    The database refuses to empty the audit trail, so its triggers are taken away for that moment.
    """
    if not _commits(item):
        return (yield)
    from pytest_django.plugin import blocking_manager_key

    unblock = item.config.stash[blocking_manager_key].unblock
    with unblock():
        guard_the_trail(False)
    answer = yield
    if nextitem is None:  # the database is gone with the session
        return answer
    with unblock():
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
        guard_the_trail(True)
    return answer


def guard_the_trail(guarded: bool) -> None:
    """Lay the triggers that keep the audit trail as it is, or take them away as an owner of the database could."""
    migration = import_module("openxian.core.migrations.0002_append_only")
    with connection.schema_editor() as editor:
        (migration.refuse_changes if guarded else migration.allow_changes)(editor)


def _commits(item) -> bool:
    asked = any(marker.kwargs.get("transaction") for marker in item.iter_markers("django_db"))
    return asked or not {"transactional_db", "live_server"}.isdisjoint(getattr(item, "fixturenames", ()))
