"""``openxian settings``: what can be set, what is set now, and the page of the documentation."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from openxian.config import reader, settings_page
from openxian.config.variables import VARIABLES, Variable


class Command(BaseCommand):
    help = "列出全部设置和当前的值，并检查有没有写错"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--json", action="store_true", help="输出 JSON")
        which.add_argument("--write", action="store_true", help="重写文档里的设置页")
        which.add_argument("--check", action="store_true", help="文档里的设置页过期则退出码为 1")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            settings_page.PAGE.write_text(settings_page.page(), encoding="utf-8")
        elif options["check"]:
            self._check_page()
        else:
            self._show(as_json=options["json"])

    def _check_page(self) -> None:
        if settings_page.PAGE.read_text(encoding="utf-8") != settings_page.page():
            raise CommandError("设置页过期了，请运行 openxian settings --write。")

    def _show(self, *, as_json: bool) -> None:
        values = reader.read_or_stop()
        rows = [{"name": one.name, "value": _shown(one, values[one.name]), "help": one.help} for one in VARIABLES]
        if as_json:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            self.stdout.write(f"{row['name']} = {row['value']}\n    {row['help']}")


def _shown(variable: Variable, value: Any) -> Any:
    """Secrets are said to be there, never shown."""
    return ("（已设置）" if value else "") if variable.secret else value
