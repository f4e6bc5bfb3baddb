"""Is this installation well? Each examination answers with one finding in plain Chinese."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from tempfile import TemporaryFile

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from openxian.core.files import clamd
from openxian.core.outbox import queries as outbox

GIB = 1024**3
SCARCE = 2 * GIB
TOO_LITTLE = GIB // 4
SILENCE = 180  # seconds; a worker shows itself every 10


class Level(StrEnum):
    """How bad it is: only ``WRONG`` makes the command fail."""

    WELL = "正常"
    NOTICE = "注意"
    WRONG = "有误"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and a sentence that says what to do when it is not well."""

    what: str
    level: Level
    sentence: str


def examine() -> Iterator[Finding]:
    """All findings; what needs the database is left out when it cannot be reached."""
    reachable = database()
    yield reachable
    if reachable.level is Level.WELL:
        structure = migrations()
        yield from (journal(), structure)
        if structure.level is Level.WELL:
            yield from (worker(), dead_letters())
    yield from (examination() for examination in EXAMINATIONS)


def database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        return Finding("数据库", Level.WRONG, f"连不上（{reason}），请检查 DATABASE_URL 和数据库服务。")
    return Finding("数据库", Level.WELL, f"{connection.display_name} 可以连接。")


def journal() -> Finding:
    """SQLite must write ahead, or readers and writers block each other."""
    if connection.vendor != "sqlite":
        return Finding("并发读写", Level.WELL, "由数据库服务负责。")
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal":
        return Finding(
            "并发读写", Level.WRONG, f"SQLite 的日志模式是 {mode}，应为 wal；数据目录可能在网络盘上，请换到本机磁盘。"
        )
    if not settings.DEMO:
        return Finding(
            "并发读写", Level.NOTICE, "生产环境用的是 SQLite，多台主机或大量编辑时请改用 PostgreSQL（DATABASE_URL）。"
        )
    return Finding("并发读写", Level.WELL, "SQLite 处于 WAL 模式。")


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        return Finding("数据库结构", Level.WRONG, f"还有 {missing} 步升级没有做，请运行 openxian migrate。")
    return Finding("数据库结构", Level.WELL, "与程序版本一致。")


def data_folder() -> Finding:
    try:
        with TemporaryFile(dir=settings.DATA) as file:
            file.write(b"x")
            file.flush()
    except OSError as error:
        return Finding("数据目录", Level.WRONG, f"{settings.DATA} 写不进去（{error.strerror}），请检查权限和磁盘。")
    return Finding("数据目录", Level.WELL, f"{settings.DATA} 可以写入。")


def free_space() -> Finding:
    free = shutil.disk_usage(settings.DATA).free
    if free < SCARCE:
        level = Level.WRONG if free < TOO_LITTLE else Level.NOTICE
        return Finding("磁盘空间", level, f"只剩 {free / GIB:.1f} GiB，请清理或扩容。")
    return Finding("磁盘空间", Level.WELL, f"还有 {free / GIB:.0f} GiB。")


def static_files() -> Finding:
    """The manifest knows every file a page may ask for; without it each page is an error."""
    try:
        staticfiles_storage.url("wagtailadmin/css/core.css")
    except ValueError:
        return Finding("静态文件", Level.WRONG, "还没有收集或已过期，请运行 openxian collectstatic --noinput。")
    return Finding("静态文件", Level.WELL, "已收集。")


def worker() -> Finding:
    """A worker of this host shows itself by a file, those of other hosts by their row."""
    alive = settings.DATA / "worker-alive"
    silent = time.time() - alive.stat().st_mtime if alive.exists() else None
    if silent is not None and silent <= SILENCE:
        return Finding("后台进程", Level.WELL, "在工作。")
    now = timezone.now()
    hosts = sorted({one.host for one in outbox.workers() if (now - one.seen_at).total_seconds() <= SILENCE})
    if hosts:
        return Finding("后台进程", Level.WELL, f"在别的主机上工作（{'、'.join(hosts)}）。")
    since = "没有运行过" if silent is None else f"已 {silent / 60:.0f} 分钟没有动静"
    return Finding("后台进程", Level.NOTICE, f"{since}，通知和到点发布都不会发生；请运行 openxian worker。")


def dead_letters() -> Finding:
    """Jobs that stopped and that only a person can set going again."""
    stopped = outbox.failed_by_topic()
    if not stopped:
        return Finding("后台任务", Level.WELL, "没有停下来的任务。")
    words = "、".join(f"{label} {count} 项" for _, label, count in stopped[:5])
    return Finding("后台任务", Level.NOTICE, f"有任务停下来了（{words}），请在工作台“后台任务”里处理。")


def scanner() -> Finding:
    """Without ClamAV nobody looks for viruses in what the public sends."""
    if not settings.OPENXIAN_CLAMD:
        return Finding("查毒", Level.NOTICE, "没有开启；装好 ClamAV 后把 clamd 的地址写进 OPENXIAN_CLAMD。")
    try:
        known = clamd.version(settings.OPENXIAN_CLAMD)
    except clamd.Unreachable as error:
        return Finding("查毒", Level.WRONG, f"连不上 {settings.OPENXIAN_CLAMD}（{error}），请检查 clamd。")
    return Finding("查毒", Level.WELL, f"{known} 在工作。")


def security() -> Finding:
    """Django's own deployment checks, for errors and warnings that nobody has silenced."""
    found = [message for message in checks.run_checks(include_deployment_checks=True) if not message.is_silenced()]
    if settings.DEMO:
        return Finding("安全设置", Level.NOTICE, "现在是演示模式，口令和密钥都是公开的，不要对外提供服务。")
    if found:
        return Finding("安全设置", Level.NOTICE, "；".join(f"{message.id} {message.msg}" for message in found[:3]))
    return Finding("安全设置", Level.WELL, "部署检查没有发现问题。")


EXAMINATIONS: tuple[Callable[[], Finding], ...] = (data_folder, free_space, static_files, scanner, security)
