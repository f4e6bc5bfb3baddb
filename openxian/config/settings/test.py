"""Settings of the test suite: the demo's, with quick hashing and no manifest."""

import os

os.environ.setdefault("OPENXIAN_MODE", "demo")
os.environ.setdefault("OPENXIAN_LOG_LEVEL", "ERROR")

from openxian.config.settings.base import *  # noqa: F403
from openxian.config.settings.base import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
