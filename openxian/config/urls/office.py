"""The staff front door: login and the Wagtail admin, no public page."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from openxian.config.urls.shared import urlpatterns as shared

staff = [
    path("office/desk/routes/", include("openxian.routes.urls")),
    path("office/desk/", include("openxian.desk.urls")),
    path("office/account/", include("openxian.accounts.urls")),
    path("office/organisations/", include("openxian.organisations.urls")),
    path("office/", include("openxian.accounts.urls_instead")),  # before Wagtail's own login and log-out
    path("office/", include(wagtailadmin_urls)),
]
urlpatterns = [*shared, *staff, path("", RedirectView.as_view(url="/office/desk/"))]

handler400 = "openxian.core.faults.bad_request"
handler403 = "openxian.core.faults.forbidden"
handler404 = "openxian.core.faults.not_found"
handler500 = "openxian.core.faults.server_error"
