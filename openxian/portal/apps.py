from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "openxian.portal"
    label = "portal"
    verbose_name = "门户与站群"

    def ready(self):
        from django.db.models.signals import post_save

        from openxian.portal import actions
        from openxian.portal.columns import PortalColumns
        from openxian.portal.models import SiteProfile
        from openxian.portal.views.public import preview_article
        from openxian.repository import registry, signals

        registry.register_columns(PortalColumns())
        registry.register_preview(preview_article)
        signals.article_published.connect(actions.follow_publication, dispatch_uid="portal.published")
        signals.article_withdrawn.connect(actions.follow_withdrawal, dispatch_uid="portal.withdrawn")
        post_save.connect(_furnish, sender=SiteProfile, dispatch_uid="portal.furnish")


def _furnish(sender, instance, **kwargs):
    """A saved profile is complete: the site map of its footer is there."""
    from openxian.portal import actions

    actions.furnish(instance.site)
