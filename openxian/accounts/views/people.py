"""Accounts in the office: the list, one account, and what the system administrator does with it."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from openxian.accounts import actions, permissions, queries
from openxian.accounts.forms import AccountChangeForm, AccountFilterForm, AccountForm
from openxian.accounts.models import User
from openxian.core.screens import ActScreen, EmptyForm, ShowScreen

PAGE = 50


class Accounts(ShowScreen):
    """All accounts by login name, fifty at a time, going on after the last name shown."""

    title, icon, template_name = "账号", "user", "accounts/people.html"

    def may(self, person):
        return permissions.may_see_accounts(person)

    def get_context_data(self, **context):
        form = AccountFilterForm(self.request.GET)
        asked = form.cleaned_data if form.is_valid() else {}
        found = queries.accounts(asked.get("text", ""), asked.get("state", ""))
        page = list(found.filter(username__gt=self.request.GET.get("after", ""))[: PAGE + 1])
        locked = queries.locked_usernames(timezone.now())
        for account in page:
            account.is_locked = account.username in locked
        return super().get_context_data(**context) | {
            "form": form,
            "accounts": page[:PAGE],
            "after": page[PAGE - 1].username if len(page) > PAGE else "",
            "may_create": permissions.may_manage_accounts(self.request.user),
        }


class AboutAccount:
    """What all pages on one account share."""

    icon = "user"

    def find(self):
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def get_back(self):
        return reverse("accounts:account", args=[self.thing.pk])


class Account(AboutAccount, ShowScreen):
    """One account: how it stands, its roles, its last logins, and the acts open to whoever looks."""

    template_name = "accounts/account.html"

    def may(self, person):
        return permissions.may_see_accounts(person)

    def get_title(self):
        return f"{self.thing.name}（{self.thing.username}）"

    def get_context_data(self, **context):
        account, person = self.thing, self.request.user
        return super().get_context_data(**context) | {
            "roles": queries.roles_of(account),
            "logins": queries.recent_logins(account),
            "lock_ends": queries.lock_ends(account.username, timezone.now()),
            "second_factor": queries.has_second_factor(account),
            "may_manage": permissions.may_manage_accounts(person, account),
            "may_grant": permissions.may_manage_rights(person, account),
        }


class SystemAct(AboutAccount, ActScreen):
    """An act of the system administrator on somebody else's account."""

    form_class = EmptyForm

    def may(self, person):
        return permissions.may_manage_accounts(person, self.thing)


class Create(SystemAct):
    title, submit, form_class = "新建账号", "建立账号", AccountForm

    def find(self):
        return None

    def get_back(self):
        return reverse("accounts:accounts")

    def act(self, **values):
        return actions.create_account(**values)

    def finish(self, done):
        account, password = done
        return show_password(self.request, account, password, "账号已建立")


class Change(SystemAct):
    title, form_class, success = "修改账号", AccountChangeForm, "账号已修改。"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.thing}

    def act(self, **values):
        return actions.change_account(self.find(), **values)


class Disable(SystemAct):
    title, submit, success, dangerous = "停用账号", "停用", "账号已停用。", True
    warning = "停用后这个人马上不能再用系统，已打开的页面也会退出。以后可以重新启用。"

    def act(self, **values):
        return actions.disable_account(self.thing, **values)


class Enable(SystemAct):
    title, submit, success = "启用账号", "启用", "账号已启用。"
    warning = "启用后这个人可以用原来的口令登录。口令忘了请另行重置。"

    def act(self, **values):
        return actions.enable_account(self.thing, **values)


class ResetPassword(SystemAct):
    title, submit, dangerous = "重置口令", "重置", True
    warning = "重置后原口令作废，已打开的页面会退出。新口令只显示一次，请当面或用可靠方式告诉本人。"

    def act(self, **values):
        return actions.reset_password(self.thing, **values)

    def finish(self, done):
        return show_password(self.request, self.thing, done, "口令已重置")


def show_password(request, account, password, title):
    """The only time an initial password is seen."""
    shown = {"page_title": title, "header_icon": "key", "account": account, "password": password}
    return render(request, "accounts/initial_password.html", shown)
