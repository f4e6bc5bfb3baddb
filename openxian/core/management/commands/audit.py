"""``openxian audit verify|export|anchor``."""

import json
import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import IO, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from openxian.core.audit import actions, anchors
from openxian.core.errors import Refused


class Command(BaseCommand):
    help = "审计链：verify 核验，export 导出，anchor 取锚（链尾的链值，打印或寄出保管）"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="verify|export|anchor")
        verify = acts.add_parser("verify", help="重新计算整条链；没有问题退出码为 0，有问题为 1")
        verify.add_argument("--from", dest="first", type=int, default=1, metavar="序号", help="从第几号环节查起")
        verify.add_argument(
            "--anchor", action="append", default=[], type=_anchor, metavar="序号:链值", help="与保管的锚核对，可写多次"
        )
        verify.add_argument("--json", action="store_true", help="结果以 JSON 写到标准输出")
        export = acts.add_parser("export", help="导出已封存的链，用 scripts/verify_audit.py 可以离线核验")
        export.add_argument("--out", type=Path, required=True, metavar="文件", help="写到哪里，已有的文件不覆盖")
        export.add_argument("--since", type=_day, metavar="日期", help="从这一天起，如 2026-01-01")
        anchor = acts.add_parser("anchor", help="取锚：打印一页可以签字存档的锚证")
        anchor.add_argument("--json", action="store_true", help="以 JSON 写到标准输出")
        anchor.add_argument("--mail", action="store_true", help="寄到 OPENXIAN_AUDIT_ANCHOR_MAIL 的邮箱")

    def handle(self, *args, **options) -> None:
        try:
            getattr(self, options["act"])(**options)
        except Refused as refusal:
            raise CommandError(refusal.message) from None

    def verify(self, *, first, anchor, **options) -> None:
        with _progress() as progress:
            task = progress.add_task("核验审计链", total=None)

            def show(done: int, total: int) -> None:
                progress.update(task, completed=done, total=total)

            report = actions.check(by=None, at=timezone.now(), first=max(1, first), known=dict(anchor), progress=show)
        if options["json"]:
            self._json(asdict(report) | {"whole": report.whole})
        else:
            self._tell(report)
        sys.exit(0 if report.whole else 1)

    def _tell(self, report) -> None:
        console = Console(file=cast(IO[str], self.stdout), width=100, highlight=False, markup=False)
        console.print(f"核验了第 {report.first}—{report.last} 号，共 {report.links:,} 个环节。")
        console.print(f"链尾：第 {report.last} 号，链值 {report.hash}", soft_wrap=True)
        if report.waiting:
            console.print(f"另有 {report.waiting} 条刚写下、还没有封存。")
        for sentence in report.faults:
            console.print(f"✗ {sentence}", soft_wrap=True)
        if report.count > len(report.faults):
            console.print(f"……还有 {report.count - len(report.faults)} 处没有列出。")
        console.print("没有发现问题。" if report.whole else f"共 {report.count} 处问题，第一处如上。")

    def export(self, *, out, since, **options) -> None:
        if out.exists():
            raise CommandError(f"{out} 已经存在，请换一个文件名。")
        with _progress() as progress, out.open("xb") as file:
            task = progress.add_task("导出审计链", total=None)
            at = timezone.now()
            count = actions.export(
                file, by=None, at=at, since=since, progress=lambda done: progress.update(task, completed=done)
            )
        self.stdout.write(f"已导出 {count} 条到 {out}。离线核验：python scripts/verify_audit.py {out}")

    def anchor(self, *, mail, **options) -> None:
        at = timezone.localtime()
        anchor = actions.mail_anchor(at=at) if mail else actions.take_anchor(by=None, at=at)
        if anchor is None:
            raise CommandError("没有设置发信服务器或 OPENXIAN_AUDIT_ANCHOR_MAIL，寄不出去。")
        if options["json"]:
            self._json(anchor.as_json())
        else:
            self.stdout.write(anchor.as_text(settings.WAGTAIL_SITE_NAME))
        if mail:
            self.stderr.write(f"已交后台进程寄往 {'、'.join(settings.OPENXIAN_AUDIT_ANCHOR_MAIL)}。")

    def _json(self, value) -> None:
        self.stdout.write(json.dumps(value, ensure_ascii=False))


def _anchor(text: str) -> tuple[int, str]:
    return anchors.read(text)


def _day(text: str) -> datetime:
    day = date.fromisoformat(text)
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
