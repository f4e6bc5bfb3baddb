from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "openxian.organisations"
    label = "organisations"
    verbose_name = "机构与任职"
