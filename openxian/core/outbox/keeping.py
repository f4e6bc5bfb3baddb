"""How long finished jobs are kept: a week for those that were done, a quarter for those given up."""

from datetime import datetime, timedelta

from django.db import transaction

from openxian.core.outbox.models import Job

DONE_KEPT = timedelta(days=7)
DROPPED_KEPT = timedelta(days=90)
BATCH = 5000


def tidy(*, at: datetime) -> int:
    """Remove finished jobs that are old enough, a few thousand in each transaction; dead letters stay."""
    return _remove(Job.State.DONE, at - DONE_KEPT) + _remove(Job.State.DROPPED, at - DROPPED_KEPT)


def _remove(state: str, before: datetime) -> int:
    removed = 0
    while True:
        with transaction.atomic():
            old = Job.objects.filter(state=state, finished_at__lt=before).order_by("finished_at")[:BATCH]
            count, _ = Job.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
        removed += count
        if count < BATCH:
            return removed
