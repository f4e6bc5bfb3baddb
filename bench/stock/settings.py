"""The demo's settings with the peer's page type beside our rooms, so that both sides use one database."""

from openxian.config.settings.base import *  # noqa: F403
from openxian.config.settings.base import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.stock"]
