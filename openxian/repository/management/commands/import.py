"""``openxian import PACKAGE``."""

import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from openxian.repository.packages.actions import BATCH_ROWS, Options, Totals, import_package
from openxian.repository.packages.checking import Defaults
from openxian.repository.packages.package import PackageUnreadable, Rows, opened
from openxian.repository.packages.sentences import Refusal

ON_SCREEN = 20
ALL_IN, SOME_REFUSED, UNREADABLE = 0, 1, 2


class Report:
    """Every refusal goes to a file as it is found, the first ones also to the screen."""

    def __init__(self, package: Path, at: datetime, console: Console) -> None:
        stem = package.name.split(".")[0] or "package"
        self.path = settings.DATA / "imports" / f"{stem}.{at.astimezone():%Y%m%d-%H%M%S}.refused.jsonl"
        self.console = console
        self.shown = 0
        self.file = None

    def __call__(self, refusal: Refusal) -> None:
        if self.file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.file = self.path.open("w", encoding="utf-8")
        self.file.write(json.dumps(refusal.as_dict(), ensure_ascii=False) + "\n")
        self.shown += 1
        if self.shown <= ON_SCREEN:
            place = "，".join(part for part in (refusal.external_id, refusal.field) if part)
            line = f"第 {refusal.line} 行{f'（{place}）' if place else ''}：{refusal.reason}"
            self.console.print(line, style="red", markup=False, highlight=False)
        elif self.shown == ON_SCREEN + 1:
            self.console.print("……其余见报告文件", style="red")

    def close(self) -> None:
        if self.file:
            self.file.close()


class Command(BaseCommand):
    help = "导入内容数据包：文件夹、.zip、.tar.gz、.jsonl 或 .jsonl.gz；同一个包再次导入只更新变化的稿件。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("package", type=Path, help="数据包（格式见 docs/operator/import.md）")
        parser.add_argument("--dry-run", action="store_true", help="只检查，不写入")
        parser.add_argument("--json", action="store_true", help="结果以 JSON 写到标准输出，供程序读取")
        parser.add_argument(
            "--organisation", default="", help="没有写所属单位的行归这个机构（英文短名、名称或信用代码）"
        )
        parser.add_argument("--column", default="", help="没有写栏目的行放进这个栏目，如 news/county")
        parser.add_argument("--batch-size", type=int, default=BATCH_ROWS, help=f"每个事务多少行，默认 {BATCH_ROWS}")

    def handle(self, *args, **options) -> None:
        console = Console(stderr=True, soft_wrap=True)
        at = timezone.now()
        report = Report(options["package"], at, console)
        totals = Totals()
        wanted = Options(
            Defaults(options["organisation"], options["column"]), options["dry_run"], max(1, options["batch_size"])
        )
        try:
            self._run(options["package"], at, wanted, report=report, totals=totals, console=console)
        except (PackageUnreadable, DatabaseError) as fault:
            sentence = str(fault) if isinstance(fault, PackageUnreadable) else f"数据库出错：{str(fault).strip()[:300]}"
            console.print(f"没有导完：{sentence}", style="red", markup=False)
            self._answer(options["json"], totals, report, console, fault=sentence)
            sys.exit(UNREADABLE)
        finally:
            report.close()
        self._answer(options["json"], totals, report, console)
        sys.exit(ALL_IN if totals.all_in else SOME_REFUSED)

    def _run(
        self, path: Path, at: datetime, wanted: Options, *, report: Report, totals: Totals, console: Console
    ) -> None:
        with opened(path) as package, _progress(console) as progress:
            task = progress.add_task(package.name, total=None, rows=0, rate="…")

            def watch(now: Totals, rows: Rows) -> None:
                totals.__dict__.update(now.__dict__)
                _advance(progress, task, now, rows)

            done = import_package(package, by=None, at=at, options=wanted, report=report, watch=watch)
            totals.__dict__.update(done.__dict__)

    def _answer(self, as_json: bool, totals: Totals, report: Report, console: Console, fault: str = "") -> None:
        path = str(report.path) if report.shown else ""
        if as_json:
            self.stdout.write(json.dumps(asdict(totals) | {"fault": fault, "report": path}, ensure_ascii=False))
            return
        table = Table(title="导入结果", title_justify="left")
        for heading in ("读入", "新建", "更新", "未变", "未收", "缺解读关联"):
            table.add_column(heading, justify="right")
        table.add_row(*(f"{number:,}" for number in asdict(totals).values()))
        console.print(table)
        if path:
            console.print(f"逐行原因：{path}", markup=False, highlight=False)


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TextColumn("{task.fields[rows]:,} 行"),
        TextColumn("{task.fields[rate]} 行/秒"),
        TimeElapsedColumn(),
        TextColumn("剩余"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )


def _advance(progress: Progress, task: TaskID, totals: Totals, rows: Rows) -> None:
    elapsed = progress.tasks[0].elapsed or 0
    rate = f"{totals.read / elapsed:,.0f}" if elapsed else "…"
    progress.update(task, total=rows.total or None, completed=rows.passed, rows=totals.read, rate=rate)
