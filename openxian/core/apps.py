from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "openxian.core"
    label = "core"
    verbose_name = "基础"
