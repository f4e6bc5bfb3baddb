"""Schedules: one row each for all hosts; a due one becomes a job, in the transaction that names its next time."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from openxian.core.outbox import actions, registry
from openxian.core.outbox.models import Job, Schedule


def settle(*, at: datetime) -> None:
    """Give every declared schedule its row; one whose rhythm became quicker does not wait for its old time."""
    for spec in registry.schedules().values():
        first = spec.next_after(None, timezone.localtime(at))
        row, made = Schedule.objects.get_or_create(name=spec.name, defaults={"next_at": first})
        if made or row.next_at <= at:
            continue
        longest = spec.next_after(at, timezone.localtime(at))
        Schedule.objects.filter(pk=row.pk, next_at__gt=longest).update(next_at=longest)


def lay_due(*, at: datetime) -> int:
    """Put a job for each schedule that is due; returns how many. Times missed become one job, and no job is put
    while the last one has not ended."""
    due = Schedule.objects.filter(next_at__lte=at, name__in=registry.schedules())
    if not due.exists():
        return 0
    with transaction.atomic():
        rows = list(due.select_for_update(skip_locked=True).order_by("pk"))
        return sum(_lay(row, at) for row in rows)


def _lay(row: Schedule, at: datetime) -> bool:
    spec = registry.schedules()[row.name]
    due_at, row.next_at = row.next_at, spec.next_after(row.next_at, timezone.localtime(at))
    topic = f"{registry.SCHEDULED}{row.name}"
    if Job.objects.filter(topic=topic, state__in=[Job.State.WAITING, Job.State.RUNNING]).exists():
        row.save(update_fields=["next_at"])
        return False
    row.last_at = at
    row.save(update_fields=["next_at", "last_at"])
    actions.put(topic, {"due_at": due_at.isoformat()}, at=at, key=row.name)
    return True
