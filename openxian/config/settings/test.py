"""Settings of the test suite: the demo's, with quick hashing and no manifest.

The suite is the same on every machine: of the environment it heeds only ``DATABASE_URL``, and it
writes into a folder of its own that is gone afterwards. It installs a small room of its own, ``tests.example``.
"""

import os
from tempfile import TemporaryDirectory

for name in [name for name in os.environ if name.startswith("OPENXIAN_")]:
    del os.environ[name]
FOLDER = TemporaryDirectory(prefix="openxian-test-")
os.environ.update(OPENXIAN_MODE="demo", OPENXIAN_LOG_LEVEL="ERROR", OPENXIAN_DATA=FOLDER.name)

from openxian.config.settings.base import *  # noqa: F403
from openxian.config.settings.base import DATA, DATABASES, INSTALLED_APPS, STATIC_ROOT, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.example"]
ROOT_URLCONF = "tests.urls"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir()

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
