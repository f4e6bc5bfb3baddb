"""The menu “账号与权限” of the office; each entry only for those who may open it."""

from django.urls import reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from openxian.accounts import permissions

RIGHTS = Menu(register_hook_name="register_rights_menu_item")


class Entry(MenuItem):
    """A menu entry shown to whom ``may`` says."""

    def __init__(self, label, url, may, **kwargs):
        self.may = may
        super().__init__(label, url, **kwargs)

    def is_shown(self, request):
        return self.may(request.user)


@hooks.register("register_admin_menu_item")
def rights_menu():
    return SubmenuMenuItem("账号与权限", RIGHTS, name="rights", icon_name="user", order=900)


@hooks.register("register_rights_menu_item")
def accounts_entry():
    url = reverse_lazy("accounts:accounts")
    return Entry("账号", url, permissions.may_see_accounts, name="accounts", icon_name="user", order=10)


@hooks.register("register_rights_menu_item")
def roles_entry():
    url = reverse_lazy("accounts:roles")
    return Entry("角色与策略", url, permissions.may_manage_rights, name="roles", icon_name="group", order=20)


@hooks.register("register_rights_menu_item")
def trail_entry():
    url = reverse_lazy("accounts:trail")
    return Entry("审计记录", url, permissions.may_read_trail, name="trail", icon_name="history", order=30)
