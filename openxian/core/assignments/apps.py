from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "openxian.core.assignments"
    label = "assignments"
    verbose_name = "待办"

    def ready(self):
        from openxian.core.assignments import holders

        holders.register(holders.PERSON, holders.Persons())
