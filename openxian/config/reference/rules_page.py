"""Every rule of law or standard that the program follows: where it is, what it says, which article."""

import inspect
import re
from types import FunctionType, ModuleType

from openxian.config.reference.modules import named, source_of

HEAD = """\
# 规则

法律和标准写在各房间的 `rules`（和 `core/deadlines`）里：纯函数，不碰数据库，每条说明出处。下表从函数的说明得出。
"""
SOURCE = re.compile(
    r"《[^》]+》(?:第[一-龥]+条)?|(?:[一-龥]{2,10}[法典例])第[一-龥]+条"  # laws
    r"|GB/T? ?[-\d.]+(?: §[\d.]+)?|\d+\.\d+\.\d+(?:\.\d+)?"  # standards and their clauses
)


def pages() -> dict[str, str]:
    modules = [module for module in (*named("rules"), *named("deadlines")) if _rules(module)]
    return {"rules.md": HEAD + "".join(_section(module) for module in modules)}


def _section(module: ModuleType) -> str:
    path = source_of(module)
    rows = "".join(_row(name, rule) for name, rule in _rules(module))
    return f"\n## [{path}](../../{path})\n\n{_first(module)}\n\n| 规则 | 说什么 | 出处 |\n|---|---|---|\n{rows}"


def _rules(module: ModuleType) -> list[tuple[str, FunctionType]]:
    """The public functions that a module defines itself, in the order it defines them."""
    found = inspect.getmembers(module, inspect.isfunction)
    own = [(name, one) for name, one in found if one.__module__ == module.__name__ and not name.startswith("_")]
    return sorted(own, key=lambda pair: pair[1].__code__.co_firstlineno)


def _row(name: str, rule: FunctionType) -> str:
    sources = "、".join(dict.fromkeys(SOURCE.findall(inspect.getdoc(rule) or "")))
    return f"| `{name}` | {_first(rule)} | {sources} |\n"


def _first(thing: object) -> str:
    """The first paragraph of a docstring on one line."""
    paragraph = (inspect.getdoc(thing) or "").split("\n\n")[0]
    return " ".join(paragraph.split()).replace("|", "｜")
