from django.apps import AppConfig


class ExampleConfig(AppConfig):
    name = "tests.example"
    verbose_name = "物资领用"

    def ready(self):
        from openxian.core.notifications import registry as notifications
        from tests.example.pages import PAGES

        PAGES.register(may=lambda person: person.is_active)
        notifications.register(notifications.Kind("supplies.done", "物资发放"))
