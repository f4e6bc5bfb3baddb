"""Coming in and going out."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import LoginView
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from openxian.accounts import queries
from openxian.accounts.forms import LoginForm

REASONS = {
    "idle": f"您已超过 {settings.SESSION_COOKIE_AGE // 60} 分钟没有操作，为安全起见已退出。请重新登录。",
    "elsewhere": "您的账号已在别处登录，这里的登录已结束。如果不是本人操作，请马上联系安全管理员。",
    "left": "您已退出。",
}


@method_decorator(never_cache, name="dispatch")
class Login(LoginView):
    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self):
        return after_login(self.request.user)

    def get_context_data(self, **kwargs):
        reason = REASONS.get(self.request.GET.get("why", ""), "")
        return super().get_context_data(**kwargs) | {"reason": reason}


def after_login(user) -> str:
    """Where a person starts: the desk, or their own page when they have no role yet."""
    return reverse("desk:home" if user.has_perm("wagtailadmin.access_admin") else "accounts:me")


@require_POST
def leave(request):
    """Log out and say so."""
    request.left_by_choice = True
    logout(request)
    response = redirect("accounts:login")
    response["Location"] += "?why=left"
    return response


def locked_out(request, original_response=None, credentials=None):
    """The login page when an account is locked: it says when to try again."""
    username = (credentials or {}).get("username") or request.POST.get("username", "").strip().lower()
    ends = queries.lock_ends(username, timezone.now())
    form = LoginForm(request, initial={"username": username})
    return render(request, "accounts/login.html", {"form": form, "lock_ends": ends, "locked": True}, status=429)
