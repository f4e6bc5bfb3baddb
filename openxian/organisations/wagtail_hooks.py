"""The menu “机构” of the office; each entry only for those who may open it."""

from django.urls import reverse_lazy
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from openxian.accounts.queries import role_keys
from openxian.organisations import permissions

BODIES = Menu(register_hook_name="register_bodies_menu_item")


class Entry(MenuItem):
    """A menu entry shown to whom ``may`` says, asked about today."""

    def __init__(self, label, url, may, **kwargs):
        self.may = may
        super().__init__(label, url, **kwargs)

    def is_shown(self, request):
        return self.may(request.user, timezone.localdate())


@hooks.register("register_admin_menu_item")
def bodies_menu():
    return SubmenuMenuItem("机构", BODIES, name="bodies", icon_name="site", order=850)


def _everybody(person, on):
    return permissions.may_see(person)


def _keepers(person, on):
    """By role: whether today's duties allow it, the page itself asks; the menu is written on every page."""
    return bool(role_keys(person) & {permissions.SYSTEM, permissions.KEEPER})


def _granters(person, on):
    return permissions.may_grant_duties(person)


@hooks.register("register_bodies_menu_item")
def tree_entry():
    return Entry("机构", reverse_lazy("organisations:tree"), _everybody, name="tree", icon_name="site", order=10)


@hooks.register("register_bodies_menu_item")
def people_entry():
    url = reverse_lazy("organisations:people")
    return Entry("人员", url, _keepers, name="people", icon_name="group", order=20)


@hooks.register("register_bodies_menu_item")
def duties_entry():
    return Entry("岗位职责", reverse_lazy("organisations:duties"), _granters, name="duties", icon_name="key", order=30)


@hooks.register("register_bodies_menu_item")
def delegations_entry():
    url = reverse_lazy("organisations:my_delegations")
    return Entry("外出代理", url, _everybody, name="delegations", icon_name="user", order=40)
