"""The audit trail under eight writers: lines a second, chained and sealed, and how long a line waits for its seal.

Each act is a transaction of its own with one line, written by ``audit.record`` in eight processes at once. Beside it,
in turns on the same databases: django-auditlog writing its entry for the same act (no chain, no triggers), our table
without pending and chain, and the naive chain whose lock is held from the insert to the commit. Then the whole chain
is verified as ``openxian audit verify`` does it, at one and four volumes, for pace and memory.
"""

import json
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from bench.rows import Row
from tools.postgres import binaries, temporary_cluster

WORK = Path(__file__).parent / "scratch" / "audit"
PEER = "django-auditlog"
PEER_WHEELS = ("django-auditlog==3.4.1", "python-dateutil", "six")  # Django is ours
WRITERS, GOAL = 8, 2000
SAMPLED = 20  # of so many acts one is watched
BATCHES = """
CREATE TABLE bench_batch (seq bigint, at timestamptz);
CREATE FUNCTION bench_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO bench_batch SELECT max(seq), clock_timestamp() FROM core_auditlink; RETURN NULL; END $$;
CREATE TRIGGER bench_note AFTER INSERT ON core_auditlink FOR EACH STATEMENT EXECUTE FUNCTION bench_note();
"""  # when which lines were sealed, one row for each time


def run(quick: bool) -> list[Row]:
    """Rounds of each variant in turns, the median of each; PostgreSQL with fsync where its programs are installed."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    seconds, rounds, volume = (1.5, 1, 5_000) if quick else (8.0, 3, 50_000)
    peer = install_peer()
    try:
        rows = measured("SQLite", "", seconds, rounds, peer) + verified("SQLite", "", volume)
        if not binaries():
            return rows
        with temporary_cluster(durable=True) as address:
            ours = measured("PostgreSQL", address, seconds, rounds, peer)
            return ours + verified("PostgreSQL", address, volume) + rows
    finally:
        shutil.rmtree(WORK, ignore_errors=True)


def install_peer() -> bool:
    """The peer into the scratch folder; it is no dependency of ours. False when the index does not have it."""
    to = ["--no-deps", "--target", str(WORK / "peer"), *PEER_WHEELS]
    pip = [sys.executable, "-m", "pip"] if _has_pip() else [shutil.which("pip") or "pip"]
    done = subprocess.run([*pip, "install", "--quiet", *to], capture_output=True, check=False)
    return done.returncode == 0


def _has_pip() -> bool:
    return subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def measured(engine: str, address: str, seconds: float, rounds: int, peer: bool) -> list[Row]:
    """Every variant in turns, in one process that forks the writers."""
    variants = ["sealed", "plain", *(["naive"] if address else []), *(["peer"] if peer else [])]
    said = one(address, "measure", str(seconds), str(rounds), *variants)
    pace = {variant: round(median(each["pace"] for each in said[variant])) for variant in variants}
    waits = sorted(wait for each in said["sealed"] for wait in each["waits"])
    acts = {variant: sorted(act for each in said[variant] for act in each["acts"]) for variant in variants}
    what = f"审计记录，{WRITERS} 个进程同时写，{engine}，已封存"
    rows = [Row(what, pace["sealed"], "条/秒", PEER, pace.get("peer"), at_least=GOAL if address else None)]
    rows.append(Row(what, pace["sealed"], "条/秒", "本表不成链", pace["plain"]))
    if address:
        rows.append(Row(what, pace["sealed"], "条/秒", "锁到提交为止的链", pace["naive"]))
    for share in (50, 99):
        beside = _at(acts["peer"], share) if peer else None
        rows.append(Row(f"一个动作用时，p{share}，{engine}", _at(acts["sealed"], share), "毫秒", PEER, beside))
        if address:
            rows.append(Row(f"从提交到封存，p{share}，{engine}", _at(waits, share), "毫秒"))
    return rows


def _at(ordered: list[float], share: int) -> float:
    return round(ordered[min(len(ordered) - 1, len(ordered) * share // 100)], 2)


def verified(engine: str, address: str, volume: int) -> list[Row]:
    """The chain at two lengths: pace, and memory that must not grow."""
    found = []
    for size in (volume, 4 * volume):
        one(address, "fill", str(size))
        found.append(one(address, "verify"))
    small, large = found
    return [
        Row(f"核验审计链，{large['lines']:,} 条，{engine}", large["pace"], "条/秒"),
        Row(f"核验时内存峰值，{large['lines']:,} 条，{engine}", large["memory"], "MiB", f"{small['lines']:,} 条时",
            small["memory"], at_most=round(small["memory"] * 1.1)),
    ]  # fmt: skip


def one(address: str, *arguments: str) -> dict:
    """Run one act in a process of its own and read its answer."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENXIAN_")}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "bench.stock.audited",
        "OPENXIAN_MODE": "demo",
        "OPENXIAN_LOG_LEVEL": "ERROR",
        "OPENXIAN_DATA": str(WORK),
        "DATABASE_URL": address,
        "PYTHONPATH": str(WORK / "peer"),
    }
    command = [sys.executable, "-m", "bench.audit", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{arguments} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])


# What follows runs in the worker processes.


