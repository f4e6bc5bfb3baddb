"""Both front doors, and the room that only the tests have."""

from django.urls import include, path

from openxian.config.urls import all as product
from openxian.config.urls.all import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("office/desk/supplies/", include("tests.example.pages")), *product.urlpatterns]
