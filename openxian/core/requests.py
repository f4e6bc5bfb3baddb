"""What a request is known by: its number, and the address it comes from."""

import re
import uuid

from django.conf import settings
from django.http import HttpRequest

GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")


def request_id(request: HttpRequest) -> str:
    """The number a trusted proxy gave this request, else a fresh one; it joins the log lines of one request."""
    given = request.headers.get("X-Request-ID", "")
    if settings.OPENXIAN_TRUSTED_PROXIES and GIVEN.fullmatch(given):
        return given
    return uuid.uuid4().hex


def client_address(request: HttpRequest) -> str | None:
    """The caller's address: the last hop that a trusted proxy saw, else the peer itself."""
    trusted = settings.OPENXIAN_TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if trusted and len(hops) >= trusted:
        return hops[-trusted]
    return request.META.get("REMOTE_ADDR") or None
