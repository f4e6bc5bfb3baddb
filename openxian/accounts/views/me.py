"""A person's own page and password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from openxian.accounts import actions, queries, registry, rules
from openxian.accounts.forms import PasswordForm
from openxian.accounts.models import Role
from openxian.accounts.views.login import after_login
from openxian.core.errors import Refused


@method_decorator(never_cache, name="dispatch")
class Me(LoginRequiredMixin, TemplateView):
    """My roles, my last logins, my password and second factor, and what other rooms say of me."""

    template_name = "accounts/me.html"

    def get_context_data(self, **kwargs):
        user, now = self.request.user, timezone.localtime()
        return super().get_context_data(**kwargs) | {
            "roles": Role.objects.filter(group__user=user),
            "logins": queries.recent_logins(user),
            "days_left": rules.days_left(user.password_changed_at, now.date(), settings.OPENXIAN_PASSWORD_DAYS),
            "second_factor": queries.has_second_factor(user),
            "sections": [section(user, now) for section in registry.sections],
            "workplace": user.has_perm("wagtailadmin.access_admin"),
        }


@method_decorator(never_cache, name="dispatch")
class ChangePassword(LoginRequiredMixin, FormView):
    """One's own password; the first login and every ninety days lead here."""

    template_name = "accounts/password.html"
    form_class = PasswordForm

    def form_valid(self, form):
        user, values = self.request.user, form.cleaned_data
        try:
            actions.change_password(user, values["old"], values["new"], by=user, at=timezone.now())
        except Refused as error:
            form.add_error(error.field, error.message)
            return self.form_invalid(form)
        update_session_auth_hash(self.request, user)
        messages.success(self.request, "口令已更改。")
        return redirect(after_login(user))

    def get_context_data(self, **kwargs):
        user, days = self.request.user, settings.OPENXIAN_PASSWORD_DAYS
        stale = rules.password_expired(user.password_changed_at, timezone.now(), days)
        why = "first" if user.must_change_password else "expired" if stale else ""
        return super().get_context_data(**kwargs) | {"why": why, "days": days}
