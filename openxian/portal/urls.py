"""Every public address. ``wagtail_serve`` stands outside the namespace: Wagtail asks for it by that name."""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail.documents import urls as document_urls
from wagtail.urls import serve_pattern

from openxian.portal.views import public

own = [
    re_path(r"^art/(?P<year>\d{4})/(?P<month>\d{2})/(?P<number>\d{1,15})\.html$", public.article, name="article"),
    re_path(r"^theme/(?P<site_id>\d{1,9})-(?P<digest>[0-9a-f]{12})\.css$", public.stylesheet, name="theme"),
    path("search", public.search, name="search"),
    path("leave", public.leave, name="leave"),
    re_path(r"^files/(?P<path>(?:images|original_images|people)/[\w.\-/]+)$", public.picture, name="picture"),
]
if settings.OPENXIAN_DEMO:
    own += [path("styleguide/", public.styleguide, name="styleguide")]

urlpatterns = [
    path("", include((own, "portal"))),
    path("documents/", include(document_urls)),
    re_path(serve_pattern, public.page, name="wagtail_serve"),
]
