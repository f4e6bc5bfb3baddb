"""Addresses every front door answers."""

from django.urls import path

from openxian.core import health
from openxian.core.icon import Icon

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("favicon.ico", Icon.as_view(), name="favicon"),
]
