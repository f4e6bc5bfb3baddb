"""``openxian outbox``: what waits and what stopped, and how to send it again."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from openxian.core.errors import Refused
from openxian.core.outbox import actions, queries, registry
from openxian.core.outbox.models import Job


class Command(BaseCommand):
    help = "后台任务：list 列出，retry 重新发送停下来的，drop 放弃"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="list|retry|drop")
        listing = acts.add_parser("list", help="列出任务")
        listing.add_argument(
            "--state", choices=Job.State.values, default="failed", help="状态（默认 failed，已停止的）"
        )
        listing.add_argument("--topic", default="", help="只看一个类别")
        listing.add_argument("--most", type=int, default=50, metavar="个", help="最多列几个（默认 50）")
        listing.add_argument("--json", action="store_true", help="输出 JSON")
        again = acts.add_parser("retry", help="重新发送停下来的")
        which = again.add_mutually_exclusive_group(required=True)
        which.add_argument("job", type=int, nargs="?", help="任务号")
        which.add_argument("--topic", help="这个类别的全部")
        drop = acts.add_parser("drop", help="放弃停下来的")
        drop.add_argument("job", type=int, help="任务号")
        drop.add_argument("--reason", required=True, help="为什么放弃")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['act']}")(options)
        except Refused as refusal:
            raise CommandError(refusal.message) from None

    def _list(self, options: dict[str, Any]) -> None:
        state = options["state"]
        jobs = queries.jobs(state, options["topic"]).order_by(*queries.order_of(state))[: options["most"]]
        rows = [_row(job) for job in jobs]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        table = Table()
        for heading in ("任务号", "任务", "应办", "已试", "原因"):
            table.add_column(heading, overflow="fold")
        for row in rows:
            table.add_row(str(row["job"]), row["label"], row["due_at"][:16], str(row["attempts"]), row["reason"])
        console = Console(highlight=False)
        with console.capture() as said:
            console.print(table if rows else "没有这样的任务。")
        self.stdout.write(said.get(), ending="")

    def _retry(self, options: dict[str, Any]) -> None:
        if options["topic"]:
            count = actions.retry_all(options["topic"], by=None, at=timezone.now())
        else:
            actions.retry(_found(options["job"]), by=None, at=timezone.now())
            count = 1
        self.stdout.write(f"已放回队列 {count} 项。")

    def _drop(self, options: dict[str, Any]) -> None:
        actions.drop(_found(options["job"]), by=None, at=timezone.now(), reason=options["reason"])
        self.stdout.write("已放弃。")


def _row(job: Job) -> dict[str, Any]:
    return {
        "job": job.pk,
        "topic": job.topic,
        "label": registry.label_of(job.topic),
        "state": job.state,
        "put_at": timezone.localtime(job.put_at).isoformat(),
        "due_at": timezone.localtime(job.due_at).isoformat(),
        "attempts": job.attempts,
        "reason": job.reason,
    }


def _found(number: int) -> Job:
    job = queries.job(number)
    if job is None:
        raise Refused(f"没有第 {number} 号任务，请用 openxian outbox list 看任务号。")
    return job
