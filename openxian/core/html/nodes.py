"""The strict vocabulary that clean HTML is put together from."""

from typing import NamedTuple


class Run(NamedTuple):
    """Words that look alike: their marks (bits of ``words``) and the address they link to."""

    text: str
    marks: int = 0
    href: str | None = None
    title: str = ""


class Picture(NamedTuple):
    """A picture in a line; ``attributes`` is ready-made, escaped."""

    attributes: str
    href: str | None = None
    title: str = ""


class Break:
    """A line break."""

    href = None


BREAK = Break()


class Paragraph:
    """A line of runs, pictures and breaks: p, h2–h6, or pre."""

    __slots__ = ("align", "level", "marker", "runs", "tag")

    def __init__(self, tag: str = "p", align: str = "", level: int = 0) -> None:
        self.tag, self.align, self.level = tag, align, level
        self.runs: list = []
        self.marker = ""


class Container:
    """Anything that holds blocks: root, blockquote, ul, ol, li, figure, figcaption, table, tr, td, th, caption."""

    __slots__ = ("blocks", "colspan", "rowspan", "start", "stray", "tag")

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.blocks: list = []
        self.stray: list = []
        self.colspan = self.rowspan = self.start = 1
