from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "openxian.core.files"
    label = "files"
    verbose_name = "文件"
