"""The door for change: telling people, and what they do with what they were told.

Telling leaves no line of its own in the trail: the act that tells people has left one. Neither does reading.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from openxian.core import audit
from openxian.core.errors import Refused
from openxian.core.notifications import queries, registry, rules
from openxian.core.notifications.models import Notification, Preference
from openxian.core.notifications.registry import CHANNELS, Channel
from openxian.core.outbox import actions as outbox
from openxian.core.outbox.actions import Order, Priority

BATCH = 500
GATHER = "notifications.gather"


@dataclass(frozen=True)
class Message:
    """What people are told; the case as plain values."""

    kind: str
    title: str
    body: str = ""
    link: str = ""
    thing_type: str = ""
    thing_id: str = ""
    urgent: bool = False
    occasion: str = ""


def notify(
    people: Iterable[Any],
    *,
    kind: str,
    title: str,
    body: str = "",
    link: str = "",
    thing: Any = None,
    urgent: bool = False,
    by: Any,
    at: datetime,
) -> list[Notification]:
    """Tell each of ``people`` once; returns the notices. A handful of queries, however many they are.

    It stands on their desk when the act is committed. By mail and SMS it goes as each person wishes: with others a
    minute later, in the daily digest, after the quiet hours, or at once when ``urgent``. ``link`` is a path of the
    office (``/office/…``). Nobody needs to be told of what they did themselves: leave ``by`` out of ``people``.
    """
    thing_type, thing_id = (thing._meta.label_lower, str(thing.pk)) if thing is not None else ("", "")
    return tell(people, Message(kind, title, body, link, thing_type, thing_id, urgent), by=by, at=at)


@transaction.atomic
def tell(people: Iterable[Any], message: Message, *, by: Any, at: datetime) -> list[Notification]:
    """``notify`` for those who know the case by plain values only."""
    kind = registry.kind_of(message.kind)
    told = list({person.pk: person for person in people if person.is_active}.values())
    wishes = queries.preferences(told)
    usable = queries.available()
    notices = []
    for person in told:
        wished = [one for one in queries.channels_for(wishes[person.pk], kind) if one in usable]
        waits = {f"{one}_waits": True for one in wished if queries.address(person, one)}
        facts = vars(message) | {"title": message.title[:200], "body": message.body[:2000]}
        notices.append(Notification(person=person, by=by, created_at=at, **facts, **waits))
    Notification.objects.bulk_create(notices, batch_size=BATCH)
    _lay_gatherings(notices, wishes, urgent=message.urgent, at=at)
    return notices


def _lay_gatherings(notices: list[Notification], wishes: Mapping[Any, Preference], *, urgent: bool, at: datetime):
    """A job for each person and channel; the first one that is due takes all that waits, the others find nothing.

    Without a key: joining them would lock the waiting job until the act is committed, and two acts that tell the same
    people in a different order would stand in each other's way.
    """
    local = timezone.localtime(at)
    orders = []
    for notice in notices:
        wish = wishes[notice.person_id]
        due_at = rules.send_at(
            local,
            urgent=urgent,
            quiet_from=wish.quiet_from,
            quiet_until=wish.quiet_until,
            digest_at=wish.digest_at,
        )
        for channel in CHANNELS:
            if getattr(notice, f"{channel}_waits"):
                payload = {"person": notice.person_id, "channel": channel, "urgent": urgent}
                orders.append(Order(payload, due_at=due_at))
    if orders:
        outbox.put_many(GATHER, orders, at=at, priority=Priority.URGENT if urgent else Priority.NORMAL)


def mark_read(notice: Notification, *, by: Any, at: datetime) -> None:
    """A person has read one of their notices; reading it twice, or somebody else's, changes nothing."""
    Notification.objects.filter(person=by, pk=notice.pk, read_at=None).update(read_at=at)


def mark_all_read(*, by: Any, at: datetime) -> int:
    """A person has read everything; returns how many were new."""
    return Notification.objects.filter(person=by, read_at=None).update(read_at=at)


def mark_read_about(thing: Any, *, by: Any, at: datetime) -> int:
    """A person has looked at a case: what they were told about it is read; returns how many were new."""
    about = {"thing_type": thing._meta.label_lower, "thing_id": str(thing.pk)}
    return Notification.objects.filter(person=by, read_at=None, **about).update(read_at=at)


def settle(occasion: str, *, at: datetime) -> int:
    """What people were told about is over: nobody need read it any more, and no mail that still waits goes out."""
    over = Notification.objects.filter(occasion=occasion, read_at=None)
    return over.update(read_at=at, mail_waits=False, sms_waits=False)


@transaction.atomic
def set_preference(
    person: Any,
    *,
    channels: Mapping[str, Iterable[Channel]],
    quiet_from: time,
    quiet_until: time,
    digest_at: time | None,
    by: Any,
    at: datetime,
) -> Preference:
    """Save how a person wishes to be told: for each kind the channels besides the desk, quiet hours, digest."""
    if by != person:
        raise Refused("通知设置只能由本人修改。")
    known = {kind.key for kind in registry.kinds_for(person)}
    chosen = {key: [one for one in CHANNELS if one in set(ones)] for key, ones in channels.items() if key in known}
    wishes = {"channels": chosen, "quiet_from": quiet_from, "quiet_until": quiet_until, "digest_at": digest_at}
    preference, _ = Preference.objects.update_or_create(person=person, defaults=wishes)
    audit.record("notifications.set_preference", by=by, at=at, thing=preference, sentence=f"{person}修改了通知设置。")
    return preference
