from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "openxian.core.notifications"
    label = "notifications"
    verbose_name = "通知"
