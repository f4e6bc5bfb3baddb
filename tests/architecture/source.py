"""The program as text and as trees, for the tests that read it instead of running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "openxian"
ROOMS = tuple(sorted(folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()))


@dataclass(frozen=True)
class Module:
    """One source file of ours; ``name`` is dotted, ``room`` the package below ``openxian`` it stands in."""

    path: Path
    name: str
    tree: ast.Module
    lines: int

    @property
    def room(self) -> str:
        return self.name.split(".")[1]

    @property
    def is_test(self) -> bool:
        return "tests" in self.name.split(".")

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.name.split(".")

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of the package, tests and migrations included."""
    return tuple(_module(path) for path in sorted(PACKAGE.rglob("*.py")) if path.parent != PACKAGE)


def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    return Module(path, dotted, ast.parse(text), text.count("\n"))


def product() -> list[Module]:
    """What runs at a county: no tests, no migrations."""
    return [module for module in modules() if not module.is_test and not module.is_migration]


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, methods and inner ones included."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def called(tree: ast.AST) -> set[str]:
    """The dotted names of everything called inside ``tree`` (``audit.record``, ``timezone.now`` …)."""
    return {dotted(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def dotted(node: ast.expr) -> str:
    """A name as it is written: ``timezone.now``."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"
