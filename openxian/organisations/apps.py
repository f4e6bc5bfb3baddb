from datetime import time

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "openxian.organisations"
    label = "organisations"
    verbose_name = "机构与任职"

    def ready(self):
        from openxian.accounts.registry import register_section
        from openxian.accounts.signals import logged_in
        from openxian.core.assignments.holders import register, register_stand_ins
        from openxian.core.outbox.registry import schedule
        from openxian.organisations import account_page, holders, succession
        from openxian.organisations.signals import organisation_succeeded

        for key, kind in holders.KINDS.items():
            register(key, kind)
        register_stand_ins(holders.StandIns())
        organisation_succeeded.connect(succession.follow, dispatch_uid="organisations.assignments")
        register_section(account_page.duties)
        register_section(account_page.delegations)
        schedule("organisations.settle_duties", label="职责和代理到期生效", run=settle_everybody, daily_at=time(0, 5))
        logged_in.connect(settle_at_login, dispatch_uid="organisations.settle")


def settle_at_login(sender, user, at, **kwargs):
    """Duties and delegations that began or ended overnight count from the first login of the day."""
    from django.utils import timezone

    from openxian.organisations.actions import settle_groups

    settle_groups(user, timezone.localdate(at))


def settle_everybody(*, at):
    """The same for everybody, soon after midnight."""
    from django.utils import timezone

    from openxian.organisations.actions import settle_all_groups

    settle_all_groups(on=timezone.localdate(at))
