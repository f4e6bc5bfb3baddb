"""Addresses of the desk, under ``/office/desk/``."""

from django.urls import path

from openxian.desk.views import files, home

app_name = "desk"
urlpatterns = [
    path("files/<int:pk>/", files.Download.as_view(), name="file"),
    path("", home.Home.as_view(), name="home"),
]
