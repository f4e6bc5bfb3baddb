from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "openxian.demo"
    label = "demo"
    verbose_name = "演示县青岚县"
