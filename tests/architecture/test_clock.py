"""Nobody asks the system clock below views and commands: acts and rules are told the time."""

import ast

from tests.architecture.source import dotted, product

CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "time.time"}
CLOCKS_WITHOUT_ARGUMENTS = {"timezone.localtime", "timezone.localdate"}
MAY_LOOK = {
    "views",
    "commands",
    "middleware",
    "receivers",  # of login and log-out, which happen now
    "screens",  # the base of the desk's views
    "home",  # the panels of the admin's front page
    "downloads",  # Wagtail's hook before a file is served
    "forms",  # what may be chosen today
    "doctor",
    "wagtail_hooks",
}


def _looks(node: ast.Call) -> bool:
    name = dotted(node.func)
    if name in CLOCKS_WITHOUT_ARGUMENTS:
        return not node.args and not node.keywords
    return any(name == clock or name.endswith(f".{clock}") for clock in CLOCKS)


def test_the_clock_is_read_only_at_the_edge():
    readers = [
        f"{module}:{node.lineno}"
        for module in product()
        if not MAY_LOOK & set(module.name.split("."))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _looks(node)
    ]
    assert readers == []


def test_each_way_of_asking_is_recognised():
    asked = ["datetime.datetime.now(UTC)", "timezone.now()", "timezone.localtime()", "date.today()"]
    told = ["timezone.localtime(at)", "at.date()"]
    assert [text for text in asked if not _looks(ast.parse(text, mode="eval").body)] == []
    assert [text for text in told if _looks(ast.parse(text, mode="eval").body)] == []
