"""The demo's settings with the peers beside our rooms, so that both sides use one database and one gate."""

from openxian.config.settings.base import *  # noqa: F403
from openxian.config.settings.base import INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "bench.peer_app"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
