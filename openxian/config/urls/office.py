"""The staff front door: login and the Wagtail admin, no public page."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from openxian.config.urls.shared import urlpatterns as shared

staff = [
    path("office/account/", include("openxian.accounts.urls")),
    path("office/", include(wagtailadmin_urls)),
]
urlpatterns = [*shared, *staff, path("", RedirectView.as_view(url="/office/"))]
