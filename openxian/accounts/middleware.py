"""What every request of a logged-in person passes: idle time-out, one session, second factor, fresh password."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from openxian.accounts import actions, queries, rules

SEEN, STAMP = "seen_at", "stamp"
RENEW_SECONDS = 60
ENTRANCES = frozenset(
    ("accounts:login", "accounts:logout", "wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_sprite")
)
FACTOR = frozenset(("accounts:verify", "accounts:set_up"))
PASSWORD = frozenset(("accounts:password",))
# pages that ask by themselves, without anybody touching the keyboard
POLLING = frozenset(("wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"))


class StaffSessionMiddleware:
    """Guards the office; the public portal is not looked at, so that its pages know no session."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith(settings.OPENXIAN_OFFICE_PATH) or not request.user.is_authenticated:
            return None
        now = timezone.now()
        name = request.resolver_match.view_name
        ended = why_ended(request, now)
        if ended:
            return _leave(request, ended, now)
        if not is_polling(request, name):
            _renew(request.session, now)
        queries.remember_roles(request.user)
        return None if name in ENTRANCES else _detour(request, name, now)


def why_ended(request, now) -> str:
    """Why a session is over: ``idle``, ``elsewhere``, or nothing."""
    seen_at = request.session.get(SEEN)
    if seen_at is not None and now.timestamp() - seen_at > settings.SESSION_COOKIE_AGE:
        return "idle"
    if settings.OPENXIAN_SINGLE_SESSION and request.session.get(STAMP, "") != request.user.session_stamp:
        return "elsewhere"
    return ""


def is_polling(request, view_name: str) -> bool:
    """Whether a request comes from a page by itself and so must not keep the session alive."""
    return view_name in POLLING or "X-OpenXian-Poll" in request.headers


def _renew(session, now) -> None:
    """Remember that somebody is there, at most once a minute, so that reading does not write."""
    if now.timestamp() - session.get(SEEN, 0) >= RENEW_SECONDS:
        session[SEEN] = int(now.timestamp())


def _leave(request, why: str, now):
    reasons = {"idle": "长时间没有操作", "elsewhere": "同一账号又在别处登录"}
    actions.end_session(request.user, why=reasons[why], at=now)
    logout(request)
    return _send(request, "accounts:login", why=why)


def _detour(request, name: str, now):
    """Where a person must go first, if anywhere: second factor before password before everything else."""
    user = request.user
    if not user.is_verified():
        if name in FACTOR:
            return None
        if queries.needs_second_factor(user):
            return _send(request, "accounts:verify" if queries.has_second_factor(user) else "accounts:set_up")
    stale = rules.password_expired(user.password_changed_at, now, settings.OPENXIAN_PASSWORD_DAYS)
    if (user.must_change_password or stale) and name not in FACTOR | PASSWORD:
        return _send(request, "accounts:password")
    return None


def _send(request, view_name: str, **query):
    """To another page, coming back here afterwards; a script is told so instead."""
    address = reverse(view_name)
    if is_polling(request, request.resolver_match.view_name):
        return JsonResponse({"error": "请重新登录。"}, status=403)
    if request.method == "GET":
        query["next"] = request.get_full_path()
    return redirect(f"{address}?{urlencode(query)}" if query else address)
