"""Files of cases: taken away as they are, or looked at page by page, by those whom the room of the case allows.

A stranger cannot tell somebody else's file from none: every refusal is a plain 404.
"""

import io

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import View

from openxian.core.files import actions, permissions, previewing, serving
from openxian.core.files.drawn import Undrawable
from openxian.core.files.models import StoredFile
from openxian.desk.screens import ShowScreen

PAGES = 20
SHOWN_AT = 800
GONE = "没有这个文件。"


class Download(LoginRequiredMixin, View):
    """One file, as it came."""

    def get(self, request, pk):
        file, now = get_object_or_404(StoredFile, pk=pk), timezone.localtime()
        if not permissions.may_download(request.user, file, now):
            raise Http404(GONE)
        stream = actions.hand_out(file, by=request.user, at=now)
        return serving.answer(
            request, stream, name=file.name, content_type=file.content_type, size=file.size, tag=file.sm3
        )


class Preview(ShowScreen):
    """The pages of a PDF or a picture, twenty at a time; of other files an honest word."""

    template_name = "desk/file.html"

    def find(self):
        file = get_object_or_404(StoredFile, pk=self.kwargs["pk"])
        if not permissions.may_preview(self.request.user, file, timezone.localtime()):
            raise Http404(GONE)
        return file

    def may(self, person):
        return True  # ``find`` has answered

    def get_title(self):
        return self.thing.name

    def get_context_data(self, **context):
        can_download = permissions.may_download(self.request.user, self.thing, timezone.localtime())
        shown = {"file": self.thing, "can_download": can_download, "sentence": ""}
        return super().get_context_data(**context) | shown | self._pages()

    def _pages(self):
        if not self.thing.can_preview:
            return {"sentence": "这种文件不能在线预览，请下载查看。"}
        try:
            outline = actions.show(self.thing, by=self.request.user, at=timezone.localtime())
        except Undrawable:
            return {"sentence": "这个文件画不出来（可能设有打开口令或已损坏），请下载查看。"}
        except previewing.Busy:
            return {"sentence": "现在预览的人多，请稍后刷新，或下载查看。"}
        return self._part(outline)

    def _part(self, outline):
        asked = self.request.GET.get("from", "")
        first = min(max(int(asked), 1), len(outline.pages)) if asked.isdigit() and asked.isascii() else 1
        pages = outline.pages[first - 1 : first - 1 + PAGES]
        following = first + PAGES if first + PAGES <= len(outline.pages) else None
        return {
            "count": outline.count,
            "pages": [(page, SHOWN_AT, page.height_at(SHOWN_AT)) for page in pages],
            "widths": previewing.WIDTHS[1:],
            "is_picture": self.thing.family == "picture",
            "earlier": max(1, first - PAGES) if first > 1 else None,
            "following": following,
        }


class Page(LoginRequiredMixin, View):
    """One page as a picture."""

    def get(self, request, pk, number, width):
        file, now = get_object_or_404(StoredFile, pk=pk), timezone.localtime()
        if not permissions.may_preview(request.user, file, now) or not file.can_preview:
            raise Http404(GONE)
        try:
            drawn = actions.show_page(file, number, width, by=request.user, at=now)
        except Undrawable as error:
            raise Http404("没有这一页。") from error
        except previewing.Busy:
            return HttpResponse(status=503, headers={"Retry-After": "5"})
        tag = f"{file.sm3}-{number}-{width}"
        return serving.answer(
            request, io.BytesIO(drawn), name=f"{number}.webp", content_type="image/webp", size=len(drawn), tag=tag
        )
