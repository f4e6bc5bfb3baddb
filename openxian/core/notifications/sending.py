"""The two steps of sending: gathering (inside, exactly once) and handing over (outside, with an idempotency key).

Gathering decides in one transaction what goes into one mail, so that a repetition of the second step is the same
mail to the letter, under the same ``Message-ID``.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model

from openxian.core.notifications import carriers, mails, queries
from openxian.core.notifications.models import Notification
from openxian.core.outbox import actions as outbox
from openxian.core.outbox.actions import Priority
from openxian.core.outbox.errors import GiveUp

MAIL, SMS = "notifications.mail", "notifications.sms"
TOPICS = {"mail": MAIL, "sms": SMS}
LONGEST = 70  # characters of one short message, as carriers count Chinese


def gather(payload: dict[str, Any], *, at: datetime, idempotency_key: UUID) -> None:
    """Put what waits for a person on a channel into one mail or short message."""
    waits = f"{payload['channel']}_waits"
    waiting = Notification.objects.filter(person=payload["person"], urgent=payload["urgent"], **{waits: True})
    numbers = list(waiting.select_for_update().order_by("pk").values_list("pk", flat=True))
    if not numbers:
        return
    Notification.objects.filter(pk__in=numbers).update(**{waits: False})
    priority = Priority.URGENT if payload["urgent"] else Priority.NORMAL
    order = {"person": payload["person"], "notices": numbers, "at": at.isoformat()}
    outbox.put(TOPICS[payload["channel"]], order, at=at, priority=priority)


def send_mail(payload: dict[str, Any], *, at: datetime, idempotency_key: UUID) -> None:
    """Hand one mail to the mail server."""
    person, notices = _load(payload)
    if notices and (to := queries.address(person, "mail")):
        gathered_at = datetime.fromisoformat(payload["at"])
        mails.send(to, person, notices, idempotency_key=str(idempotency_key), at=gathered_at)


def send_sms(payload: dict[str, Any], *, at: datetime, idempotency_key: UUID) -> None:
    """Hand one short message to the carrier."""
    carrier = carriers.carrier()
    if carrier is None:
        raise GiveUp("没有设置短信通道，请在 OPENXIAN_SMS_CARRIER 里设置。")
    person, notices = _load(payload)
    if notices and (to := queries.address(person, "sms")):
        carrier.send(to, short_text(notices), idempotency_key=str(idempotency_key))


def _load(payload: dict[str, Any]) -> tuple[Any, list[Notification]]:
    """The person, who may have left meanwhile, and what there is to tell them."""
    person = get_user_model()._default_manager.filter(pk=payload["person"], is_active=True).first()
    notices = Notification.objects.filter(pk__in=payload["notices"]).order_by("pk") if person else []
    return person, list(notices)


def short_text(notices: list[Notification]) -> str:
    """What fits into one short message: the first title, and how many more there are."""
    more = f" 等 {len(notices)} 条通知" if len(notices) > 1 else ""
    tail = f"{more}，请登录工作台查看。"
    room = LONGEST - len(tail)
    title = notices[0].title
    return (title if len(title) <= room else title[: room - 1] + "…") + tail
