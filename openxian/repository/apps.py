from django.apps import AppConfig


class RepositoryConfig(AppConfig):
    name = "openxian.repository"
    label = "repository"
    verbose_name = "信息资源库"
