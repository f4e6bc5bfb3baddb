from django.apps import AppConfig, apps


class PortalConfig(AppConfig):
    name = "openxian.portal"
    label = "portal"
    verbose_name = "门户与站群"

    def ready(self):
        from django.db.models.signals import post_migrate, post_save
        from wagtail.signals import page_published

        from openxian.organisations.signals import organisation_succeeded
        from openxian.portal import actions
        from openxian.portal.columns import PortalColumns
        from openxian.portal.models import ColumnPage, SiteProfile
        from openxian.portal.views.public import preview_article
        from openxian.portal.workplace import rights, trail
        from openxian.repository import registry, signals

        registry.register_columns(PortalColumns())
        registry.register_preview(preview_article)
        signals.article_published.connect(actions.follow_publication, dispatch_uid="portal.published")
        signals.article_withdrawn.connect(actions.follow_withdrawal, dispatch_uid="portal.withdrawn")
        page_published.connect(actions.follow_column, sender=ColumnPage, dispatch_uid="portal.column")
        organisation_succeeded.connect(actions.follow_reform, dispatch_uid="portal.reform")
        post_save.connect(_furnish, sender=SiteProfile, dispatch_uid="portal.furnish")
        trail.connect()
        # the last turn, as the roles do, and after them: accounts stands before us in the list of apps
        *_, last = (config for config in apps.get_app_configs() if config.models_module)
        post_migrate.connect(rights.after_migrate, sender=last, dispatch_uid="portal.rights")


def _furnish(sender, instance, **kwargs):
    """A saved profile is complete: the site map of its footer is there."""
    from openxian.portal import actions

    actions.furnish(instance.site)
