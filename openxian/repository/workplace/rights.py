"""Pictures and attachments: every editor uses all of them, adds new ones and edits their own (Wagtail collections)."""

from django.apps import apps

from openxian.repository.workplace.roles import EDITORS

FOR_EDITORS = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "choose_document"),
)
FOR_MANAGERS = (("wagtailimages", "change_image"), ("wagtaildocs", "change_document"))


def sync_collection_rights() -> None:
    """Give the groups of the editors' roles their rights on the root collection; may be run again and again."""
    from wagtail.models import Collection

    from openxian.accounts.models import Role

    root = Collection.get_first_root_node()
    for role in Role.objects.filter(key__in=EDITORS).select_related("group"):
        names = FOR_EDITORS + (FOR_MANAGERS if role.key == "site_manager" else ())
        _give(role.group, root, names)


def _give(group, collection, names) -> None:
    from django.contrib.auth.models import Permission
    from wagtail.models import GroupCollectionPermission

    for app_label, codename in names:
        permission = Permission.objects.filter(content_type__app_label=app_label, codename=codename).first()
        if permission:
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def after_migrate(sender, apps=apps, **kwargs) -> None:
    """The rights exist in every database, also in one just migrated; runs after the roles are made."""
    names = {(model._meta.app_label, model._meta.model_name) for model in apps.get_models()}
    if {("accounts", "role"), ("wagtailcore", "groupcollectionpermission"), ("wagtailimages", "image")} <= names:
        sync_collection_rights()
