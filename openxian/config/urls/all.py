"""Both front doors in one process, for a demonstration or a very small county."""

from django.urls import include, path

from openxian.config.urls.office import staff
from openxian.config.urls.shared import urlpatterns as shared

urlpatterns = [*shared, *staff, path("", include("openxian.portal.urls"))]

handler400 = "openxian.core.faults.bad_request"
handler403 = "openxian.core.faults.forbidden"
handler404 = "openxian.portal.views.not_found"
handler500 = "openxian.portal.views.server_error"
