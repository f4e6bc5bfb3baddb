"""The one-time password: asked at login, set up by each person alone."""

from base64 import b32encode

import segno
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView
from django_otp import login as remember_device

from openxian.accounts import actions, queries
from openxian.accounts.forms import CodeForm
from openxian.accounts.views.login import after_login
from openxian.core.errors import Refused

CODES = "backup_codes"


@method_decorator(never_cache, name="dispatch")
class CodePage(LoginRequiredMixin, FormView):
    """A page that asks for a code and goes on to where the person was heading."""

    form_class = CodeForm

    def accept(self, code: str):
        """The device that takes the code; raises ``Refused``."""
        raise NotImplementedError

    def form_valid(self, form):
        try:
            device = self.accept(form.cleaned_data["code"])
        except Refused as error:
            form.add_error("code", error.message)
            return self.form_invalid(form)
        remember_device(self.request, device)
        self.request.session.cycle_key()
        return self.go_on()

    def go_on(self):
        return redirect(self.onward())

    def onward(self) -> str:
        """Where the person was heading, if that is a page of ours."""
        address = self.request.POST.get("next") or self.request.GET.get("next", "")
        ours = url_has_allowed_host_and_scheme(
            address, {self.request.get_host()}, require_https=self.request.is_secure()
        )
        return address if ours else after_login(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"next": self.onward()}


class Verify(CodePage):
    """Asks for the one-time password, or a backup code."""

    template_name = "accounts/verify.html"

    def get(self, request, *args, **kwargs):
        if request.user.is_verified() or not queries.has_second_factor(request.user):
            return redirect(self.onward())
        return super().get(request, *args, **kwargs)

    def accept(self, code):
        return actions.pass_second_factor(self.request.user, code, at=timezone.now())


class SetUp(CodePage):
    """Shows the secret as a picture and as text, and asks for the first code."""

    template_name = "accounts/set_up.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and queries.has_second_factor(request.user):
            return redirect("accounts:me")
        return super().dispatch(request, *args, **kwargs)

    def accept(self, code):
        user, now = self.request.user, timezone.now()
        device = actions.confirm_second_factor(user, code, by=user, at=now)
        self.request.session[CODES] = actions.renew_backup_codes(user, by=user, at=now)
        return device

    def go_on(self):
        return redirect("accounts:backup_codes")

    def get_context_data(self, **kwargs):
        device = actions.begin_second_factor(self.request.user)
        secret = b32encode(device.bin_key).decode().rstrip("=")
        groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return super().get_context_data(**kwargs) | {"picture": qr(device.config_url), "secret": groups}


@method_decorator(never_cache, name="dispatch")
class BackupCodes(LoginRequiredMixin, TemplateView):
    """Shows new backup codes once; asking for new ones voids the old."""

    template_name = "accounts/backup_codes.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.is_verified():
            return redirect("accounts:me")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request):
        request.session[CODES] = actions.renew_backup_codes(request.user, by=request.user, at=timezone.now())
        return redirect("accounts:backup_codes")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"codes": self.request.session.pop(CODES, None)}


def qr(address: str) -> str:
    """A QR code as inline SVG, without inline style."""
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=4, dark="#000", light="#fff")
    return mark_safe(drawn)  # noqa: S308 - drawn by us from a secret we made
