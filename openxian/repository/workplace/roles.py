"""Which roles a person holds, asked once a request: what the menu and the dashboard show hangs on it."""

EDITORS = frozenset({"writer", "first_reviewer", "second_reviewer", "final_reviewer", "site_manager"})


def role_keys(person) -> frozenset[str]:
    """Keys of the roles of ``person``; kept on the person object, which lives as long as the request."""
    if not hasattr(person, "_workplace_roles"):
        keys = person.groups.filter(role__isnull=False).values_list("role__key", flat=True)
        person._workplace_roles = frozenset(keys)
    return person._workplace_roles


def is_editor(person) -> bool:
    return bool(role_keys(person) & EDITORS)
