from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "openxian.organisations"
    label = "organisations"
    verbose_name = "机构与任职"

    def ready(self):
        from openxian.accounts.registry import register_section
        from openxian.accounts.signals import logged_in
        from openxian.organisations import account_page

        register_section(account_page.duties)
        register_section(account_page.delegations)
        logged_in.connect(settle_at_login, dispatch_uid="organisations.settle")


def settle_at_login(sender, user, at, **kwargs):
    """Duties and delegations that began or ended overnight count from the first login of the day."""
    from django.utils import timezone

    from openxian.organisations.actions import settle_groups

    settle_groups(user, timezone.localdate(at))
