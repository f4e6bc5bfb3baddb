"""``openxian``: every operation of an installation is one of its commands."""

import ast
import os
import sys
from importlib import import_module
from pathlib import Path

ROOMS = Path(__file__).resolve().parents[1]
WITHOUT_SETTINGS = {"secret_key", "settings"}  # they must answer while the settings are still wrong
WITHOUT_APPS = {*WITHOUT_SETTINGS, "serve"}
DJANGO_COMMANDS = {
    "migrate": "把数据库结构升级到当前版本",
    "collectstatic": "收集样式、脚本等静态文件（升级后运行，加 --noinput 不询问）",
}
USAGE = """\
OpenXian 开放县域

用法：openxian <命令> [选项]        openxian <命令> --help 看一个命令的选项

{commands}

退出码：0 成功；1 没有做成，原因已说明；2 命令或选项写错；78 设置有误，未启动。
全部命令（含开发用的）：openxian help --all
"""


def main(arguments: list[str] | None = None) -> None:
    """Answer the command line; a command's hyphens stand for the underscores of its module."""
    argv = list(sys.argv if arguments is None else arguments)
    if len(argv) < 2 or argv[1:] in (["help"], ["--help"], ["-h"]):
        sys.stdout.write(usage())
        return
    if argv[1:] == ["help", "--all"]:
        argv = [argv[0], "help"]
    argv[1] = argv[1].replace("-", "_") if not argv[1].startswith("-") else argv[1]
    if argv[1] not in WITHOUT_SETTINGS:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openxian.config.settings.base")
    if argv[1] in WITHOUT_APPS:
        import_module(f"openxian.config.management.commands.{argv[1]}").Command().run_from_argv(argv)
        return
    from django.core.management import execute_from_command_line  # after the settings are named

    execute_from_command_line(argv)


def usage() -> str:
    """The help page: the commands an operator needs, each with its own sentence."""
    rows = sorted((operator_commands() | DJANGO_COMMANDS).items())
    return USAGE.format(commands="\n".join(f"  {name:<14}{sentence}" for name, sentence in rows))


def operator_commands() -> dict[str, str]:
    """Name → help sentence of each room's commands, read from their source so that no setting is needed."""
    files = ROOMS.glob("**/management/commands/[a-z]*.py")
    return {file.stem.replace("_", "-"): _help_of(file) for file in files}


def _help_of(file: Path) -> str:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] == ["help"]:
            return str(ast.literal_eval(node.value))
    return ""


if __name__ == "__main__":
    main()
