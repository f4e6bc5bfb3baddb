"""Handing out the audit trail is an act of its own and leaves a line in it."""

from openxian.accounts import permissions, queries
from openxian.core import audit
from openxian.core.models import AuditLine

EXPORTED = ("时间", "人员", "行为", "经过", "对象", "成败", "来源地址")


def export_trail(asked: queries.TrailFilter, *, by, at):
    """Rows of the trail that answer ``asked``, oldest last, head first; noted before the first row leaves."""
    permissions.must_read_trail(by)
    lines = queries.trail(asked, at.tzinfo)
    newest = lines.values_list("pk", flat=True).first() or 0
    sentence = f"{by}导出审计记录 {lines.count()} 条。"
    asked_for = {name: str(value) for name, value in vars(asked).items() if value not in ("", None)}
    audit.record("accounts.export_trail", by=by, at=at, thing=None, sentence=sentence, asked=asked_for)
    return _rows(lines.filter(pk__lte=newest), at.tzinfo)


def _rows(lines, tz):
    yield EXPORTED
    for line in lines.iterator(chunk_size=2000):
        yield _row(line, tz)


def _row(line: AuditLine, tz) -> tuple[str, ...]:
    cells = (
        f"{line.at.astimezone(tz):%Y-%m-%d %H:%M:%S}",
        line.actor_name,
        line.act,
        line.sentence,
        line.thing_name,
        "成功" if line.succeeded else "失败",
        line.address or "",
    )
    return tuple(_inert(cell) for cell in cells)


def _inert(cell: str) -> str:
    """A cell that a spreadsheet will not take for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell
