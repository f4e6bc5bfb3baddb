"""The organisations room behind /office/organisations/."""

app_name = "organisations"
urlpatterns = []
