"""``openxian worker``: what happens by itself when its time comes."""

import signal
import threading
from argparse import ArgumentTypeError
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from openxian.repository import actions

log = structlog.get_logger("openxian.worker")
DUTIES = {"publish_due": actions.publish_due, "expire_due": actions.expire_due}


class Command(BaseCommand):
    help = "后台进程：到点发布、到期撤下；收到 SIGTERM 做完手头的一轮再退出"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=_seconds, default=30.0, metavar="秒", help="每隔多少秒看一次（默认 30）")
        parser.add_argument("--once", action="store_true", help="只做一轮就退出，有一项失败则退出码为 1")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            if not do_round():
                raise SystemExit(1)
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        log.info("worker started", every=options["every"])
        while not stop.is_set():
            do_round()
            stop.wait(options["every"])
        log.info("worker stopped")


def do_round() -> bool:
    """Do each duty once; one that fails is logged and does not keep the others from being done."""
    close_old_connections()
    done = [_do(name) for name in DUTIES]
    (settings.DATA / "worker-alive").touch()
    return all(done)


def _do(name: str) -> bool:
    try:
        count = DUTIES[name](at=timezone.now())
    except Exception:
        log.exception("duty failed", duty=name)
        return False
    if count:
        log.info("duty done", duty=name, count=count)
    return True


def _seconds(text: str) -> float:
    seconds = float(text)
    if seconds <= 0:
        raise ArgumentTypeError("要大于 0")
    return seconds
