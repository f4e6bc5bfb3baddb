"""Which roles make somebody an editor: what the menu and the dashboard show hangs on it."""

from openxian.accounts.queries import role_keys

EDITORS = frozenset({"writer", "first_reviewer", "second_reviewer", "final_reviewer", "site_manager"})


def is_editor(person) -> bool:
    """Whether ``person`` writes, reviews or manages; at most one query a request."""
    return bool(role_keys(person) & EDITORS)


def manages_sites(person) -> bool:
    return "site_manager" in role_keys(person)


def writes(person) -> bool:
    return "writer" in role_keys(person)
