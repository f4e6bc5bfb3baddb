from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "openxian.core.calendar"
    label = "calendar"
    verbose_name = "工作日历"