def _measure(seconds: str, rounds: str, *variants: str) -> dict:
    """Variant → what each of its rounds came to."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(BATCHES)
    said: dict[str, list[dict]] = {variant: [] for variant in variants}
    for _turn in range(int(rounds)):
        for variant in variants:
            said[variant].append(_round(variant, float(seconds)))
    return said


def _round(variant: str, seconds: float) -> dict:
    """Eight processes that begin together; only sealed lines count."""
    from django.db import connection

    _note(variant)
    connection.close()
    context = multiprocessing.get_context("fork")
    together, answers = context.Barrier(WRITERS + 1), context.Queue()
    writers = [context.Process(target=_write, args=(variant, seconds, together, answers)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    together.wait(timeout=60)
    began = time.perf_counter()
    each = [answers.get(timeout=seconds + 60) for _ in writers]
    took = time.perf_counter() - began
    for writer in writers:
        writer.join()
    sealed = variant == "sealed"
    watched = {line: at for one_ in each for line, at in one_["watched"].items()}
    lines = sum(one_["lines"] for one_ in each) - (_left() if sealed else 0)
    acts = [act for one_ in each for act in one_["acts"]]
    return {"acts": acts, "waits": _waits(watched) if sealed else [], "pace": lines / took}


def _note(variant: str) -> dict:
    """Lines are noted as pending, or for our table alone they are not."""
    from importlib import import_module

    from django.db import connection

    migration = import_module("openxian.core.migrations.0002_append_only")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            how = "DISABLE" if variant == "plain" else "ENABLE ALWAYS"
            cursor.execute(f"ALTER TABLE core_auditline {how} TRIGGER core_auditline_note")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS core_auditline_note")
            if variant != "plain":
                cursor.execute(migration.SQLITE_BEGIN)
    return {}


def _write(variant: str, seconds: float, together, answers) -> None:
    act = _acts(variant)
    for _ in range(20):
        act(0)
    together.wait(timeout=60)
    lines, acts, watched, end = 0, [], {}, time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        committed_at, line = act(lines)
        lines += 1
        if lines % SAMPLED == 0:
            acts.append((time.perf_counter() - began) * 1000)
            watched[line.pk] = committed_at
    answers.put({"lines": lines, "acts": acts, "watched": watched})


def _acts(variant: str):
    """A function that does one act in a transaction of its own and answers when it was committed, and its line."""
    from django.db import transaction
    from django.utils import timezone

    from openxian.accounts.models import User
    from openxian.core import audit
    from openxian.core.audit import sealing

    person, thing = User(pk=7, name="陈晓禾"), User(pk=8, name="周一鸣")
    if variant == "peer":
        write = _peer_entry(person, thing)
    else:
        sealing.arrange = {"sealed": sealing.arrange, "plain": lambda: None, "naive": _chain_under_lock}[variant]

        def write(number):
            sentence = f"陈晓禾把第{number}号申请交给周一鸣办理。"
            now = timezone.now()
            return audit.record("bench.hand_over", by=person, at=now, thing=thing, sentence=sentence, number=number)

    def act(number):
        committed = []
        with transaction.atomic():
            transaction.on_commit(lambda: committed.append(time.time()))
            line = write(number)
        return committed[0], line

    return act


def _peer_entry(person, thing):
    from auditlog.models import LogEntry

    def write(number):
        changes = {"number": [str(number), str(number + 1)]}
        return LogEntry.objects.log_create(
            thing, force_log=True, action=LogEntry.Action.UPDATE, changes=changes, actor=None, remote_addr="10.1.2.3"
        )

    return write


def _chain_under_lock() -> None:
    from django.db import connection

    from openxian.core.audit import sealing

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [sealing.LOCK])
        sealing.append(cursor)


def _waits(watched: dict[int, float]) -> list[float]:
    """Milliseconds from the commit of each watched line to its seal; none on SQLite, where that is one commit."""
    from bisect import bisect_left

    from django.db import connection

    from openxian.core.models import AuditLink

    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, extract(epoch FROM at)::float FROM bench_batch ORDER BY seq")
        batches = cursor.fetchall()
    ends = [seq for seq, _at in batches]
    links = AuditLink.objects.filter(line_id__in=watched).values_list("line_id", "seq")
    return [max(0, batches[bisect_left(ends, seq)][1] - watched[line]) * 1000 for line, seq in links]


def _left() -> int:
    """Lines of the burst that wait for the next act or the worker: of each writer those of its last moments."""
    from openxian.core.models import AuditPending

    return AuditPending.objects.count()


def _fill(size: str) -> dict:
    """As many lines more as are missing."""
    from django.utils import timezone

    from openxian.core import audit
    from openxian.core.audit import sealing
    from openxian.core.models import AuditLine, AuditLink

    _note("sealed")
    if AuditLine.objects.count() != AuditLink.objects.count():
        _chain_the_plain()
    for first in range(AuditLine.objects.count(), int(size), 5000):
        now = timezone.now()
        AuditLine.objects.bulk_create(
            audit.line("bench.hand_over", by=None, at=now, thing=None, sentence=f"第{n}号申请已收下。", number=n)
            for n in range(first, min(first + 5000, int(size)))
        )
        sealing.seal_all()
    return {}


def _chain_the_plain() -> None:
    """Lines of the variant without a chain get their links, so that the chain is whole when it is verified."""
    from django.db import connection

    from openxian.core.audit import sealing

    with connection.cursor() as cursor:
        missing = "SELECT l.id FROM core_auditline l LEFT JOIN core_auditlink k ON k.line_id = l.id WHERE k.seq IS NULL"
        cursor.execute(f"INSERT INTO core_auditpending (line_id) {missing} ON CONFLICT DO NOTHING")
    sealing.seal_all()


def _verify() -> dict:
    from openxian.core.audit import verifying

    began = time.perf_counter()
    report = verifying.verify()
    took = time.perf_counter() - began
    if report.faults:
        raise RuntimeError(report.faults[0])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"lines": report.links, "pace": round(report.links / took), "memory": round(memory, 1)}


if __name__ == "__main__":
    import django

    django.setup()
    does: dict[str, Callable[..., Any]] = {"measure": _measure, "fill": _fill, "verify": _verify}
    print(json.dumps(does[sys.argv[1]](*sys.argv[2:])))
