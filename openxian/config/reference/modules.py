"""The modules of the program that bear a given name (``rules``, ``workflow``), in every room and below."""

import importlib
import pkgutil
from types import ModuleType

import openxian

NOT_SHIPPED = {"tests", "migrations"}


def named(name: str) -> list[ModuleType]:
    """Imported modules whose last name is ``name``, and those inside a package of that name."""
    return [importlib.import_module(path) for path in sorted(_paths()) if name in path.split(".")]


def source_of(module: ModuleType) -> str:
    """Where a module stands, from the root of the project."""
    package = hasattr(module, "__path__")
    return module.__name__.replace(".", "/") + ("/__init__.py" if package else ".py")


def _paths() -> list[str]:
    walked = pkgutil.walk_packages(openxian.__path__, "openxian.", onerror=lambda name: None)
    return [entry.name for entry in walked if not NOT_SHIPPED & set(entry.name.split("."))]
