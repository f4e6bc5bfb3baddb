"""出了错，公众和工作人员看到的是一句话和下一步，不是程序的内部。"""

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from openxian.core import faults
from openxian.core.errors import Forbidden, Refused


def breaks(request):
    raise ZeroDivisionError("inner secret of the program")


def refuses(request):
    raise Refused("稿件已经发布，请先撤下再改。")


def forbids(request):
    raise Forbidden("您不是本单位的审核人。")


urlpatterns = [
    path("breaks", breaks),
    path("refuses", refuses),
    path("forbids", forbids),
    path("form", lambda request: HttpResponse("ok")),
]
handler404 = faults.not_found
handler500 = faults.server_error

THROUGH = ["django.middleware.csrf.CsrfViewMiddleware", "openxian.core.middleware.RefusalMiddleware"]
at_this_door = override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=THROUGH)


@pytest.mark.parametrize(
    ("method", "address", "status", "sentence"),
    [
        ("get", "/breaks", 500, "系统出了故障"),
        ("get", "/nowhere", 404, "没有这个页面"),
        ("get", "/refuses", 409, "稿件已经发布，请先撤下再改。"),
        ("get", "/forbids", 403, "您不是本单位的审核人。"),
        ("post", "/form", 403, "页面已经过期"),
    ],
)
@at_this_door
def test_a_fault_is_a_sentence(method, address, status, sentence):
    answer = getattr(Client(raise_request_exception=False, enforce_csrf_checks=True), method)(address)
    text = answer.content.decode()
    assert answer.status_code == status
    assert sentence in text
    assert "inner secret" not in text
    assert "Traceback" not in text
