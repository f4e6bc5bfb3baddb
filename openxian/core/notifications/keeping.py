"""How long notices are kept: half a year after they were read, two years unread."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from openxian.core.notifications.models import Notification

READ_KEPT = timedelta(days=180)
UNREAD_KEPT = timedelta(days=730)
BATCH = 5000


def tidy(*, at: datetime) -> int:
    """Remove notices that are old enough, a few thousand in each transaction; returns how many."""
    old = Q(read_at__lt=at - READ_KEPT) | Q(created_at__lt=at - UNREAD_KEPT)
    removed, count = 0, BATCH
    while count >= BATCH:
        with transaction.atomic():
            numbers = list(Notification.objects.filter(old).values_list("pk", flat=True)[:BATCH])
            count, _ = Notification.objects.filter(pk__in=numbers).delete()
        removed += count
    return removed
