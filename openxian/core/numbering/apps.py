from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "openxian.core.numbering"
    label = "numbering"
    verbose_name = "编号"
