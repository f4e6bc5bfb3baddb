from datetime import time

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "openxian.core.outbox"
    label = "outbox"
    verbose_name = "待发与后台"

    def ready(self):
        from openxian.core.outbox import keeping, registry

        registry.schedule("outbox.tidy", label="清理做完的后台任务", run=keeping.tidy, daily_at=time(3, 10))
