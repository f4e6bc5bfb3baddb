"""The documentation speaks of things that are there."""

import re
import tomllib

from openxian import __version__
from tests.architecture.source import ROOT

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").glob("*.md")]


def test_every_link_within_the_repository_leads_somewhere():
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not target.startswith(("http:", "https:", "mailto:", "#"))
        if not (page.parent / target.split("#")[0]).exists()
    ]
    assert broken == []


def test_every_direct_dependency_says_what_it_is_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[\[<>=~! ]", requirement)[0].lower() for requirement in wanted}
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    explained = set(re.findall(r"^\| `([a-z0-9._-]+)`", page, re.MULTILINE))
    assert names - explained == set()
    assert explained - names == set()


def test_the_version_is_the_first_one_of_the_changelog():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", changelog, re.MULTILINE)[1] == __version__


def test_decisions_are_numbered_without_a_gap_and_have_the_three_parts():
    pages = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    parts = ("## 背景", "## 决定", "## 后果")
    incomplete = [page.name for page in pages if not all(part in page.read_text(encoding="utf-8") for part in parts)]
    assert incomplete == []
