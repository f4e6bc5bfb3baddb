"""``openxian serve``: the web server of the chosen front door."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from granian import Granian
from granian.constants import Interfaces

log = structlog.get_logger("openxian.serve")
PATIENCE = 10


class Command(BaseCommand):
    help = "启动网站服务（前门由 OPENXIAN_DOOR 决定），收到 SIGTERM 处理完手头的请求再退出"
    requires_system_checks: list[str] = []  # this process only minds the others; `doctor` is for looking

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default="127.0.0.1", help="监听地址（默认只监听本机）")
        parser.add_argument("--port", type=int, default=8000, help="监听端口（默认 8000）")
        parser.add_argument("--workers", type=int, default=2, help="进程数（默认 2）")
        parser.add_argument("--threads", type=int, default=8, help="每个进程同时处理的请求数（默认 8）")
        parser.add_argument("--with-worker", action="store_true", help="同时运行后台进程，单机使用")

    def handle(self, *args: Any, **options: Any) -> None:
        door = settings.DOOR  # read first: wrong settings stop the start, right ones set up the log
        _refuse_busy(options["address"], options["port"])
        server = Granian(
            "openxian.config.wsgi:application",
            address=options["address"],
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=options["threads"],
            backpressure=options["threads"] * 8,
            workers_kill_timeout=PATIENCE,
            respawn_failed_workers=True,
            log_enabled=False,
        )
        log.info("serving", door=door, address=options["address"], port=options["port"])
        with _worker(wanted=options["with_worker"]):
            server.serve()
        log.info("stopped serving")


def _refuse_busy(address: str, port: int) -> None:
    """Say in one sentence what a traceback would say in forty lines."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError as error:
            raise CommandError(f"{address}:{port} 用不了（{error.strerror}），请换一个端口：--port。") from error


@contextmanager
def _worker(*, wanted: bool) -> Iterator[None]:
    """The background process beside the server, stopped with it."""
    if not wanted:
        yield
        return
    process = subprocess.Popen([sys.executable, "-m", "openxian.config.cli", "worker"])
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
