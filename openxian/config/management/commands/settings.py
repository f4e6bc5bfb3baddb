"""``openxian settings``: what can be set, what is set now, and the page of the documentation."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from openxian.config import reader
from openxian.config.variables import VARIABLES, Variable


class Command(BaseCommand):
    help = "列出全部设置和当前的值，并检查有没有写错"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        self._show(as_json=options["json"])

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
