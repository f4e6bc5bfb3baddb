"""``openxian content-package-schema``: the published JSON Schema of content packages."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand

from openxian.repository.packages.schema import json_schema, manifest_json_schema

FILES = {"content-package-1.json": json_schema, "content-package-manifest-1.json": manifest_json_schema}


class Command(BaseCommand):
    help = "把内容数据包的 JSON Schema 写到一个文件夹（默认 docs/schema）。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", default=Path("docs/schema"))

    def handle(self, *args, **options) -> None:
        options["folder"].mkdir(parents=True, exist_ok=True)
        for name, text in texts().items():
            (options["folder"] / name).write_text(text, encoding="utf-8")
            self.stdout.write(str(options["folder"] / name))


def texts() -> dict[str, str]:
    """File name → content."""
    return {name: json.dumps(make(), ensure_ascii=False, indent=2) + "\n" for name, make in FILES.items()}
