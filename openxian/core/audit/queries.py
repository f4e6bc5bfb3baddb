"""The door for reading: where the chain ends, what waits for its seal, what was verified and anchored."""

from datetime import datetime

from django.db.models import QuerySet

from openxian.core.audit import anchors
from openxian.core.models import AuditCheck, AuditLine, AuditLink, AuditPending

ANCHORED = "audit.take_anchor"


def last_line() -> AuditLine | None:
    """The line of the last link."""
    link = AuditLink.objects.order_by("-seq").first()
    return AuditLine.objects.filter(pk=link.line_id).first() if link else None


def head(at: datetime) -> anchors.Anchor:
    """The end of the chain; one query."""
    return anchors.head(at)


def waiting() -> int:
    """Lines not sealed yet."""
    return AuditPending.objects.count()


def checks() -> QuerySet[AuditCheck]:
    """Verifications, the last first."""
    return AuditCheck.objects.order_by("-pk")


def anchors_taken() -> QuerySet[AuditLine]:
    """The lines that taking an anchor left, the last first."""
    return AuditLine.objects.filter(act=ANCHORED).order_by("-pk")


def anchor_of(line: AuditLine) -> anchors.Anchor:
    """The anchor that was taken with this line."""
    return anchors.Anchor(line.detail["seq"], line.detail["hash"], line.at)
