"""Addresses of routes, under ``/office/desk/routes/``."""

from django.urls import path

from openxian.routes.views import building, deciding, reading, trying

app_name = "routes"
urlpatterns = [
    path("", reading.Routes.as_view(), name="list"),
    path("new/", reading.NewRoute.as_view(), name="new"),
    path("parts/<int:pk>/agree/", deciding.Agree.as_view(), name="agree"),
    path("parts/<int:pk>/send-back/", deciding.SendBack.as_view(), name="send_back"),
    path("parts/<int:pk>/resubmit/", deciding.Resubmit.as_view(), name="resubmit"),
    path("<int:pk>/", reading.RoutePage.as_view(), name="route"),
    path("<int:pk>/versions/<int:number>/", reading.VersionPage.as_view(), name="version"),
    path("<int:pk>/compare/", reading.Compare.as_view(), name="compare"),
    path("<int:pk>/try/", trying.Try.as_view(), name="try"),
    path("<int:pk>/build/", building.Build.as_view(), name="build"),
    path("<int:pk>/build/steps/<slug:key>/", building.StepPage.as_view(), name="step"),
    path("<int:pk>/build/ways/<slug:key>/", building.Ways.as_view(), name="ways"),
    path("<int:pk>/publish/", building.Publish.as_view(), name="publish"),
    path("<int:pk>/discard/", building.Discard.as_view(), name="discard"),
    path("<int:pk>/retire/", reading.Retire.as_view(), name="retire"),
]
