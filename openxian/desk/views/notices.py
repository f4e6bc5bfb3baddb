"""消息: what I was told, read and unread."""

from django.http import Http404
from django.shortcuts import redirect

from openxian.core.notifications import actions, queries
from openxian.core.paging import page_of
from openxian.desk.screens import Open

PAGE = 30
OFFICE = "/office/"


class Notices(Open):
    """Everything, newest first."""

    title = "消息"
    template_name = "desk/notices.html"

    def get_context_data(self, **context):
        told = queries.of(self.request.user)
        page = page_of(told, ("-id",), size=PAGE, cursor=self.request.GET.get("cursor"))
        return super().get_context_data(**context) | {"page": page}


class Notice(Open):
    """One notice: opening it is reading it; it leads to what it is about, if to anything."""

    template_name = "desk/notice.html"

    def find(self):
        found = queries.one(self.request.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_title(self) -> str:
        return self.thing.title

    def get(self, request, *args, **kwargs):
        actions.mark_read(self.thing, by=request.user, at=self.now)
        if self.thing.link.startswith(OFFICE):
            return redirect(self.thing.link)
        return super().get(request, *args, **kwargs)


class ReadAll(Open):
    """全部标为已读."""

    def get(self, request, *args, **kwargs):
        return redirect("desk:notices")

    def post(self, request, *args, **kwargs):
        actions.mark_all_read(by=request.user, at=self.now)
        return redirect("desk:notices")
