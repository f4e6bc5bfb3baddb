"""Addresses of the desk, under ``/office/desk/``."""

from django.urls import path

from openxian.desk.views import home

app_name = "desk"
urlpatterns = [
    path("", home.Home.as_view(), name="home"),
]
