"""Every procedure as its table of steps, with a drawing."""

from types import ModuleType

from openxian.config.reference.modules import named, source_of
from openxian.core.workflow import Workflow
from openxian.core.workflow.drawing import svg

HEAD = """\
# 流程

每个流程是一张步骤表；按钮、权限名、审计句、下图和性质测试都从这张表得出。
"""


def pages() -> dict[str, str]:
    found = [(module, name, table) for module in named("workflow") for name, table in _tables(module)]
    text = "".join(_section(*one) for one in found)
    pictures = {_picture(module, name): svg(table) for module, name, table in found}
    return {"workflows.md": HEAD + text} | pictures


def _tables(module: ModuleType) -> list[tuple[str, Workflow]]:
    """(name, table) of what a module defines, the tables of a dictionary each under its key."""
    found = []
    for name, value in vars(module).items():
        if isinstance(value, Workflow):
            found.append((name, value))
        elif isinstance(value, dict) and value and all(isinstance(one, Workflow) for one in value.values()):
            found += [(f"{name}[{key}]", one) for key, one in value.items()]
    return found


def _picture(module: ModuleType, name: str) -> str:
    plain = name.replace("[", "-").replace("]", "").lower().replace("_", "-")
    return f"workflows/{module.__name__.split('.')[1]}-{plain}.svg"


def _section(module: ModuleType, name: str, table: Workflow) -> str:
    path = source_of(module)
    rows = "".join(
        f"| {step.label} | `{step.name}` | {'、'.join(step.sources)} | {step.target} | {step.who} | {step.basis} |\n"
        for step in table
    )
    return (
        f"\n## {name}\n\n[{path}](../../{path})\n\n![{name} 的步骤图]({_picture(module, name)})\n\n"
        f"| 步骤 | 名称 | 从 | 到 | 谁 | 依据 |\n|---|---|---|---|---|---|\n{rows}"
    )
