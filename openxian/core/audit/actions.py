"""What is done with the chain as a whole; each leaves a line in it. Who may is decided by the rooms that offer it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from openxian.core.audit import anchors, exporting, sealing, verifying, writing
from openxian.core.audit.writing import record
from openxian.core.models import AuditCheck, AuditLink

RECENT = 20_000  # links that are verified well within two seconds
MAIL = "audit.mail_anchor"
log = writing.log


def seal(*, at: datetime) -> int:
    """Chain what acts have left behind (the worker's round); lines sealed."""
    return sealing.seal_all()


def check(
    *,
    by,
    at: datetime,
    first: int = 1,
    known: Mapping[int, str] | None = None,
    progress: verifying.Progress = lambda done, total: None,
) -> verifying.Report:
    """Verify the chain from link ``first``, and write down what was found; see ``verifying.verify``."""
    sealing.seal_all()
    report = verifying.verify(first=first, anchors=known, at=at, progress=progress)
    said = "未发现问题。" if report.whole else f"发现 {report.count} 处问题：{report.faults[0]}"
    sentence = f"核验审计链第 {report.first}—{report.last} 号，{said}"
    with transaction.atomic():
        AuditCheck.objects.create(
            at=at,
            actor_id=getattr(by, "pk", None),
            actor_name=str(by) if by else "系统",
            first_seq=report.first,
            last_seq=report.last,
            hash=report.hash,
            faults=report.count,
            fault=report.faults[0][:300] if report.faults else "",
        )
        record(
            "audit.check", by=by, at=at, thing=None, sentence=sentence, succeeded=report.whole, faults=report.faults[:5]
        )
    return report


def check_daily(*, at: datetime) -> None:
    """The worker's round of the night: the whole chain."""
    report = check(by=None, at=at)
    if not report.whole:
        log.error("audit chain is broken", faults=report.count, first=report.faults[0])


def check_recent(*, by, at: datetime) -> verifying.Report:
    """Verify the last ``RECENT`` links: what a page can wait for."""
    last = AuditLink.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    return check(by=by, at=at, first=max(1, last - RECENT + 1))


def export(
    out: BinaryIO,
    *,
    by,
    at: datetime,
    since: datetime | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Write the sealed chain to ``out`` (``exporting``), noted before the first line leaves; the number of links."""
    sentence = f"导出{f'{since:%Y-%m-%d} 起的' if since else '全部'}审计链。"
    record("audit.export", by=by, at=at, thing=None, sentence=sentence)
    sealing.seal_all()
    return exporting.export(out, at=at, since=since, progress=progress)


def take_anchor(*, by, at: datetime) -> anchors.Anchor:
    """The head of the chain, to be kept elsewhere.

    Sealing does not wait for the disk; the line written here does, and the head lies before it in the log of the
    database. So no anchor names a link that a loss of power could still undo.
    """
    sealing.seal_all()
    anchor = anchors.head(at)
    sentence = f"取审计链的锚：第 {anchor.seq} 号，链值 {anchor.hash[:16]}…"
    with transaction.atomic(durable=True):
        record("audit.take_anchor", by=by, at=at, thing=None, sentence=sentence, seq=anchor.seq, hash=anchor.hash)
    return anchor


def mail_anchor(*, at: datetime) -> anchors.Anchor | None:
    """Take an anchor and lay a mail with it for every address of OPENXIAN_AUDIT_ANCHOR_MAIL.

    ``None`` where there is no address or no mail at all.
    """
    from openxian.core.outbox.actions import put  # acts of the outbox are recorded here in turn

    if not (settings.OPENXIAN_MAIL and settings.OPENXIAN_AUDIT_ANCHOR_MAIL):
        return None
    anchor = take_anchor(by=None, at=at)
    with transaction.atomic():
        for address in settings.OPENXIAN_AUDIT_ANCHOR_MAIL:
            put(MAIL, {"to": address, "seq": anchor.seq, "text": anchor.as_text(settings.WAGTAIL_SITE_NAME)}, at=at)
    return anchor


def send_mail(payload: dict[str, Any], *, at: datetime, idempotency_key: UUID) -> None:
    """The handler of ``MAIL``: one mail, the same Message-ID however often it is tried."""
    letter = EmailMessage(
        f"审计链锚证：第 {payload['seq']} 号",
        payload["text"],
        to=[payload["to"]],
        headers={"Message-ID": f"<{idempotency_key}@openxian>", "Auto-Submitted": "auto-generated"},
    )
    letter.send()
