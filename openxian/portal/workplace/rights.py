"""Who builds sites and columns in the CMS's own screens: site managers everywhere, nobody else anywhere."""

from django.apps import apps

BUILDING = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")


def sync_page_rights() -> None:
    """Give the site managers' group its rights on the tree and on the profiles; may be run again and again."""
    from django.contrib.auth.models import Permission
    from wagtail.models import GroupPagePermission, Page

    from openxian.accounts.models import Role

    root = Page.get_first_root_node()
    role = Role.objects.filter(key="site_manager").select_related("group").first()
    if root is None or role is None:
        return
    found = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=BUILDING)
    for permission in found:
        GroupPagePermission.objects.get_or_create(group=role.group, page=root, permission=permission)
    profiles = Permission.objects.filter(content_type__app_label="portal", codename="change_siteprofile")
    role.group.permissions.add(*profiles)


def after_migrate(sender, apps=apps, **kwargs) -> None:
    """The rights exist in every database, also in one just migrated; runs after the roles are made."""
    names = {(model._meta.app_label, model._meta.model_name) for model in apps.get_models()}
    if {("accounts", "role"), ("wagtailcore", "grouppagepermission")} <= names:
        sync_page_rights()
