"""Mails to people of the office: plain text and HTML, the same ``Message-ID`` at every attempt."""

from datetime import datetime
from email.utils import format_datetime
from smtplib import SMTPAuthenticationError, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone

from openxian.core.notifications.models import Notification
from openxian.core.outbox.errors import GiveUp, TryLater

MOST_IN_SUBJECT = 60
PERMANENT = 500  # answers from here on are final (RFC 5321 §4.2.1)


def send(to: str, person: Any, notices: list[Notification], *, idempotency_key: str, at: datetime) -> None:
    """Hand a mail about some notices, put together ``at``, to the mail server.

    Raises ``GiveUp`` when the server will never take mail for this address (5xx, RFC 5321 §4.2.1), else ``TryLater``
    or what the line raises.
    """
    try:
        make(to, person, notices, idempotency_key=idempotency_key, at=at).send()
    except SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        answer = f"发信服务器不收这个收件人（{code} {_text(words)}）"
        raise (GiveUp if code >= PERMANENT else TryLater)(answer) from error
    except SMTPAuthenticationError as error:
        raise TryLater(f"发信服务器不认登录名或口令（{error.smtp_code} {_text(error.smtp_error)}）") from error
    except SMTPResponseException as error:
        raise TryLater(f"发信服务器没有收下（{error.smtp_code} {_text(error.smtp_error)}）") from error
    except SMTPServerDisconnected as error:
        raise TryLater("发信服务器中途断开了") from error


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def make(to: str, person: Any, notices: list[Notification], *, idempotency_key: str, at: datetime):
    """The whole mail, unsent."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "openxian"
    rows = [{"notice": one, "address": address(one.link)} for one in notices]
    facts = {"person": person, "rows": rows, "settings_address": address("/office/desk/notifications/settings/")}
    mail = EmailMultiAlternatives(
        subject=subject(notices),
        body=render_to_string("notifications/mail.txt", facts),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        headers={
            "Message-ID": f"<{idempotency_key}@{host}>",
            "Date": format_datetime(timezone.localtime(at)),
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("notifications/mail.html", facts), "text/html")
    return mail


def subject(notices: list[Notification]) -> str:
    """The title of the only notice, or how many there are; always in one line."""
    first = " ".join(notices[0].title.split())
    shown = first if len(first) <= MOST_IN_SUBJECT else first[: MOST_IN_SUBJECT - 1] + "…"
    urgent = "【紧急】" if any(one.urgent for one in notices) else ""
    return f"{urgent}{shown}" if len(notices) == 1 else f"{urgent}{len(notices)} 条通知：{shown} 等"


def address(link: str) -> str:
    """The whole address of a path of the office; empty for none."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, link) if link else ""
