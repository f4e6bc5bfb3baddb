"""Settings for those who change the program: the demo's, with the guards of migrations."""

import os

os.environ.setdefault("OPENXIAN_MODE", "demo")
os.environ.setdefault("OPENXIAN_LOG_FORMAT", "text")

from openxian.config.settings.base import *  # noqa: F403
from openxian.config.settings.base import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations", "django_migration_linter"]
