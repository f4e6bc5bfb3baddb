from django.apps import AppConfig


class RoutesConfig(AppConfig):
    name = "openxian.routes"
    label = "routes"
    verbose_name = "审批路线"

    def ready(self):
        from openxian.desk.registry import Entry, register

        register(Entry("审批路线", "routes:list", _everybody, "route", "organisation", 20))


def _everybody(person) -> bool:
    return person.is_active
