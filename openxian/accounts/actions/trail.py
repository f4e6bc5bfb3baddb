"""Handing out the audit trail is an act of its own and leaves a line in it."""

from collections.abc import Iterator

from openxian.accounts import permissions, queries
from openxian.core import audit
from openxian.core.models import AuditLine
from openxian.core.tables import writing
from openxian.core.tables.columns import Column

EXPORTED = (
    Column("at", "时间", width=18),
    Column("actor_name", "人员", width=12),
    Column("act", "行为", width=26),
    Column("sentence", "经过", width=60),
    Column("thing_name", "对象", width=30),
    Column("succeeded", "成败", get=lambda line: "成功" if line.succeeded else "失败", width=8),
    Column("address", "来源地址"),
)


def export_trail(asked: queries.TrailFilter, *, by, at) -> Iterator[AuditLine]:
    """Lines of the trail that answer ``asked``, newest first (``EXPORTED``); noted before the first one leaves."""
    permissions.must_read_trail(by)
    lines = queries.trail(asked, at.tzinfo)
    newest = lines.values_list("pk", flat=True).first() or 0
    sentence = f"{by}导出审计记录 {lines.count()} 条。"
    asked_for = {name: str(value) for name, value in vars(asked).items() if value not in ("", None)}
    audit.record("accounts.export_trail", by=by, at=at, thing=None, sentence=sentence, asked=asked_for)
    return writing.keyset(lines.filter(pk__lte=newest), newest_first=True)
