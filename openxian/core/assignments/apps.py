from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "openxian.core.assignments"
    label = "assignments"
    verbose_name = "待办"
