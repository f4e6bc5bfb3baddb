"""网站: every site with the state of its profile, and opening one."""

from django.urls import reverse_lazy
from django.utils import timezone

from openxian.core.screens import ActScreen, ShowScreen
from openxian.portal import actions, permissions, queries
from openxian.portal.workplace.forms import SiteForm
from openxian.portal.workplace.screens import OfficeDoor


class Builders(OfficeDoor):
    icon = "globe"
    forbidden = "网站由站点管理员建设，请联系站点管理员。"

    def may(self, person):
        return permissions.may_build(person, timezone.localdate())


class Sites(Builders, ShowScreen):
    """All sites of the cluster."""

    title, template_name = "网站", "portal/workplace/sites.html"

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {"sites": queries.site_states()}


class Open(Builders, ActScreen):
    """开设网站."""

    title, form_class, submit = "开设网站", SiteForm, "开设网站"
    template_name, back = "portal/workplace/open_site.html", reverse_lazy("workplace:sites")

    def act(self, **values):
        return actions.create_site(**values)

    def finish(self, done):
        self.success = f"网站“{done.site_name}”已开设，可以接着建栏目。"
        return super().finish(done)
