from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "openxian.desk"
    label = "desk"
    verbose_name = "工作台"

    def ready(self):
        from openxian.desk import menu

        menu.register_own()
