"""The public front door: nothing of the office behind it."""

from django.urls import include, path

from openxian.config.urls.shared import urlpatterns as shared

urlpatterns = [*shared, path("", include("openxian.portal.urls"))]

handler400 = "openxian.core.faults.bad_request"
handler403 = "openxian.core.faults.forbidden"
handler404 = "openxian.portal.views.not_found"
handler500 = "openxian.portal.views.server_error"
