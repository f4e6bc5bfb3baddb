"""The door for reading: what a person was told, and how they wish to be told."""

from datetime import time
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from openxian.core.notifications import registry
from openxian.core.notifications.models import QUIET_FROM, QUIET_UNTIL, Notification, Preference
from openxian.core.notifications.registry import Channel, Kind


def of(person: Any) -> QuerySet[Notification]:
    """Everything a person was told, newest first."""
    return Notification.objects.filter(person=person).order_by("-id")


def unread(person: Any) -> QuerySet[Notification]:
    """What a person has not read, newest first."""
    return of(person).filter(read_at=None)


def unread_count(person: Any) -> int:
    """How many of them."""
    return Notification.objects.filter(person=person, read_at=None).count()


def one(person: Any, number: int) -> Notification | None:
    """One notice of a person; ``None`` when it is somebody else's."""
    return Notification.objects.filter(person=person, pk=number).first()


def preference(person: Any) -> Preference:
    """A person's wishes; the usual ones, unsaved, when they never said any."""
    return Preference.objects.filter(person=person).first() or usual(person)


def preferences(people: list[Any]) -> dict[Any, Preference]:
    """Person's key → wishes, for many people in one query."""
    rows = {row.person_id: row for row in Preference.objects.filter(person__in=people)}
    return {person.pk: rows.get(person.pk) or usual(person) for person in people}


def usual(person: Any) -> Preference:
    """The wishes of those who said none."""
    return Preference(person=person, channels={}, quiet_from=QUIET_FROM, quiet_until=QUIET_UNTIL, digest_at=None)


def channels_for(preference: Preference, kind: Kind) -> tuple[Channel, ...]:
    """The channels by which a person is told of a kind, besides the desk, as they wish."""
    chosen = preference.channels.get(kind.key)
    return kind.channels if chosen is None else tuple(chosen)


def available() -> tuple[Channel, ...]:
    """The channels this installation has been set up for."""
    set_up = {"mail": bool(settings.OPENXIAN_MAIL), "sms": bool(settings.OPENXIAN_SMS_CARRIER)}
    return tuple(channel for channel in registry.CHANNELS if set_up[channel])


def address(person: Any, channel: Channel) -> str:
    """Where a person can be reached by a channel; empty when nowhere."""
    return getattr(person, {"mail": "email", "sms": "phone"}[channel], "") or ""


def hours() -> list[time]:
    """The hours one may choose for quiet hours and the digest."""
    return [time(hour) for hour in range(24)]
