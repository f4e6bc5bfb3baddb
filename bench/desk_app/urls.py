"""Our front doors, and the stock admin under an address the gate lets everybody through to."""

from django.contrib import admin
from django.urls import path

from openxian.config import gate
from openxian.config.urls.all import handler400, handler403, handler404, handler500
from openxian.config.urls.all import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

gate.TABLE = (("admin:*", gate.STAFF), *gate.TABLE)
urlpatterns = [path("admin/", admin.site.urls), *ours]
