"""The demo's settings with django-auditlog beside our trail, where it is installed."""

from importlib.util import find_spec

from openxian.config.settings.base import *  # noqa: F403
from openxian.config.settings.base import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, *(["auditlog"] if find_spec("auditlog") else [])]
