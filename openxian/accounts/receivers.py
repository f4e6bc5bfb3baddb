"""Django's and axes' signals of coming and going become acts of ours. This is the edge: the clock is read here."""

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils import timezone

from openxian.accounts import actions
from openxian.accounts.middleware import STAMP


@receiver(user_logged_in, dispatch_uid="accounts.login")
def note_login(sender, request, user, **kwargs):
    request.session[STAMP] = actions.record_login(user, at=timezone.now())


@receiver(user_logged_out, dispatch_uid="accounts.logout")
def note_logout(sender, request, user, **kwargs):
    if user is not None and getattr(request, "left_by_choice", False):
        actions.record_logout(user, at=timezone.now())


@receiver(user_login_failed, dispatch_uid="accounts.login_failed")
def note_failure(sender, credentials, request=None, **kwargs):
    actions.record_failure(credentials.get("username") or "", at=timezone.now())


@receiver(user_locked_out, dispatch_uid="accounts.lock")
def note_lock(sender, username, **kwargs):
    actions.record_lock(username or "", at=timezone.now())
