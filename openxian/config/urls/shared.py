"""Addresses every front door answers."""

from django.urls import path

from openxian.core import health

urlpatterns = [path("healthz", health.healthz, name="healthz"), path("readyz", health.readyz, name="readyz")]
