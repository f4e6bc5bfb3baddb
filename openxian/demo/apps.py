from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "openxian.demo"
    label = "demo"
    verbose_name = "演示县青岚县"

    def ready(self):
        from django.conf import settings

        from openxian.demo.subjects import OFFICE_REQUEST
        from openxian.routes.registry import register

        if settings.DEMO:
            register(OFFICE_REQUEST)
