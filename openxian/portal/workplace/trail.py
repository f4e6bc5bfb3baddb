"""What site managers do to pages and profiles in the CMS's own screens, told to the one audit trail."""

from django.db.models.signals import post_save
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, PageLogEntry

from openxian.core import audit


def connect() -> None:
    """Called once by the portal's ``AppConfig.ready``."""
    for model in (PageLogEntry, ModelLogEntry):
        post_save.connect(_tell, sender=model, dispatch_uid=f"portal.trail.{model.__name__}")


def _tell(sender, instance, created, raw=False, **kwargs) -> None:
    """One line for each entry of the CMS's log; its own timestamp is the act's ``at``."""
    if not created or raw or not instance.content_type:
        return
    kind = instance.content_type.model_class()
    if kind is None or kind._meta.app_label not in ("portal", "wagtailcore", "wagtailredirects"):
        return
    audit.record(
        f"portal.{instance.action}",
        by=instance.user,
        at=instance.timestamp,
        thing=_thing(instance),
        sentence=f"{kind._meta.verbose_name}“{instance.label}”：{registry.get_action_label(instance.action)}。",
    )


def _thing(entry):
    """The page or object of a log entry, or nothing when it is gone already."""
    if isinstance(entry, PageLogEntry):
        return entry.page
    return entry.content_type.model_class()._base_manager.filter(pk=entry.object_id).first()
