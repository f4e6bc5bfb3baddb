"""Which roles make somebody an editor: what the menu and the dashboard show hangs on it."""

from openxian.accounts.queries import role_keys
from openxian.repository.models import Batch

EDITORS = frozenset({"writer", "first_reviewer", "second_reviewer", "final_reviewer", "site_manager"})


def is_editor(person) -> bool:
    """Whether ``person`` writes, reviews or manages; at most one query a request."""
    return bool(role_keys(person) & EDITORS)


def manages_sites(person) -> bool:
    return "site_manager" in role_keys(person)


def writes(person) -> bool:
    return "writer" in role_keys(person)


BATCH_ACTS = {
    Batch.Act.PUBLISH: {"final_reviewer"},
    Batch.Act.WITHDRAW: {"final_reviewer", "site_manager"},
    Batch.Act.MOVE: {"writer", "site_manager"},
    Batch.Act.TAG: {"writer", "site_manager"},
}


def batch_acts(person) -> list[tuple[str, str]]:
    """(value, label) of what this person may do to many articles at once; each article is asked again then."""
    keys = role_keys(person)
    return [(act.value, act.label) for act, roles in BATCH_ACTS.items() if keys & roles]
