"""What every request passes through on the ground floor."""

from django.conf import settings

from openxian.core import audit


class OriginMiddleware:
    """Lets acts know from which address they come, counting only the proxies we trust."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with audit.acting_from(client_address(request)):
            return self.get_response(request)


def client_address(request) -> str | None:
    """The caller's address: the last hop that a trusted proxy saw, else the peer itself."""
    trusted = settings.OPENXIAN_TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if trusted and len(hops) >= trusted:
        return hops[-trusted]
    return request.META.get("REMOTE_ADDR") or None
