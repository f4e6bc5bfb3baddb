"""The menu of the desk as a page shows it, and the lines that are nobody else's."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from openxian.accounts import permissions as accounts
from openxian.accounts.queries import role_keys
from openxian.desk.operations.permissions import may_operate
from openxian.desk.registry import GROUPS, Entry, entries_for, register
from openxian.organisations import permissions as organisations

CONTENT = {"writer", "first_reviewer", "second_reviewer", "final_reviewer", "site_manager"}


@dataclass(frozen=True)
class Line:
    """One line: ``here`` when the page stands below it, ``count`` the number beside it (may be empty)."""

    label: str
    address: str
    icon: str
    here: bool
    count: str


@dataclass(frozen=True)
class Group:
    """Some lines under one word (empty for the first)."""

    key: str
    label: str
    lines: list[Line]


def everybody(person: Any) -> bool:
    return person.is_active


def edits_content(person: Any) -> bool:
    return bool(CONTENT & role_keys(person))


OWN = (
    Entry("首页", "desk:home", everybody, "home", order=1),
    Entry("待办", "desk:todos", everybody, "todo", order=2, count="todos"),
    Entry("等别人", "desk:waiting", everybody, "waiting", order=3),
    Entry("日历", "desk:calendar", everybody, "calendar", order=4),
    Entry("消息", "desk:notices", everybody, "bell", order=5, count="notices"),
    Entry("工作日历", "desk:days", everybody, "flag", order=80),
    Entry("内容管理", "wagtailadmin_home", edits_content, "edit", order=90),
    Entry("机构与任职", "organisations:tree", organisations.may_see, "building", "organisation", 10),
    Entry("账号", "accounts:accounts", accounts.may_see_accounts, "people", "operations", 10),
    Entry("角色与策略", "accounts:roles", accounts.may_manage_rights, "shield", "operations", 20),
    Entry("审计记录", "accounts:trail", accounts.may_read_trail, "history", "operations", 30),
    Entry("审计链", "desk:audit_chain", accounts.may_read_trail, "link", "operations", 31),
    Entry("编号", "desk:numbers", may_operate, "hash", "operations", 50),
    Entry("收存的文件", "desk:files", may_operate, "folder", "operations", 60),
    Entry("无人承办", "desk:without_people", may_operate, "hand-over", "operations", 45),
    Entry("后台任务", "desk:outbox", may_operate, "server", "operations", 40),
)
TABS = (
    ("待办", "desk:todos", "todo", "todos"),
    ("等别人", "desk:waiting", "waiting", ""),
    ("日历", "desk:calendar", "calendar", ""),
    ("搜索", "desk:search", "search", ""),
    ("更多", "desk:more", "more", ""),
)
"""The bar at the thumb of a phone."""


def register_own() -> None:
    """The lines every desk has; called once by the desk's ``AppConfig.ready``."""
    for entry in OWN:
        register(entry)


def menu_of(person: Any, path: str, counts: dict[str, str]) -> list[Group]:
    """The lines a person may see, in groups; the one that ``path`` is below is ``here``."""
    entries = [(entry, reverse(entry.view)) for entry in entries_for(person)]
    here = _nearest(path, [address for _, address in entries])
    groups = []
    for key, label in GROUPS.items():
        lines = [
            Line(entry.label, address, entry.icon, address == here, counts.get(entry.count, ""))
            for entry, address in entries
            if entry.group == key
        ]
        if lines:
            groups.append(Group(key, label, lines))
    return groups


def tabbar_of(path: str, counts: dict[str, str]) -> list[Line]:
    """The bar of a phone."""
    addresses = {view: reverse(view) for _, view, _, _ in TABS}
    here = _nearest(path, list(addresses.values()))
    return [
        Line(label, addresses[view], icon, addresses[view] == here, counts.get(count, ""))
        for label, view, icon, count in TABS
    ]


def _nearest(path: str, addresses: list[str]) -> str:
    """The longest of the addresses that ``path`` is below; the doors above the desk only stand for themselves."""
    home = reverse("desk:home")
    doors = [address for address in addresses if home.startswith(address)]
    above = [address for address in addresses if path == address or (address not in doors and path.startswith(address))]
    return max(above, key=len, default="")
