from datetime import time

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "openxian.core.files"
    label = "files"
    verbose_name = "文件"

    def ready(self):
        from openxian.core.files import cleaning, scanning
        from openxian.core.outbox import registry as outbox

        outbox.handler(scanning.TOPIC, label="补查病毒", run=scanning.scan_later, kind="outside", attempts=200)
        outbox.schedule("files.clean", label="清理无主文件", run=cleaning.clean_daily, daily_at=time(3, 40))
