"""Our login and log-out at the addresses where Wagtail has its own, under the names its menu uses."""

from django.urls import path
from django.views.generic import RedirectView

from openxian.accounts.views import login

urlpatterns = [
    path("login/", RedirectView.as_view(pattern_name="accounts:login", query_string=True), name="wagtailadmin_login"),
    path("logout/", login.leave, name="wagtailadmin_logout"),
]
