from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "openxian.config"
    label = "config"
    verbose_name = "装配与运维命令"
