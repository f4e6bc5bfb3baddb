"""Acts on one article in one column: pin, unpin, move, take out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from openxian.core.screens import ActScreen, EmptyForm
from openxian.portal import actions, permissions
from openxian.portal.columns import PortalColumns
from openxian.portal.models import ColumnPage, Placement
from openxian.portal.workplace.forms import MoveForm, PinForm
from openxian.portal.workplace.screens import OfficeDoor
from openxian.repository import permissions as repository


class AboutPlacement(OfficeDoor, ActScreen):
    """A placement the public sees, or one of a draft that the person may read."""

    icon = "list-ul"
    forbidden = "这个栏目由别的单位负责，请联系站点管理员。"
    template_name = "portal/workplace/act.html"

    def find(self):
        known = Placement.objects.select_related("article__organisation", "column__organisation")
        placement = get_object_or_404(known, pk=self.kwargs["pk"])
        person = self.request.user
        if not placement.shown and not repository.may_read(person, placement.article, timezone.localdate()):
            raise Http404
        return placement

    def may(self, person):
        return permissions.may_place(person, self.thing.column, timezone.localdate())

    def get_back(self):
        url = reverse("workplace:column", args=[self.thing.column_id])
        return url if self.thing.shown else f"{url}?waiting"


class Pin(AboutPlacement):
    title, form_class, submit, success = "置顶", PinForm, "置顶", "已置顶。"

    def get_initial(self):
        return {"order": self.thing.pinned or 1, "until": self.thing.pinned_until}

    def act(self, **values):
        return actions.pin(self.thing.article, self.thing.column, **values)


class Unpin(AboutPlacement):
    title, form_class, submit, success = "取消置顶", EmptyForm, "取消置顶", "已取消置顶。"
    warning = "取消后按发布时间排列。"

    def act(self, **values):
        return actions.unpin(self.thing.article, self.thing.column, **values)


class Move(AboutPlacement):
    title, form_class, submit = "移到另一栏目", MoveForm, "移动"
    warning = "稿件的网址不变。首发栏目移动后，面包屑和上一篇、下一篇按新栏目显示；置顶不跟着走。"

    def get_form_kwargs(self):
        offered = PortalColumns().choices(self.request.user, timezone.localdate())
        here = self.thing.column_id
        groups = [(site, [row for row in rows if row[0] != here]) for site, rows in offered]
        return super().get_form_kwargs() | {"groups": [group for group in groups if group[1]]}

    def act(self, target, **values):
        target = get_object_or_404(ColumnPage, pk=target)
        return actions.move(self.thing.article, self.thing.column, target, **values)

    def get_back(self):
        url = reverse("workplace:column", args=[self.left])
        return url if self.thing.shown else f"{url}?waiting"

    def find(self):
        placement = super().find()
        self.left = placement.column_id
        return placement

    def finish(self, done):
        self.success = f"已移到“{done.column.title}”。"
        if done.article.live and not done.shown:
            messages.warning(self.request, f"“{done.column.title}”要求的审核级数更高，稿件在那里暂不公开。")
        return super().finish(done)


class Unplace(AboutPlacement):
    title, form_class, submit, success = "移出栏目", EmptyForm, "移出", "已移出栏目。"
    dangerous = True
    warning = "移出后，公众在这个栏目里马上看不到它，置顶一并取消。要恢复须重新放入。"

    def act(self, **values):
        return actions.unplace(self.thing.article, self.thing.column, **values)
