"""体检：逐项说清楚好不好、不好怎么办；有误退出码为 1。"""

import json
import os
import time
from collections import namedtuple
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from openxian.config import doctor
from openxian.config.doctor import Level
from openxian.core.outbox.models import Job, Worker

Usage = namedtuple("Usage", "total used free")


def test_a_reachable_database_with_every_migration_is_well(db):
    assert doctor.database().level is Level.WELL
    assert doctor.migrations().level is Level.WELL


def test_sqlite_writes_ahead(db, on_sqlite):
    if not on_sqlite:
        pytest.skip("only SQLite has this mode")
    assert doctor.journal() == doctor.Finding("并发读写", Level.WELL, "SQLite 处于 WAL 模式。")


def test_a_missing_migration_is_wrong_and_says_what_to_run(db):
    [last] = MigrationExecutor(connection).loader.graph.leaf_nodes("core")
    MigrationRecorder(connection).record_unapplied(*last)
    finding = doctor.migrations()
    assert finding.level is Level.WRONG
    assert "openxian migrate" in finding.sentence


@pytest.mark.parametrize(("free", "level"), [(100, Level.WELL), (1, Level.NOTICE), (0.1, Level.WRONG)])
def test_scarce_space_is_noticed(monkeypatch, free, level):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: Usage(0, 0, free * doctor.GIB))
    assert doctor.free_space().level is level


def test_a_data_folder_that_is_gone_is_wrong(settings, tmp_path):
    settings.DATA = tmp_path / "gone"
    assert doctor.data_folder().level is Level.WRONG


def test_missing_static_files_are_wrong_and_say_what_to_run(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    finding = doctor.static_files()
    assert finding.level is Level.WRONG
    assert "collectstatic" in finding.sentence


def test_a_silent_worker_is_noticed(settings, tmp_path, db):
    settings.DATA = tmp_path
    assert "没有运行过" in doctor.worker().sentence
    alive = tmp_path / "worker-alive"
    alive.touch()
    assert doctor.worker().level is Level.WELL
    an_hour_ago = time.time() - 3600
    os.utime(alive, (an_hour_ago, an_hour_ago))
    assert "已 60 分钟没有动静" in doctor.worker().sentence


def test_a_worker_on_another_host_is_seen(settings, tmp_path, db):
    settings.DATA = tmp_path
    now = timezone.now()
    Worker.objects.create(host="worker-b", process=1, started_at=now, seen_at=now)
    assert "worker-b" in doctor.worker().sentence
    Worker.objects.update(seen_at=now - timedelta(days=1))
    assert doctor.worker().level is Level.NOTICE


def test_dead_letters_are_noticed(db):
    assert doctor.dead_letters().level is Level.WELL
    now = timezone.now()
    Job.objects.create(topic="notifications.mail", payload={}, state="failed", put_at=now, due_at=now, finished_at=now)
    assert doctor.dead_letters().sentence.startswith("有任务停下来了（发送邮件 1 项）")


@pytest.fixture
def findings(monkeypatch):
    """Makes the examination find what a test wants it to find."""

    def find(*levels):
        found = [doctor.Finding("数据库", level, "一句话。") for level in levels]
        monkeypatch.setattr("openxian.config.management.commands.doctor.examine", lambda: iter(found))

    return find


def test_it_fails_only_for_what_is_wrong(findings, capsys):
    findings(Level.WELL, Level.NOTICE)
    call_command("doctor")
    assert capsys.readouterr().out.splitlines() == ["✓ 数据库：一句话。", "! 数据库：一句话。"]
    findings(Level.WELL, Level.WRONG)
    with pytest.raises(SystemExit) as end:
        call_command("doctor")
    assert end.value.code == 1


def test_a_program_may_read_it(findings, capsys):
    findings(Level.NOTICE)
    call_command("doctor", json=True)
    assert json.loads(capsys.readouterr().out) == [{"what": "数据库", "level": "notice", "sentence": "一句话。"}]
