"""Who may do what with accounts. Three administrators share the work so that none can do everything alone.

The acts of this room take ``by=None`` for the system itself (first start, commands, demonstration).
"""

from openxian.accounts import queries
from openxian.core.errors import Forbidden

SYSTEM, SECURITY, AUDIT = "system_administrator", "security_administrator", "audit_administrator"


def may_manage_accounts(person, account=None) -> bool:
    """Make, change, disable accounts and reset passwords: the system administrator, never on themselves."""
    return queries.has_role(person, SYSTEM) and person != account


def may_manage_rights(person, account=None) -> bool:
    """Grant, unlock, set policy: the security administrator, never on themselves."""
    return queries.has_role(person, SECURITY) and person != account


def may_see_accounts(person) -> bool:
    """See the list of accounts: whoever makes them and whoever grants them roles."""
    return bool(queries.role_keys(person) & {SYSTEM, SECURITY})


def may_read_trail(person) -> bool:
    """Read the audit trail: the audit administrator alone."""
    return queries.has_role(person, AUDIT)


def must_manage_accounts(person, account=None) -> None:
    """Raise ``Forbidden`` unless ``may_manage_accounts``; the system itself may."""
    if person is not None and not may_manage_accounts(person, account):
        raise Forbidden("只有系统管理员能管理账号，而且不能改自己的。请找另一位系统管理员。")


def must_manage_rights(person, account=None) -> None:
    """Raise ``Forbidden`` unless ``may_manage_rights``; the system itself may."""
    if person is not None and not may_manage_rights(person, account):
        raise Forbidden("只有安全管理员能授权，而且不能改自己的。请找另一位安全管理员。")


def must_read_trail(person) -> None:
    """Raise ``Forbidden`` unless ``may_read_trail``."""
    if not may_read_trail(person):
        raise Forbidden("只有审计管理员能看审计记录。")
