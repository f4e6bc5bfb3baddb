"""``openxian files check`` and ``openxian files clean``."""

import json
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from openxian.core.files import cleaning
from openxian.core.files.cleaning import Found

MIB = 1024 * 1024
ON_SCREEN = 20


class Command(BaseCommand):
    help = "收存的文件：check 核对文件与登记是否一致，clean 清理无主的文件（默认只看不删，加 --yes 才删）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["check", "clean"], help="check 核对；clean 清理")
        parser.add_argument("--grace", type=int, default=24, metavar="小时", help="多少小时以内的不动，默认 24")
        parser.add_argument("--whole", action="store_true", help="check 时重算每个文件的 SM3（要读全部文件）")
        parser.add_argument("--yes", action="store_true", help="clean 时真的删")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        now, grace = timezone.localtime(), timedelta(hours=options["grace"])
        if options["what"] == "clean" and options["yes"]:
            found = cleaning.clean(by=None, at=now, grace=grace)
        else:
            found = cleaning.check(at=now, grace=grace, whole=options["whole"])
        self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False) if options["json"] else told(found))
        if options["what"] == "clean" and not options["yes"] and not options["json"] and found.orphan_bytes:
            self.stdout.write("没有删除任何文件；确认后请加 --yes。")
        if not found.is_well:
            raise SystemExit(1)


def told(found: Found) -> str:
    """What was found, for people."""
    lines = [
        f"登记在册 {found.rows} 个文件，共 {found.bytes_held / MIB:.1f} MB。",
        f"无主文件 {len(found.orphans)} 个，无主预览图 {len(found.pages)} 个，没写完的 {len(found.leftovers)} 个，"
        f"共 {found.orphan_bytes / MIB:.1f} MB；已清理 {found.taken} 个。",
    ]
    for words, files in (("缺失", found.missing), ("内容已变", found.changed)):
        lines += [f"{words}：{file.pk} {file.name}（{file.thing_type}:{file.thing_id}）" for file in files[:ON_SCREEN]]
        if len(files) > ON_SCREEN:
            lines.append(f"……{words}共 {len(files)} 个，全部清单请加 --json。")
    if not found.is_well:
        lines.append("有文件缺失或被改动，请从备份恢复，不要删除登记。")
    return "\n".join(lines)
