"""The chain as a file that ``scripts/verify_audit.py`` proves without this program: canonical JSON, one object a line.

The first line says where the file begins, each further one holds a link with its line, the last one counts and
holds the SM3 of all the bytes before it. Form: docs/operator/audit.md.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO

from openxian.core.audit import canonical, verifying
from openxian.core.errors import Refused

FORMAT = "openxian-audit-1"


def export(
    out: BinaryIO,
    *,
    at: datetime,
    since: datetime | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Write the sealed part of the chain to ``out``, from the first link whose line is as young as ``since``.

    Returns the number of links. A link whose line is missing refuses the export: verify first.
    """
    first = _first_since(since) if since else 1
    written = hashlib.new("sm3")
    count, head = 0, _hash_before(first)

    def write(value) -> None:
        content = canonical.packed(value) + b"\n"
        written.update(content)
        out.write(content)

    write({"at": canonical.moment(at), "format": FORMAT, "first": first, "previous": head})
    for link, line in verifying.links(first):
        if line is None:
            raise Refused(f"第 {link.seq} 号环节的审计记录不见了，没有导完。请先运行 openxian audit verify。")
        write(_row(link, line))
        count, head = count + 1, link.hash
        if count % verifying.PIECE == 0:
            progress(count)
    write({"count": count, "head": head, "sm3": written.hexdigest()})
    return count


def _row(link, line) -> dict:
    return {"digest": link.digest, "hash": link.hash, "id": line.pk, "line": canonical.facts(line), "seq": link.seq}


def _first_since(since: datetime) -> int:
    """The link of the first line that is as young as ``since``; the one after the last when there is none."""
    from openxian.core.models import AuditLine, AuditLink

    young = AuditLine.objects.filter(at__gte=since).order_by("at", "id").values_list("pk", flat=True).first()
    links = AuditLink.objects.filter(line_id__gte=young or 0).order_by("line_id").values_list("seq", flat=True)
    first = links.first() if young is not None else None
    return first if first is not None else _last() + 1


def _last() -> int:
    from openxian.core.models import AuditLink

    return AuditLink.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def _hash_before(first: int) -> str:
    from openxian.core.models import AuditLink

    return AuditLink.objects.filter(seq=first - 1).values_list("hash", flat=True).first() or canonical.BEGINNING
