"""栏目内容: choose a column, see what stands in it."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from openxian.core.screens import ShowScreen
from openxian.portal import permissions
from openxian.portal.models import ColumnPage
from openxian.portal.workplace import contents
from openxian.portal.workplace.screens import OfficeDoor
from openxian.repository import permissions as repository

LONGEST_WORDS = 60


class Columns(OfficeDoor, ShowScreen):
    """The columns this person may work in, by site."""

    title, icon, template_name = "栏目内容", "list-ul", "portal/workplace/columns.html"
    forbidden = "您现在没有可以刊登的栏目。要管理栏目内容，请联系站点管理员。"

    def find(self):
        return permissions.visible_to(self.request.user, timezone.localdate())

    def may(self, person):
        return self.thing.exists()

    def get_context_data(self, **context):
        words = self.request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_WORDS]
        sites = contents.columns_by_site(self.thing, words)
        return super().get_context_data(**context) | {"sites": sites, "words": words}


class Contents(OfficeDoor, ShowScreen):
    """What stands in one column: as the public sees it, or what the public does not see yet."""

    icon, template_name = "list-ul", "portal/workplace/contents.html"
    forbidden = "这个栏目由别的单位负责，请联系站点管理员。"

    def find(self):
        return get_object_or_404(ColumnPage.objects.select_related("organisation"), pk=self.kwargs["pk"])

    def may(self, person):
        return permissions.may_place(person, self.thing, timezone.localdate())

    def get_title(self):
        return f"栏目内容：{self.thing.title}"

    def get_context_data(self, **context):
        on = timezone.localdate()
        waiting = "waiting" in self.request.GET
        readable = set(repository.readable_organisation_ids(self.request.user, on))
        listed = contents.waiting if waiting else contents.shown
        found = listed(self.thing, on, readable, self.request.GET.get("at", ""))
        more = {"contents": found, "waiting": waiting, "trail": contents.trail(self.thing)}
        return super().get_context_data(**context) | more
