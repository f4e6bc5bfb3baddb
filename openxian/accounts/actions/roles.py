"""Roles: keeping the table of roles in every database equal to the code."""

from openxian.accounts.roles import ENTRY, ROLES, RoleSpec


def sync_roles(registry=None) -> None:
    """Make every role of ``ROLES`` exist with its group and permissions; may be run again and again.

    ``registry`` is a state of apps during a migration, or ``None`` for today's. The policy of a role
    (second factor or not) is set when the role is new and afterwards belongs to the security administrator.
    """
    if registry is None:
        from django.apps import apps as registry
    for spec in ROLES:
        _sync_role(registry, spec)


def _sync_role(registry, spec: RoleSpec) -> None:
    model, group_model = registry.get_model("accounts", "Role"), registry.get_model("auth", "Group")
    role = model.objects.filter(key=spec.key).select_related("group").first()
    if role is None:
        group, _ = group_model.objects.get_or_create(name=spec.name)
        role = model(key=spec.key, group=group, second_factor_required=spec.second_factor_required)
    role.name, role.explanation, role.administrator = spec.name, spec.explanation, spec.administrator
    role.save()
    role.group.permissions.set(_permissions(registry, spec))


def _permissions(registry, spec: RoleSpec) -> list:
    """The permissions of ``spec`` that exist already (a room may be left out of an installation)."""
    permission = registry.get_model("auth", "Permission")
    found = []
    for name in {ENTRY, *spec.permissions}:
        app_label, codename = name.split(".")
        found += permission.objects.filter(content_type__app_label=app_label, codename=codename)
    return found
