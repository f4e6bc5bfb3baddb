"""``openxian doctor``: is this installation well?"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from openxian.config.doctor import Level, examine

SIGNS = {Level.WELL: "✓", Level.NOTICE: "!", Level.WRONG: "✗"}


class Command(BaseCommand):
    help = "体检：数据库、数据目录、静态文件、后台进程等；有误则退出码为 1"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(examine())
        if options["json"]:
            rows = [{"what": one.what, "level": one.level.name.lower(), "sentence": one.sentence} for one in findings]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            for one in findings:
                self.stdout.write(f"{SIGNS[one.level]} {one.what}：{one.sentence}")
        if any(one.level is Level.WRONG for one in findings):
            raise SystemExit(1)
