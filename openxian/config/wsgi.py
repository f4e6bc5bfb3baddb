"""The WSGI door for any server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openxian.config.settings.base")
application = get_wsgi_application()
