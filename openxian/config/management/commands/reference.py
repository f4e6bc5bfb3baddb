"""``openxian reference``: the pages of the documentation that the program itself writes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from openxian.config import reference


class Command(BaseCommand):
    help = "由规则、流程、权限和设置得出的文档页（docs/reference）"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--write", action="store_true", help="重写这些页")
        which.add_argument("--check", action="store_true", help="有过期的页则列出，退出码为 1")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            reference.write()
        elif stale := reference.stale():
            raise CommandError(f"这些页过期了，请运行 openxian reference --write：{'、'.join(stale)}")
