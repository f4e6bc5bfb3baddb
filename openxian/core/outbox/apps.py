from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "openxian.core.outbox"
    label = "outbox"
    verbose_name = "待发与后台"
