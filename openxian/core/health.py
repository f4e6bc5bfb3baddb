"""Answers for probes: alive, and able to work."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse


def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return _answer("ok")


def readyz(request: HttpRequest) -> JsonResponse:
    """The process can reach its database; 503 tells a load balancer to look elsewhere."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _answer("database unreachable", status=503)
    return _answer("ok")


def _answer(status_word: str, status: int = 200) -> JsonResponse:
    return JsonResponse({"status": status_word}, status=status, headers={"Cache-Control": "no-store"})
