"""The whole chain computed again, in pieces, so that memory stays flat however long the trail is.

What each kind of tampering looks like from here:

===================  ================================================================================
a line changed       its digest, computed again, is not the one the link holds
a line removed       a link whose line is not there
a line put in        a line in no link and not pending (or in a link whose hash is wrong)
a link changed       its hash, computed again over the one before, differs
a link removed       a number of the chain is missing
links reordered      their hashes differ
the end cut off, or  the hash differs from an anchor kept elsewhere, or from one an earlier
all computed anew    verification wrote down
===================  ================================================================================
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef

from openxian.core.audit import canonical

PIECE = 2000
SHOWN = 100  # faults that are kept word for word
PATIENCE = timedelta(minutes=10)  # a line that waits longer for its seal is a fault: the worker is not at work
GUARDS = 6  # triggers that refuse on PostgreSQL; SQLite has one more for each table

Progress = Callable[[int, int], None]


@dataclass
class Report:
    """What was found: how many links and lines, the last link, and the faults as sentences, the first ones first."""

    first: int
    links: int = 0
    last: int = 0
    hash: str = canonical.BEGINNING
    waiting: int = 0
    count: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return self.count == 0

    def fault(self, sentence: str) -> None:
        self.count += 1
        if len(self.faults) < SHOWN:
            self.faults.append(sentence)


def verify(
    *,
    first: int = 1,
    anchors: Mapping[int, str] | None = None,
    at: datetime | None = None,
    progress: Progress = lambda done, total: None,
) -> Report:
    """Compute the chain again from link ``first``; ``anchors`` are hashes known from elsewhere, by their number.

    Lines that belong to no link are looked for when the chain is verified from its beginning. ``at`` lets lines that
    have waited too long for their seal count as faults. Nothing is written.
    """
    report = Report(first=first)
    known = _written_down() | dict(anchors or {})
    _follow(report, known, progress)
    for seq in sorted(seq for seq in known if seq > report.last):
        report.fault(f"链在第 {report.last} 号就断了，而已知曾有第 {seq} 号：末尾被截去。")
    if first == 1:
        _look_for_strays(report)
    _look_at_waiting(report, at)
    _look_for_guards(report)
    return report


def _written_down() -> dict[int, str]:
    """What earlier verifications without a fault saw at the end of the chain, the last thousand of them."""
    from openxian.core.models import AuditCheck

    seen = AuditCheck.objects.filter(faults=0, last_seq__gt=0).values_list("last_seq", "hash")
    return dict(seen[:1000])


def _follow(report: Report, known: Mapping[int, str], progress: Progress) -> None:
    from openxian.core.models import AuditLink

    total = AuditLink.objects.filter(seq__gte=report.first).count()
    before = AuditLink.objects.filter(seq=report.first - 1).first()
    report.last, report.hash = report.first - 1, before.hash if before else canonical.BEGINNING
    if report.first > 1 and before is None:
        report.fault(f"第 {report.first - 1} 号环节不见了，第 {report.first} 号无从接起。")
    for link, line in links(report.first):
        _examine(report, link, line)
        if known.get(link.seq, link.hash) != link.hash:
            report.fault(f"第 {link.seq} 号的链值与先前记下的（锚）不同：这一号以前的链被整个重算过。")
        report.links += 1
        report.last, report.hash = link.seq, link.hash
        if report.links % PIECE == 0:
            progress(report.links, total)
    progress(report.links, total)


def links(first: int) -> Iterator[tuple]:
    """Every link from ``first`` with its line or ``None``, in pieces of their own snapshots."""
    from openxian.core.models import AuditLine, AuditLink

    after = first - 1
    while piece := list(AuditLink.objects.filter(seq__gt=after).order_by("seq")[:PIECE]):
        lines = AuditLine.objects.in_bulk([link.line_id for link in piece])
        for link in piece:
            yield link, lines.get(link.line_id)
        after = piece[-1].seq


def _examine(report: Report, link, line) -> None:
    seq = link.seq
    if seq != report.last + 1:
        missing = f"第 {report.last + 1} 号" if seq == report.last + 2 else f"第 {report.last + 1}—{seq - 1} 号"
        report.fault(f"{missing}环节不见了。")
    elif canonical.link_hash(report.hash, seq, link.line_id, link.digest) != link.hash:
        report.fault(f"第 {seq} 号环节被改过，或与别的环节调换了位置：链值对不上。")
    if line is None:
        report.fault(f"第 {seq} 号环节对应的审计记录（{link.line_id}）不见了。")
    elif not line.digest == link.digest == canonical.digest(line):
        report.fault(f"审计记录 {line.pk}（第 {seq} 号）被改过：内容与封存时的摘要不符。")


def _look_for_strays(report: Report) -> None:
    """Lines that are neither in the chain nor waiting for it, by ranges of numbers."""
    from openxian.core.models import AuditLine, AuditLink, AuditPending

    linked = AuditLink.objects.filter(line_id=OuterRef("pk"))
    waiting = AuditPending.objects.filter(pk=OuterRef("pk"))
    ordered = AuditLine.objects.order_by("pk")
    low = ordered.values_list("pk", flat=True).first()
    high = AuditLine.objects.order_by("-pk").values_list("pk", flat=True).first()
    while low is not None and high is not None and low <= high:
        strays = ordered.filter(~Exists(linked), ~Exists(waiting), pk__gte=low, pk__lt=low + PIECE)
        for number in strays.values_list("pk", flat=True):
            report.fault(f"审计记录 {number} 不在链上，也不在待封存之列：是另外塞进来的，或它的环节被抽走了。")
        low += PIECE


def _look_at_waiting(report: Report, at: datetime | None) -> None:
    from openxian.core.models import AuditLine, AuditPending

    report.waiting = AuditPending.objects.count()
    if at is None or not report.waiting:
        return
    waiting = AuditLine.objects.filter(pk__in=AuditPending.objects.values("pk"), at__lt=at - PATIENCE)
    if number := waiting.count():
        report.fault(f"{number} 条审计记录超过 10 分钟还没有封存：请看后台进程（openxian worker）是否在运行。")


def _look_for_guards(report: Report) -> None:
    """The triggers that refuse changes stand and, on PostgreSQL, fire always."""
    sqlite = connection.vendor == "sqlite"
    statement = (
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'core_audit%%'"
        if sqlite
        else "SELECT count(*) FROM pg_trigger WHERE tgenabled = 'A' AND tgrelid IN "
        "('core_auditline'::regclass, 'core_auditlink'::regclass, 'core_auditcheck'::regclass)"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [])
        found = cursor.fetchone()[0]
    if found != (GUARDS + 3 if sqlite else GUARDS) + 1:  # and the one that notes what is pending
        report.fault("数据库里禁止修改审计记录的触发器不全：有人动过它们，请恢复后再查。")
