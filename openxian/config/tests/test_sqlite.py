"""SQLite：先写日志，写事务一开始就占住写锁，几个进程同时写谁也不失败。"""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection

from tests.database import ROOT
from tests.installation import Installation

WRITERS, ROWS = 4, 40
WRITE = f"""
import django
django.setup()
from datetime import datetime, UTC
from django.db import transaction
from openxian.core import audit
from openxian.core.models import AuditLine
for number in range({ROWS}):
    with transaction.atomic():
        AuditLine.objects.count()
        audit.record("core.test", by=None, at=datetime.now(UTC), thing=None, sentence="并发写入。")
"""


@pytest.fixture(autouse=True)
def only_on_sqlite(on_sqlite):
    if not on_sqlite:
        pytest.skip("PostgreSQL has its own way of writing together")


def pragma(name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def test_the_pragmas_are_really_set(db):
    wanted = {"journal_mode": "wal", "synchronous": 1, "busy_timeout": 20000, "foreign_keys": 1, "temp_store": 2}
    assert {name: pragma(name) for name in wanted} == wanted


def test_a_transaction_takes_the_write_lock_when_it_begins(db):
    """The test's own transaction has written nothing, and yet nobody else may begin to write."""
    assert connection.in_atomic_block
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0)
    with closing(other), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")


@pytest.mark.slow
def test_processes_that_read_and_write_at_once_all_succeed(tmp_path):
    installation = Installation(tmp_path, DJANGO_SETTINGS_MODULE="openxian.config.settings.base")
    installation.migrate()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITE], env=installation.environ, cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(WRITERS)
    ]
    complaints = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS, complaints
    with closing(sqlite3.connect(tmp_path / "openxian.sqlite3")) as database:
        assert (
            database.execute("SELECT count(*) FROM core_auditline WHERE act = 'core.test'").fetchone()[0]
            == WRITERS * ROWS
        )
