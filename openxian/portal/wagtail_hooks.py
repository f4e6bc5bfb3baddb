"""What the portal adds to the Wagtail admin: the tree of sites and columns in this house's words."""

from django.urls import include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from openxian.accounts.queries import role_keys


@hooks.register("construct_page_action_menu")
def no_workflow(items, request, context):
    """Columns have no workflow of their own; articles have three reviews, and those are not pages."""
    items[:] = [item for item in items if item.name not in {"action-submit", "action-restart-workflow"}]


@hooks.register("register_admin_urls")
def workplace_urls():
    return [path("", include("openxian.portal.workplace.urls", namespace="workplace"))]


class Entry(MenuItem):
    """A menu entry shown to some roles; whether today's duties allow it, the page itself asks."""

    def __init__(self, label, url, roles, **kwargs):
        self.roles = roles
        super().__init__(label, url, **kwargs)

    def is_shown(self, request):
        return bool(role_keys(request.user) & self.roles)


@hooks.register("register_admin_menu_item")
def columns_entry():
    url, roles = reverse_lazy("workplace:columns"), {"site_manager", "writer"}
    return Entry("栏目内容", url, roles, name="columns", icon_name="list-ul", order=50)


@hooks.register("register_admin_menu_item")
def sites_entry():
    url, roles = reverse_lazy("workplace:sites"), {"site_manager"}
    return Entry("网站", url, roles, name="websites", icon_name="globe", order=515)
