from datetime import time

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "openxian.accounts"
    label = "accounts"
    verbose_name = "账号与权限"

    def ready(self):
        from openxian.accounts import actions, receivers  # noqa: F401 - connects them
        from openxian.core.outbox.registry import schedule

        schedule(
            "accounts.freeze_idle",
            label="冻结长期不用的账号",
            run=actions.freeze_idle_accounts,
            daily_at=time(0, 30),
        )

        # the last turn (only apps with models get one): by then every app has made its permissions
        *_, last = (config for config in apps.get_app_configs() if config.models_module)
        post_migrate.connect(roles_after_migrate, sender=last, dispatch_uid="accounts.roles")


def roles_after_migrate(sender, apps=apps, **kwargs):
    """Roles exist in every database, also in one just migrated or (without ``apps``) flushed."""
    from openxian.accounts.actions import sync_roles

    names = {(model._meta.app_label, model._meta.model_name) for model in apps.get_models()}
    if {("accounts", "role"), ("auth", "permission")} <= names:
        sync_roles(apps)
