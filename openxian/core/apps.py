from datetime import time, timedelta

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "openxian.core"
    label = "core"
    verbose_name = "基础"

    def ready(self):
        from openxian.core.audit import actions
        from openxian.core.outbox import registry

        registry.schedule("audit.seal", label="封存审计记录", run=actions.seal, every=timedelta(seconds=30))
        registry.schedule("audit.check", label="核验审计链", run=actions.check_daily, daily_at=time(3, 20))
        registry.schedule("audit.anchor", label="寄出审计链锚证", run=actions.mail_anchor, daily_at=time(7, 0))
        registry.handler(actions.MAIL, label="寄出审计链锚证邮件", run=actions.send_mail, kind="outside", attempts=14)
