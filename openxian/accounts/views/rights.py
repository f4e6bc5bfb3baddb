"""Rights in the office: roles, policy, locks and second factors, all with the security administrator."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from openxian.accounts import actions, permissions, queries
from openxian.accounts.forms import PolicyForm, RoleForm
from openxian.accounts.models import Role
from openxian.accounts.views.people import AboutAccount
from openxian.core.screens import ActScreen, EmptyForm, ShowScreen


class SecurityAct(AboutAccount, ActScreen):
    """An act of the security administrator on somebody else's account."""

    form_class = EmptyForm

    def may(self, person):
        return permissions.may_manage_rights(person, self.thing)


class Unlock(SecurityAct):
    title, submit, success = "解除锁定", "解除锁定", "锁定已解除，可以重新登录。"
    warning = "请先向本人核实确实是自己输错了口令。"

    def act(self, **values):
        return actions.unlock(self.thing, **values)


class EndSecondFactor(SecurityAct):
    title, submit, success, dangerous = "解除动态口令", "解除", "动态口令已解除。", True
    warning = "请先核实本人身份。解除后，角色要求动态口令的人下次登录要重新设置。"

    def act(self, **values):
        return actions.end_second_factor(self.thing, **values)


class Grant(SecurityAct):
    title, submit, success, form_class = "授予管理员角色", "授予", "角色已授予。", RoleForm

    def act(self, **values):
        return actions.grant_role(self.thing, **values)


class Revoke(SecurityAct):
    submit, success, dangerous = "收回", "角色已收回。", True

    def get_title(self):
        return f"收回{self.thing}的“{self.role}”角色"

    def find(self):
        self.role = get_object_or_404(Role, key=self.kwargs["role_key"])
        return super().find()

    def act(self, **values):
        return actions.revoke_role(self.thing, self.role, **values)


class Roles(ShowScreen):
    """The roles, who holds each, and whether it asks for a second factor."""

    title, icon, template_name = "角色与策略", "group", "accounts/roles.html"

    def may(self, person):
        return permissions.may_manage_rights(person)

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {"roles": queries.roles_with_holders()}


class Policy(ActScreen):
    """Whether those who hold a role must log in with a second factor."""

    icon, form_class, success = "group", PolicyForm, "策略已保存。"

    def may(self, person):
        return permissions.may_manage_rights(person)

    def find(self):
        return get_object_or_404(Role, key=self.kwargs["role_key"])

    def get_title(self):
        return f"“{self.thing}”的登录策略"

    def get_initial(self):
        return {"second_factor_required": self.thing.second_factor_required}

    def get_back(self):
        return reverse("accounts:roles")

    def act(self, **values):
        return actions.set_policy(self.thing, **values)
