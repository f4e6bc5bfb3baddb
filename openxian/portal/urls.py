from django.urls import include, path
from wagtail import urls as wagtail_urls

app_name = "portal"
urlpatterns = [path("", include(wagtail_urls))]
