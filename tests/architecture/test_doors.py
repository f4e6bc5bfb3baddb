"""A room is entered by its doors: actions, queries, signals and what is declared for others to fill.

A table of another room (``models``) may be named where a key or a type needs it; its rows are asked for
by the room's own queries, never through ``Table.objects`` from outside.
"""

import ast

import grimp
import pytest

from tests.architecture.source import ROOMS, Module, product

DOORS = {"actions", "queries", "signals", "registry", "permissions", "errors", "apps", "roles", "models"}
TO_STAND_ON = {"screens", "cases", "tables"}  # pages of the desk that the rooms above make theirs
OPEN_TO_ALL = {"core"}
KNOWS_EVERYONE = {"config", "demo"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}

# (importer, imported): why it is so. A line that is no longer needed fails the test.
EXCEPTIONS: dict[tuple[str, str], str] = {}

# (module, table): why rows of another room are asked for without its queries.
ASKED_FROM_OUTSIDE: dict[tuple[str, str], str] = {
    ("portal.queries", "Article"): "lists read a few fields and the home column's path in one query, never the body",
    ("portal.queries", "Rendition"): "the pictures of a whole page in one query",
    ("portal.queries", "Subject"): "only the subjects that have a document in these columns",
    ("portal.actions.following", "Article"): "which articles of a column have passed enough reviews, in one statement",
    ("portal.actions.placing", "Article"): "the row two people lock who place one article",
    ("portal.workplace.rights", "Role"): "gives the groups of the roles their page rights after a migration",
    ("repository.workplace.forms", "Organisation"): "the choices of a form",
    ("repository.workplace.rights", "Role"): "gives the groups of the roles their file rights after a migration",
}


@pytest.fixture(scope="module")
def crossings() -> list[tuple[str, str]]:
    """(importer, imported) for every import from one room into another, without the package's own name."""
    graph = grimp.build_graph("openxian")
    pairs = [
        (importer, imported)
        for importer in sorted(graph.modules)
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
    ]
    short = [(a.removeprefix("openxian."), b.removeprefix("openxian.")) for a, b in pairs]
    return [(a, b) for a, b in short if _room(a) in ROOMS and _room(b) in ROOMS and _room(a) != _room(b)]


def _room(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def _proper(importer: str, imported: str) -> bool:
    inside, entered = importer.split("."), imported.split(".")
    if entered[0] in OPEN_TO_ALL or inside[0] in KNOWS_EVERYONE or "tests" in inside:
        return True
    return len(entered) > 1 and entered[1] in DOORS | TO_STAND_ON


def test_another_room_is_entered_by_its_doors(crossings):
    wrong = [pair for pair in crossings if not _proper(*pair) and pair not in EXCEPTIONS]
    advice = [f"{a} → {b}: ask openxian.{_room(b)}.queries or .actions" for a, b in wrong]
    assert not advice, "\n".join(advice)


def test_no_exception_has_outlived_its_reason(crossings):
    assert [pair for pair in EXCEPTIONS if pair not in crossings or _proper(*pair)] == []


def test_core_asks_no_other_room(crossings):
    assert [pair for pair in crossings if _room(pair[0]) == "core"] == []


def _foreign_tables(module: Module) -> set[str]:
    """Names this module imports from the models of another room."""
    imports = [node for node in ast.walk(module.tree) if isinstance(node, ast.ImportFrom) and node.module]
    foreign = [node for node in imports if node.module.split(".")[2:3] == ["models"]]
    return {
        alias.asname or alias.name
        for node in foreign
        for alias in node.names
        if node.module.startswith("openxian.") and node.module.split(".")[1] not in {module.room, *OPEN_TO_ALL}
    }


def _asked(module: Module) -> set[str]:
    """Names whose manager this module uses (``Article.objects`` → ``Article``)."""
    return {
        node.value.id
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and isinstance(node.value, ast.Name)
    }


def _questions_from_outside() -> set[tuple[str, str]]:
    return {
        (module.name.removeprefix("openxian."), table)
        for module in product()
        if module.room not in KNOWS_EVERYONE
        for table in _foreign_tables(module) & _asked(module)
    }


def test_rows_of_another_room_are_asked_for_by_its_queries():
    assert _questions_from_outside() - ASKED_FROM_OUTSIDE.keys() == set()


def test_no_question_from_outside_has_outlived_its_reason():
    assert ASKED_FROM_OUTSIDE.keys() - _questions_from_outside() == set()
