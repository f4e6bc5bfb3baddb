"""Every front door answers the question browsers ask unasked."""

import pytest
from django.contrib.staticfiles import finders


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["all", "office", "portal"])
def test_the_icon_is_there(client, settings, door):
    settings.ROOT_URLCONF = f"openxian.config.urls.{door}"
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response.url.startswith("/static/core/favicon")
    assert finders.find("core/favicon.ico")
