"""Every act takes ``at``, leaves a line in the audit trail, and has a test that names it.

An act is what a room's ``actions`` exports: the names its package imports, or a file's public functions.
"""

import ast
from functools import cache

import pytest

from tests.architecture.source import PACKAGE, ROOT, Module, called, product

RECORDS = {"audit.record", "audit.line", "record"}

# Exported for the sake of the rooms above or of a receiver; not acts of a person.
NOT_ACTS = {
    ("accounts", "sync_roles"): "makes the roles of the program exist after a migration",
    ("accounts", "begin_second_factor"): "nothing is in force before confirm_second_factor, which leaves the line",
    ("core.audit", "seal"): "chains the lines that acts have left",
    ("core.audit", "send_mail"): "handler of the mail with the anchor, whose taking leaves the line",
    ("core.notifications", "notify"): "tells people of an act that left its line",
    ("core.notifications", "tell"): "the same",
    ("core.notifications", "mark_read"): "reading one's own notices is nobody else's business",
    ("core.notifications", "mark_all_read"): "the same",
    ("core.notifications", "mark_read_about"): "the same",
    ("core.notifications", "settle"): "within the act that ends what people were told about",
    ("core.outbox", "put"): "lays what follows an act that left its line",
    ("core.outbox", "put_many"): "the same",
    ("organisations", "settle_groups"): "brings groups in line with duties whose acts left the lines",
    ("organisations", "settle_all_groups"): "the same for everybody, day by day",
    ("portal", "furnish"): "completes a site that create_site recorded",
    ("portal", "follow_column"): "receiver of a column's publication, which the trail records",
    ("portal", "follow_publication"): "receiver within the act of publishing",
    ("portal", "follow_reform"): "receiver within the act of reform",
    ("portal", "follow_withdrawal"): "receiver within the act of withdrawing",
    ("portal", "show_where_allowed"): "part of the acts that change what is shown",
}

# Acts that a signal of the login calls: their tests log in instead of calling them, and look for this line.
TESTED_BY_LOGGING_IN = {
    ("accounts", "record_login"): "accounts.login",
    ("accounts", "record_logout"): "accounts.logout",
    ("accounts", "record_failure"): "accounts.login_failed",
    ("accounts", "record_lock"): "accounts.lock",
}

# Acts that leave no line of their own, and who does it for them.
RECORDED_ELSEWHERE = {
    ("desk", "act"): "the act of the room, which the button runs",
    ("desk", "act_on_many"): "each of them, as above",
    ("portal", "place_many"): "the import records the package as a whole",
    ("repository.packages", "import_package"): "the end of its run",
    ("repository", "run_batch"): "the act done on each article records it",
}


@cache
def _functions() -> dict[str, dict[str, ast.FunctionDef]]:
    """Room → name → tree of every function in its acts, private ones included."""
    rooms: dict[str, dict[str, ast.FunctionDef]] = {}
    for module in _action_modules():
        defined = {node.name: node for node in module.tree.body if isinstance(node, ast.FunctionDef)}
        rooms.setdefault(_house(module), {}).update(defined)
    return rooms


@cache
def _action_modules() -> list[Module]:
    return [module for module in product() if "actions" in module.name.split(".")[2:4]]


def _house(module: Module) -> str:
    """Whose acts these are: ``repository``, or ``core.outbox`` on the ground floor."""
    parts = module.name.split(".")
    return ".".join(parts[1 : parts.index("actions")])


@cache
def _acts() -> list[tuple[str, str]]:
    """(room, name) of every exported act."""
    doors = [module for module in _action_modules() if module.name.endswith(".actions")]
    houses = [(door, _house(door)) for door in doors]
    exported = [(house, name) for door, house in houses for name in _exported(door) if name in _functions()[house]]
    return [act for act in exported if act not in NOT_ACTS]


def _exported(door: Module) -> list[str]:
    if door.path.name == "__init__.py":
        imports = [node for node in door.tree.body if isinstance(node, ast.ImportFrom)]
        return [alias.name for node in imports for alias in node.names]
    return [node.name for node in door.tree.body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"]


def _leaves_a_line(room: str, name: str, seen: frozenset[tuple[str, str]] = frozenset()) -> bool:
    """The function records, or an act or helper that it calls does."""
    tree = _functions().get(room, {}).get(name)
    if tree is None or (room, name) in seen:
        return False
    if called(tree) & RECORDS:
        return True
    onward = [_found_in(room, callee) for callee in called(tree)]
    return any(_leaves_a_line(*there, seen | {(room, name)}) for there in onward)


def _found_in(room: str, callee: str) -> tuple[str, str]:
    """Where a called name is defined: ``repository_actions.withdraw`` in that room, else in this one."""
    owner, _, name = callee.rpartition(".")
    other = next((one for one in _functions() if owner.startswith(one)), room)
    return other, name


@pytest.mark.parametrize(("room", "name"), [act for act in _acts() if act not in RECORDED_ELSEWHERE])
def test_an_act_leaves_a_line_in_the_trail(room, name):
    assert _leaves_a_line(room, name), f"openxian.{room}.actions.{name} never reaches audit.record"


@pytest.mark.parametrize(("room", "name"), _acts())
def test_an_act_has_a_test_that_names_it(room, name):
    sought = TESTED_BY_LOGGING_IN.get((room, name), name)
    tests = [*PACKAGE.glob("**/tests/**/*.py"), *(ROOT / "tests").glob("[!a]*/**/test_*.py")]
    assert any(sought in file.read_text(encoding="utf-8") for file in tests), f"no test names {room}.actions.{name}"


@pytest.mark.parametrize(("room", "name"), _acts())
def test_an_act_is_told_the_time(room, name):
    told = {argument.arg for argument in _functions()[room][name].args.kwonlyargs}
    assert "at" in told, f"{room}.actions.{name} has no keyword `at`; if it is no act, say so in NOT_ACTS"


def test_no_exception_has_outlived_its_reason():
    assert [act for act in RECORDED_ELSEWHERE if act not in _acts() or _leaves_a_line(*act)] == []
    assert [(room, name) for room, name in NOT_ACTS if name not in _functions().get(room, {})] == []


def test_there_are_acts_to_examine():
    assert {room for room, _ in _acts()} >= {"accounts", "portal", "repository"}
