"""Who runs the installation: the screens of this package are for the system administrator."""

from openxian.accounts.queries import has_role


def may_operate(person) -> bool:
    """See how the program's own pieces are, and set them right."""
    return has_role(person, "system_administrator")
