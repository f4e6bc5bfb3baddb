"""Addresses of the desk, under ``/office/desk/``."""

from django.urls import path

from openxian.desk.views import frame, home

app_name = "desk"
urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("todo/", home.Home.as_view(), name="todos"),
    path("todo/waiting/", home.Home.as_view(), name="waiting"),
    path("search/", home.Home.as_view(), name="search"),
    path("calendar/", home.Home.as_view(), name="calendar"),
    path("notices/", home.Home.as_view(), name="notices"),
    path("more/", frame.More.as_view(), name="more"),
    path("keys/", frame.Keys.as_view(), name="keys"),
]
