"""The demo's settings with the measured kind of case and, beside it, the stock Django admin over the same rows."""

from openxian.config.settings.base import *  # noqa: F403
from openxian.config.settings.base import INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin", "bench.desk_app"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ROOT_URLCONF = "bench.desk_app.urls"
