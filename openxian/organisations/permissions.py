"""Who may do what with bodies, their people and their duties.

The acts of this room take ``by=None`` for the system itself (import, demonstration).
"""

from openxian.accounts import queries as accounts
from openxian.core.errors import Forbidden
from openxian.organisations import queries

SYSTEM, SECURITY, KEEPER = "system_administrator", "security_administrator", "site_manager"


def may_reform(person) -> bool:
    """Establish, rename, move, merge, split and abolish bodies: the system administrator."""
    return accounts.has_role(person, SYSTEM)


def may_see(person) -> bool:
    """See the tree of bodies in the office: everybody with a role."""
    return bool(accounts.role_keys(person))


def may_keep(person, organisation, on) -> bool:
    """Keep a body's contacts, units, posts and people: the system administrator, and the site manager of the body."""
    return may_reform(person) or queries.holds(person, KEEPER, on, organisation)


def may_keep_people(person, on) -> bool:
    """Keep the register of people: whoever keeps any body."""
    return may_reform(person) or queries.holds(person, KEEPER, on)


def may_grant_duties(person, user=None) -> bool:
    """Grant and revoke duties: the security administrator, never to themselves."""
    return accounts.has_role(person, SECURITY) and person != user


def may_end_delegation(person, delegation) -> bool:
    """End a delegation early: whoever gave it, or the security administrator."""
    return person.pk == delegation.delegator_id or may_grant_duties(person)


def must_reform(person) -> None:
    """Raise ``Forbidden`` unless ``may_reform``; the system itself may."""
    if person is not None and not may_reform(person):
        raise Forbidden("只有系统管理员能登记机构变动。")


def must_keep(person, organisation, on) -> None:
    """Raise ``Forbidden`` unless ``may_keep``; the system itself may."""
    if person is not None and not may_keep(person, organisation, on):
        raise Forbidden("只有系统管理员和本机构的站点管理员能改这里的内容。")


def must_keep_people(person, on) -> None:
    """Raise ``Forbidden`` unless ``may_keep_people``; the system itself may."""
    if person is not None and not may_keep_people(person, on):
        raise Forbidden("只有系统管理员和站点管理员能改人员信息。")


def must_grant_duties(person, user) -> None:
    """Raise ``Forbidden`` unless ``may_grant_duties``; the system itself may."""
    if person is not None and not may_grant_duties(person, user):
        raise Forbidden("只有安全管理员能授予和收回职责，而且不能授给自己。")
