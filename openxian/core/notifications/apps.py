from datetime import time

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "openxian.core.notifications"
    label = "notifications"
    verbose_name = "通知"

    def ready(self):
        from openxian.core.assignments.signals import assignment_closed, assignment_opened
        from openxian.core.notifications import keeping, receivers, registry, sending
        from openxian.core.notifications.actions import GATHER
        from openxian.core.outbox.registry import handler, schedule

        registry.register(
            registry.Kind(
                receivers.KIND, "新的待办", explanation="有事项转到您或您所在的岗位。", channels=("mail", "sms")
            )
        )
        assignment_opened.connect(receivers.hear_of_assignment, dispatch_uid="notifications.assignments")
        assignment_closed.connect(receivers.hear_of_end, dispatch_uid="notifications.assignments")
        handler(GATHER, label="汇集通知", run=sending.gather)
        handler(sending.MAIL, label="发送邮件", run=sending.send_mail, kind="outside", attempts=14)
        handler(sending.SMS, label="发送短信", run=sending.send_sms, kind="outside", attempts=14)
        schedule("notifications.tidy", label="清理旧通知", run=keeping.tidy, daily_at=time(3, 20))
