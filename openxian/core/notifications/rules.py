"""When a mail or a short message may go out: plain values, no Django.

No article asks for these hours; they are the person's own wish, and what is urgent does not heed them.
"""

from datetime import datetime, time, timedelta

GATHER = timedelta(minutes=1)  # what comes within a minute goes out as one


def in_quiet_hours(moment: time, quiet_from: time, quiet_until: time) -> bool:
    """Whether a time of day lies in the quiet hours, which may run over midnight; none when both ends are equal."""
    if quiet_from <= quiet_until:
        return quiet_from <= moment < quiet_until
    return moment >= quiet_from or moment < quiet_until


def send_at(at: datetime, *, urgent: bool, quiet_from: time, quiet_until: time, digest_at: time | None) -> datetime:
    """When something that happened ``at`` (local time) goes out: at once, with others a minute later, with the
    daily digest, or when the quiet hours are over."""
    if urgent:
        return at
    wanted = _next(digest_at, at) if digest_at is not None else at + GATHER
    if in_quiet_hours(wanted.timetz().replace(tzinfo=None), quiet_from, quiet_until):
        return _next(quiet_until, wanted)
    return wanted


def _next(moment: time, at: datetime) -> datetime:
    today = at.replace(hour=moment.hour, minute=moment.minute, second=0, microsecond=0)
    return today if today > at else today + timedelta(days=1)
