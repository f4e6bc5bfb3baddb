"""Who may download a file: everybody when a public article uses it, else those who work with it."""

from django.http import Http404
from django.utils import timezone

from openxian.repository import permissions


def refuse_private(document, request) -> None:
    """Called before the CMS serves a document; a stranger cannot tell a private file from none."""
    if not permissions.may_download(request.user, document, timezone.localdate()):
        raise Http404("没有这个文件。")
