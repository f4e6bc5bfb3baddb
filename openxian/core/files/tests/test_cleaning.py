"""What lies there for nobody is taken after the grace period; what a row misses is said, never tidied away."""

import io
import json
import os
import signal
import subprocess
import sys
import textwrap
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

from openxian.core.files import actions, cleaning, kept
from openxian.core.files.models import StoredFile
from openxian.core.files.tests.conftest import PDF
from openxian.core.models import AuditLine

ROOT = Path(__file__).parents[4]
OTHER = PDF + b"%other\n"


@pytest.fixture
def tomorrow(at):
    return at + timedelta(days=2)


@pytest.fixture
def aged(store, at):
    """Lets everything in the store be as old as the story."""

    def make(moment=at):
        for part in (kept.BYTES, kept.PAGES, kept.WAITING):
            for one in store.walk(part):
                os.utime(store.path(one.name), (moment.timestamp(), moment.timestamp()))

    return make


def orphan(content=OTHER) -> str:
    sm3 = kept.sm3_of(io.BytesIO(content))
    kept.put(io.BytesIO(content), sm3)
    return kept.name_of(sm3)


def test_what_is_in_order_stays(pdf, aged, tomorrow):
    aged()
    found = cleaning.clean(by=None, at=tomorrow)
    assert (found.taken, found.is_well, found.rows) == (0, True, 1)
    assert kept.is_whole(pdf.sm3)
    assert not AuditLine.objects.filter(act="files.clean").exists()


@pytest.mark.django_db
def test_bytes_without_a_row_are_taken_when_old(store, aged, tomorrow):
    name = orphan()
    aged()
    assert cleaning.clean(by=None, at=tomorrow).taken == 1
    assert not store.exists(name)
    assert "清理无主文件 1 个" in AuditLine.objects.get(act="files.clean").sentence


@pytest.mark.django_db
def test_young_bytes_without_a_row_are_left_alone(store, aged, at):
    name = orphan()
    aged()
    assert cleaning.clean(by=None, at=at + timedelta(hours=23)).taken == 0
    assert store.exists(name)


def test_bytes_of_a_removed_file_go_after_the_grace_unless_another_row_holds_them(
    pdf, store, aged, forestry, stranger, at, tomorrow
):
    shared = actions.keep(io.BytesIO(PDF), "同一份.pdf", thing=forestry, by=stranger, at=at)
    actions.remove(pdf, by=None, at=at, reason="传错了")
    aged()
    assert cleaning.clean(by=None, at=tomorrow).taken == 0
    actions.remove(shared, by=None, at=tomorrow, reason="也错了")
    assert cleaning.clean(by=None, at=tomorrow + timedelta(hours=1)).taken == 0
    assert cleaning.clean(by=None, at=tomorrow + timedelta(days=2)).taken == 1
    assert StoredFile.objects.count() == 2


def test_a_row_without_bytes_is_a_loss_that_is_said(pdf, store, tomorrow):
    os.unlink(store.path(kept.name_of(pdf.sm3)))
    found = cleaning.clean(by=None, at=tomorrow)
    assert found.missing == [pdf]
    assert StoredFile.objects.present().count() == 1
    assert not AuditLine.objects.get(act="files.clean").succeeded


def test_changed_bytes_are_found_when_everything_is_measured(pdf, store, tomorrow):
    Path(store.path(kept.name_of(pdf.sm3))).write_bytes(b"x" * len(PDF))
    assert cleaning.check(at=tomorrow).is_well
    assert cleaning.check(at=tomorrow, whole=True).changed == [pdf]


@pytest.mark.django_db
def test_bytes_wanted_at_the_last_moment_stay(store, aged, tomorrow):
    name = orphan()
    aged()
    assert store.touch(name)
    assert not store.discard(name, before=tomorrow - timedelta(days=1) - timedelta(days=1))
    assert store.exists(name)


