"""Files of cases: taken away as they are, by those whom the room of the case allows."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import View

from openxian.core.files import actions, permissions, serving
from openxian.core.files.models import StoredFile


class Download(LoginRequiredMixin, View):
    """One file, as it came. A stranger cannot tell somebody else's file from none."""

    def get(self, request, pk):
        file, now = get_object_or_404(StoredFile, pk=pk), timezone.localtime()
        if not permissions.may_download(request.user, file, now):
            raise Http404("没有这个文件。")
        stream = actions.hand_out(file, by=request.user, at=now)
        return serving.answer(
            request, stream, name=file.name, content_type=file.content_type, size=file.size, tag=file.sm3
        )
