"""Questions about kept files."""

from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, Sum

from openxian.core.files.models import StoredFile
from openxian.core.models import AuditLine


def of(thing: Any) -> QuerySet[StoredFile]:
    """The present files of one thing, oldest first."""
    return StoredFile.objects.of(thing)


def waiting_for(person: Any, purpose: str) -> QuerySet[StoredFile]:
    """Files on their way (they belong to nothing yet) that this person brought for a purpose, newest first."""
    brought = StoredFile.objects.present().filter(kept_by=person, purpose=purpose, thing_type="")
    return brought.order_by("-pk")


def has_looked(person: Any, file: StoredFile, *, since: datetime) -> bool:
    """The trail says that this person has looked at the file since then."""
    looks = AuditLine.objects.filter(thing_type=file._meta.label_lower, thing_id=str(file.pk), act="files.show")
    return looks.filter(actor_id=person.pk, at__gte=since).exists()


def unscanned() -> QuerySet[StoredFile]:
    """Present files that no scanner has seen, oldest first."""
    return StoredFile.objects.present().filter(verdict=StoredFile.Verdict.UNSCANNED).order_by("pk")


def infected() -> QuerySet[StoredFile]:
    """Present files in which a virus was found after they were kept; nobody can have them. Newest first."""
    return StoredFile.objects.present().filter(verdict=StoredFile.Verdict.INFECTED).order_by("-pk")


def totals() -> dict[str, int]:
    """``files`` and ``bytes`` of present files (the same bytes counted each time), and how many of each verdict."""
    present = StoredFile.objects.present()
    counted = present.aggregate(files=Count("pk"), bytes=Sum("size", default=0))
    by_verdict = present.order_by().values_list("verdict").annotate(Count("pk"))
    return counted | dict.fromkeys(StoredFile.Verdict.values, 0) | dict(by_verdict)


def measures_in_use(measures: list[str], since: datetime) -> set[str]:
    """Which of these SM3 values a row still holds, rows removed after ``since`` included."""
    rows = StoredFile.objects.filter(sm3__in=measures)
    return set((rows.present() | rows.filter(removed_at__gte=since)).values_list("sm3", flat=True))