@pytest.mark.django_db
def test_what_a_killed_clean_up_left_aside_goes_back(pdf, store, aged, tomorrow):
    name = kept.name_of(pdf.sm3)
    aside = store.path(f"{kept.WAITING}/{name.replace('/', '~')}")
    os.makedirs(os.path.dirname(aside), exist_ok=True)
    os.replace(store.path(name), aside)
    aged()
    assert cleaning.clean(by=None, at=tomorrow).is_well
    assert kept.is_whole(pdf.sm3)


@pytest.mark.django_db
def test_half_written_leftovers_are_taken(store, aged, tomorrow):
    waiting = Path(store.path(kept.WAITING))
    waiting.mkdir(parents=True)
    (waiting / "deadbeef").write_bytes(b"half")
    aged()
    assert cleaning.clean(by=None, at=tomorrow).taken == 1
    assert not list(store.walk(kept.WAITING))


def test_the_command_looks_by_default_and_takes_only_when_told(pdf, store, aged, capsys):
    name = orphan()
    aged()
    call_command("files", "clean", "--json")
    assert json.loads(capsys.readouterr().out)["orphans"] == 1
    assert store.exists(name)
    call_command("files", "clean", "--yes")
    assert "已清理 1 个" in capsys.readouterr().out
    assert not store.exists(name)
    call_command("files", "check", "--whole")
    assert "登记在册 1 个文件" in capsys.readouterr().out


def test_the_command_fails_when_a_file_is_lost(pdf, store, capsys):
    os.unlink(store.path(kept.name_of(pdf.sm3)))
    with pytest.raises(SystemExit):
        call_command("files", "check")
    assert "缺失" in capsys.readouterr().out


KILLED = """
    import io, os, signal, django
    django.setup()
    from django.db import transaction
    from django.utils import timezone
    from openxian.core.files import actions, kept
    from openxian.core.files.models import StoredFile
    content = bytes.fromhex(os.environ["CONTENT"])
    def die(*a, **k): os.kill(os.getpid(), signal.SIGKILL)
    if os.environ["WHEN"] == "writing":
        kept.File.chunks = lambda self, size: (die() if i else b"half" for i in range(2))
    else:
        StoredFile.save = die
    actions.keep(io.BytesIO(content), "a.pdf", thing=None, by=None, at=timezone.localtime())
"""


@pytest.mark.parametrize(("when", "part"), [("writing", kept.WAITING), ("committing", kept.BYTES)])
@pytest.mark.django_db
def test_a_kill_at_any_point_leaves_only_what_the_clean_up_takes(when, part, tmp_path, store, aged, tomorrow):
    environ = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "openxian.config.settings.base",
        "OPENXIAN_MODE": "demo",
        "OPENXIAN_DATA": str(tmp_path),
        "WHEN": when,
        "CONTENT": PDF.hex(),
    }
    command = [sys.executable, "-c", textwrap.dedent(KILLED)]
    killed = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert len(list(store.walk(part))) == 1
    aged()
    assert cleaning.clean(by=None, at=tomorrow).taken == 1
    assert cleaning.check(at=tomorrow).orphan_bytes == 0


def test_what_was_uploaded_and_never_used_is_forgotten_after_a_week(pdf, writer, at):
    upload = actions.keep(io.BytesIO(OTHER), "名册.pdf", thing=None, by=writer, at=at, purpose="import:people")
    cleaning.clean(by=None, at=at + timedelta(days=6))
    assert StoredFile.objects.present().count() == 2
    cleaning.clean_daily(at=at + timedelta(days=8))
    upload.refresh_from_db()
    assert upload.removal_reason == "上传后七天没有用上"
    assert list(StoredFile.objects.present()) == [pdf]


@pytest.mark.django_db
def test_bytes_wanted_while_they_are_being_taken_are_written_anew(store, aged, tomorrow, monkeypatch):
    name = orphan()
    aged()
    taken = Path.unlink

    def somebody_keeps_the_same_bytes(path, *more, **said):
        assert orphan() == name
        taken(path, *more, **said)

    monkeypatch.setattr(Path, "unlink", somebody_keeps_the_same_bytes)
    assert store.discard(name, before=tomorrow)
    assert kept.is_whole(name.rpartition("/")[2])
