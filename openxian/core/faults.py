"""Pages for what went wrong: a plain sentence and what to do next, never a trace of the program."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def fault(request: HttpRequest, *, status: int, title: str, sentence: str) -> HttpResponse:
    """A page without navigation, which needs neither the database nor a context processor."""
    return HttpResponse(render_to_string("core/fault.html", {"title": title, "sentence": sentence}), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return fault(request, status=400, title="请求不完整", sentence="系统没有看懂这个请求，请返回上一页重试。")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return fault(
        request, status=403, title="没有权限", sentence="您的账号不能做这件事；如果工作需要，请联系本单位的管理员。"
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return fault(request, status=404, title="没有这个页面", sentence="请核对地址，或者返回首页重新查找。")


def server_error(request: HttpRequest) -> HttpResponse:
    return fault(
        request, status=500, title="系统出了故障", sentence="故障已经记录；请稍后重试，仍不行请联系系统管理员。"
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Shown when a form's token is missing or stale, most often after a log-out in another window."""
    return fault(
        request, status=403, title="页面已经过期", sentence="请返回上一页刷新后重新提交；如已退出，请先重新登录。"
    )
