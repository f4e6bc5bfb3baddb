"""Addresses of the portal's side of the office."""

from django.urls import path

from openxian.portal.workplace.views import columns, placements, sites

app_name = "workplace"
urlpatterns = [
    path("columns/", columns.Columns.as_view(), name="columns"),
    path("columns/<int:pk>/", columns.Contents.as_view(), name="column"),
    path("placements/<int:pk>/pin/", placements.Pin.as_view(), name="pin_placement"),
    path("placements/<int:pk>/unpin/", placements.Unpin.as_view(), name="unpin_placement"),
    path("placements/<int:pk>/move/", placements.Move.as_view(), name="move_placement"),
    path("placements/<int:pk>/unplace/", placements.Unplace.as_view(), name="unplace_placement"),
    path("websites/", sites.Sites.as_view(), name="sites"),
    path("websites/new/", sites.Open.as_view(), name="open_site"),
]
