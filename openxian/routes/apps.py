from django.apps import AppConfig


class RoutesConfig(AppConfig):
    name = "openxian.routes"
    label = "routes"
    verbose_name = "审批路线"
