"""When a job is tried again and when a schedule is due: plain values, no clock, no Django.

None of this is law; the figures are ours and stand in one place.
"""

from datetime import datetime, time, timedelta
from zlib import crc32

FIRST_DELAY = timedelta(seconds=10)
LONGEST_DELAY = timedelta(hours=1)
JITTER = 0.2


def delay(attempts: int, salt: str) -> timedelta:
    """How long to wait after the ``attempts``-th failure: 10 s, 20 s, 40 s … one hour, each off by up to 20 %.

    The jitter comes from ``salt`` and not from chance: jobs that failed together spread out, and the same job
    waits the same time in a test as in a county.
    """
    doubled = FIRST_DELAY * 2 ** min(attempts - 1, 20)
    shift = crc32(f"{salt}:{attempts}".encode()) / 0xFFFFFFFF * 2 - 1
    return min(doubled, LONGEST_DELAY) * (1 + JITTER * shift)


def next_every(due_at: datetime, every: timedelta, at: datetime) -> datetime:
    """The first beat after ``at`` of a schedule that was due at ``due_at``; beats that were missed are passed over."""
    if at < due_at:
        return due_at
    return due_at + every * ((at - due_at) // every + 1)


def next_daily(daily_at: time, at: datetime) -> datetime:
    """The first ``daily_at`` after ``at``, in the zone ``at`` is told in."""
    today = at.replace(hour=daily_at.hour, minute=daily_at.minute, second=daily_at.second, microsecond=0)
    return today if today > at else today + timedelta(days=1)
