"""``openxian worker``: does what acts have left to be done, and what happens by itself when its time comes."""

import signal
from argparse import ArgumentTypeError
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from openxian.core.outbox.worker import Pace, WorkerLoop, work_off

log = structlog.get_logger("openxian.worker")


class Command(BaseCommand):
    help = "后台进程：发通知、到点发布等；可在多台主机上各开几个；收到 SIGTERM 做完手头的再退出"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=_seconds, default=0.5, metavar="秒", help="每隔多少秒看一次（默认 0.5）")
        parser.add_argument("--threads", type=_number, default=2, metavar="个", help="同时做几件（默认 2）")
        parser.add_argument("--once", action="store_true", help="做完到时的就退出，有一项失败则退出码为 1")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            done, failed = work_off(clock=timezone.now)
            show_alive()
            log.info("worker done", done=done, failed=failed)
            if failed:
                raise SystemExit(1)
            return
        pace = Pace(look=options["every"], threads=options["threads"])
        loop = WorkerLoop(timezone.now, pace, show_alive)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: loop.stop())
        log.info("worker started", every=options["every"], threads=options["threads"])
        loop.run()


def show_alive() -> None:
    """Touch the file by which ``openxian doctor`` knows that a worker of this host is alive."""
    (settings.DATA / "worker-alive").touch()


def _seconds(text: str) -> float:
    seconds = float(text)
    if seconds <= 0:
        raise ArgumentTypeError("要大于 0")
    return seconds


def _number(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 32:
        raise ArgumentTypeError("要在 1 到 32 之间")
    return number
