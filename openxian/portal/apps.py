from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "openxian.portal"
    label = "portal"
    verbose_name = "门户与站群"
