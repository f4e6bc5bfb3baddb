"""The county as it is written down: TOML for structure, Markdown with a TOML head for articles.

A head stands between two lines of ``+++``. In the text ``{right}`` opens a line set to the right (signature,
date), ``![[picture|caption]]`` is a picture, ``:::gallery Title`` … ``:::`` a gallery of ``picture | caption``
lines, ``[words](article:slug)`` and ``[words](column:path)`` are links inside the county.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from markdown_it import MarkdownIt

CONTENT = Path(__file__).parent / "content"
BEIJING = ZoneInfo("Asia/Shanghai")
SUMMARY_LENGTH = 120
UNTELLING = re.compile(r"[#|\-{>]|\d+\. |.*：$|.{0,24}如下。$|.{0,13}$")  # headings, lists, “as follows”, a few words
LINK = re.compile(r"\[([^\]]+)\]\((article|column):([^)]+)\)")
SPECIAL = re.compile(r"(?ms)^!\[\[([\w-]+)\|([^\]]*)\]\]$|^:::gallery ([^\n]*)\n(.*?)^:::$")
RIGHT = re.compile(r"<p>\{right\} (.*?)</p>", re.DOTALL)

markdown = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Manuscript:
    """One article: its file name is its slug and its external id."""

    slug: str
    head: dict
    text: str

    @property
    def published_at(self) -> datetime:
        return self.head["published_at"].replace(tzinfo=BEIJING)

    @property
    def state(self) -> str:
        """Empty for what has long been public; otherwise where the newsroom has got to with it."""
        return self.head.get("state", "")

    @property
    def pictures(self) -> set[str]:
        """Every picture it shows."""
        found = {self.head["picture"]} if "picture" in self.head else set()
        for part in self.parts():
            found |= {name for name, _caption in part[1]} if part[0] == "gallery" else set()
            found |= {part[1]} if part[0] == "picture" else set()
        return found

    @property
    def links(self) -> list[tuple[str, str]]:
        """(``article`` or ``column``, target) of every link inside the county."""
        return [(kind, target) for _words, kind, target in LINK.findall(self.text)]

    @property
    def plain_text(self) -> str:
        """The text as Markdown without inner links, pictures and galleries."""
        return LINK.sub(r"\1", SPECIAL.sub("", self.text))

    @property
    def summary(self) -> str:
        """Its first paragraph that says something, cut at the end of a sentence."""
        paragraphs = [part.strip() for part in self.plain_text.replace("**", "").split("\n\n") if part.strip()]
        spoken = [each for each in paragraphs if not UNTELLING.match(each)]
        first = (spoken or paragraphs)[0].replace("\n", "")
        return (
            first
            if len(first) <= SUMMARY_LENGTH
            else first[: first.rfind("。", 0, SUMMARY_LENGTH) + 1] or first[:SUMMARY_LENGTH]
        )

    def parts(self) -> list[tuple]:
        """``("text", markdown)``, ``("picture", name, caption)``, ``("gallery", [(name, caption)], title)`` ."""
        found, at = [], 0
        for match in SPECIAL.finditer(self.text):
            found.append(("text", self.text[at : match.start()]))
            name, caption, title, rows = match.groups()
            if name:
                found.append(("picture", name, caption))
            else:
                found.append(("gallery", [_row(line) for line in rows.strip().splitlines()], title))
            at = match.end()
        return [part for part in [*found, ("text", self.text[at:])] if part[0] != "text" or part[1].strip()]


def _row(line: str) -> tuple[str, str]:
    name, _, caption = line.partition("|")
    return name.strip(), caption.strip()


def render(text: str, address: Callable[[str, str], str] | None = None) -> str:
    """Markdown of the county as HTML; ``address(kind, target)`` says where an inner link leads."""
    linked = LINK.sub(lambda m: f"[{m[1]}]({address(m[2], m[3])})" if address else m[1], text)
    separate = re.sub(r"(?m)^(\{right\}.*)$", r"\1\n", linked)
    return RIGHT.sub(r'<p class="align-right">\1</p>', markdown.render(separate))


@cache
def table(name: str) -> dict:
    """One TOML file of the county."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text("utf-8"))


@cache
def manuscripts() -> dict[str, Manuscript]:
    """Slug → article, oldest first."""
    found = [_read(path) for path in CONTENT.glob("articles/*/*.md")]
    return {each.slug: each for each in sorted(found, key=lambda each: (each.published_at, each.slug))}


def _read(path: Path) -> Manuscript:
    _, head, text = path.read_text("utf-8").split("+++\n", 2)
    return Manuscript(path.stem, tomllib.loads(head), text.strip())


def fingerprint() -> str:
    """SHA-256 over every file the county is made from: another one means the content has changed."""
    digest = hashlib.sha256()
    for path in sorted(each for each in CONTENT.rglob("*") if each.suffix in {".toml", ".md", ".webp"}):
        digest.update(path.relative_to(CONTENT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
