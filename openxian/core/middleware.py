"""What every request passes through on the ground floor."""

import time

import structlog
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponseBase
from django.utils.datastructures import MultiValueDictKeyError

from openxian.core import audit, faults
from openxian.core.errors import Forbidden, Refused
from openxian.core.requests import client_address, request_id

log = structlog.get_logger("openxian.request")
PROBES = {"/healthz", "/readyz"}
IN_USE = "还有别的内容用着它，现在不能删除。请先把里面的内容移走或改用别的，再来删除。"


class RequestLogMiddleware:
    """One log line a request: number, method, path, status, milliseconds. No address, no name, no query string."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        number = request_id(request)
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=number):
            response = self.get_response(request)
            _log(request, response, milliseconds=round((time.perf_counter() - began) * 1000, 1))
        response["X-Request-ID"] = number
        return response


def _log(request: HttpRequest, response: HttpResponseBase, *, milliseconds: float) -> None:
    write = log.debug if request.path in PROBES else log.info
    write("request", method=request.method, path=request.path, status=response.status_code, ms=milliseconds)


class OriginMiddleware:
    """Lets acts know from which address they come, counting only the proxies we trust."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with audit.acting_from(client_address(request)):
            return self.get_response(request)


class RefusalMiddleware:
    """An act that said no, and whose view did not show it, still becomes a page with the reason."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if isinstance(exception, Refused):
            status = 403 if isinstance(exception, Forbidden) else 409
            return faults.fault(request, status=status, title="这件事没有办成", sentence=exception.message)
        if isinstance(exception, ProtectedError):
            return faults.fault(request, status=409, title="不能删除", sentence=IN_USE)
        if isinstance(exception, MultiValueDictKeyError):  # a library's view that trusts its form to be whole
            return faults.bad_request(request, exception)
        return None
