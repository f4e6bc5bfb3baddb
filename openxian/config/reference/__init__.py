"""The pages under ``docs/reference``: what the program says of its own rules, steps, doors and settings."""

from collections.abc import Callable
from pathlib import Path

from openxian.config.reference import permissions_page, rules_page, settings_page, workflows_page

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "reference"
WARNING = "<!-- 本页由 openxian reference --write 生成，请改程序，不要改这里。 -->\n\n"

Writer = Callable[[], dict[str, str]]
WRITERS: tuple[Writer, ...] = (
    rules_page.pages,
    workflows_page.pages,
    permissions_page.pages,
    settings_page.pages,
)


def pages() -> dict[str, str]:
    """File name below ``docs/reference`` → its whole text."""
    found = {name: text for writer in WRITERS for name, text in writer().items()}
    return {name: (WARNING + text if name.endswith(".md") else text) for name, text in sorted(found.items())}


def stale() -> list[str]:
    """Names of pages that are missing, no longer made, or not what the program says now."""
    wanted = pages()
    there = {str(file.relative_to(FOLDER)) for file in FOLDER.rglob("*") if file.suffix in (".md", ".svg")}
    differing = {name for name, text in wanted.items() if name in there and _read(name) != text}
    return sorted((wanted.keys() ^ there) | differing)


def write() -> None:
    """Write every page and remove those that are no longer made."""
    wanted = pages()
    for name in stale():
        if name not in wanted:
            (FOLDER / name).unlink()
    for name, text in wanted.items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(text, encoding="utf-8")


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
