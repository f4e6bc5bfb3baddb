"""Reading: the parser's events become paragraphs in containers."""

import re
from html import escape
from urllib.parse import urljoin, urlsplit

from openxian.core.html import words
from openxian.core.html.lines import paragraphs
from openxian.core.html.nodes import BREAK, Container, Paragraph, Picture, Run
from openxian.core.html.settling import CELLS, settle

DEEPEST = 16
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]")
_INDENT = re.compile(r"\s*[\xa0\u3000]{2}|\s*\u3000")
_BETWEEN_HANZI = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_SPACES_BUT_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_DIGITS = re.compile(r"^\s*(\d{1,4})")
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\x9f]+")
_PARTS = {"table": ("tr", "caption"), "tr": CELLS}
INNER = ("td", "th", "li", "caption", "figcaption")


class Reader:
    """A target of lxml's HTML parser: ``close`` gives the root container."""

    def __init__(self, base_url: str | None = None) -> None:
        self.base_url = base_url
        self.containers = [Container("root")]
        self.open: list[tuple] = []
        self.paragraph: Paragraph | None = None
        self.marks, self.title = 0, ""
        self.href: str | None = None
        self.align, self.level, self.tag = "", 0, "p"
        self.skipping = 0
        self.marker: list[str] | None = None
        self.heard: list[str] = []

    # what the parser calls

    def start(self, tag: str, attributes) -> None:
        if self.heard:
            self._take_text()
        if self.skipping:
            self.skipping += 1
            return
        style = words.style_of(attributes["style"]) if "style" in attributes else None
        if tag in words.DROPPED or (style and style.hidden) or "hidden" in attributes:
            self.skipping = 1
            return
        self.open.append(
            (
                tag,
                self.marks,
                self.href,
                self.title,
                self.align,
                self.level,
                self.tag,
                self.marker,
                len(self.containers),
            )
        )
        if style:
            self.marks = (self.marks & ~style.off) | style.on
            if style.marker:
                self.marker = []
        opener = _OPENERS.get(tag)
        if opener:
            opener(self, tag, attributes, style)
        elif tag in words.MARKS:
            self.marks |= words.MARKS[tag]
            if tag in ("b", "strong") and style and style.off & words.STRONG:
                self.marks &= ~words.STRONG

    def end(self, tag: str) -> None:
        if self.heard:
            self._take_text()
        if self.skipping:
            self.skipping -= 1
            return
        if not self.open:
            return
        name, marks, href, title, align, level, block, marker, depth = self.open.pop()
        if self.marker is not None and marker is None:
            self._mark_list()
        if name in _BLOCKS:
            self.close_paragraph()
        while len(self.containers) > depth:
            self._close_container()
        self.marks, self.href, self.title = marks, href, title
        self.align, self.level, self.tag, self.marker = align, level, block, marker

    def data(self, text: str) -> None:
        """The parser parts text at entities and at its own pleasure: it is kept until the next tag."""
        if not self.skipping:
            self.heard.append(text)

    def _take_text(self) -> None:
        text = "".join(self.heard)
        self.heard.clear()
        if self.marker is not None:
            self.marker.append(text)
            return
        text = _INVISIBLE.sub("", text)
        if self.tag == "pre":
            self._add(Run(text.replace("\r\n", "\n").replace("\r", "\n")))
            return
        if self.paragraph and self.paragraph.runs and self.paragraph.runs[-1] is BREAK and _INDENT.match(text):
            self.close_paragraph()
        if "\n" in text:
            text = _BETWEEN_HANZI.sub("", text)
        text = (_SPACES_BUT_BLANKS if self.marks & words.U else _SPACES).sub(" ", text)
        if text == " " and not (self.paragraph and self.paragraph.runs):
            return
        if text and not text.strip(" \u3000"):
            self._add(Run(text))
        elif text:
            self._add(Run(text, self.marks, self.href, self.title))

    def comment(self, text: str) -> None:
        """Comments say nothing to the public."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Nor do processing instructions."""

    def close(self) -> Container:
        if self.heard:
            self._take_text()
        self.close_paragraph()
        while len(self.containers) > 1:
            self._close_container()
        return self.containers[0]

    # paragraphs and containers

    def _add(self, piece) -> None:
        if self.paragraph is None:
            self.paragraph = Paragraph(self.tag, self.align, self.level)
        self.paragraph.runs.append(piece)

    def close_paragraph(self) -> None:
        paragraph, self.paragraph = self.paragraph, None
        if paragraph is not None:
            for part in paragraphs(paragraph):
                self.put(part)

    def put(self, block, into: Container | None = None) -> None:
        """Add a block where it may stand; in cells and list items headings become bold lines."""
        holder = into or self.containers[-1]
        if holder.tag in _PARTS:
            (holder.blocks if getattr(block, "tag", "") in _PARTS[holder.tag] else holder.stray).append(block)
        elif holder.tag in ("ul", "ol"):
            if isinstance(block, Container) and block.tag == "li":
                holder.blocks.append(block)
            else:
                self.put(block, into=_last_item(holder))
        elif holder.tag in INNER:
            holder.blocks.extend(_inner(block, holder.tag))
        else:
            holder.blocks.append(block)

    def _enter(self, tag: str) -> Container | None:
        self.close_paragraph()
        if len(self.containers) > DEEPEST:
            return None
        container = Container(tag)
        self.containers.append(container)
        return container

    def _close_container(self) -> None:
        self.close_paragraph()
        container = self.containers.pop()
        for block in settle(container):
            self.put(block)

    def _mark_list(self) -> None:
        text = "".join(self.marker or ()).replace("\xa0", " ").strip()
        if self.paragraph is None:
            self.paragraph = Paragraph(self.tag, self.align, self.level)
        self.paragraph.marker = self.paragraph.marker or text

    # tags

    def _open_block(self, tag: str, attributes, style) -> None:
        self.close_paragraph()
        self._take_alignment(tag, attributes, style)
        self.tag = words.HEADINGS.get(tag, "p" if tag == "p" else self._ordinary())
        self.level = style.list_level if style else 0
        if tag == "dt":
            self.marks |= words.STRONG

    def _ordinary(self) -> str:
        """The tag of lines in a block that says nothing about them; raw text ends where a block begins."""
        return "p" if self.tag == "pre" else self.tag

    def _take_alignment(self, tag: str, attributes, style) -> None:
        if tag == "center":
            self.align = "center"
        if "align" in attributes and tag != "table":
            self.align = words.side_of(attributes["align"])
        named = words.class_align(attributes["class"]) if "class" in attributes else None
        if named is not None:
            self.align = named
        if style and style.align is not None:
            self.align = style.align

    def _open_list(self, tag: str, attributes, style) -> None:
        entered = self._enter(words.LISTS[tag])
        self.align, self.tag = "", "p"
        if entered and tag == "ol":
            entered.start = _number(attributes.get("start", ""), 1)

    def _open_item(self, tag: str, attributes, style) -> None:
        self.close_paragraph()
        if not any(container.tag in ("ul", "ol") for container in self.containers[-1:]):
            if len(self.containers) > DEEPEST or self.containers[-1].tag == "li":
                return
            self._enter("ul")
        self._enter("li")
        self.tag = self._ordinary()
        self._take_alignment(tag, attributes, style)

    def _open_quote(self, tag: str, attributes, style) -> None:
        if self.containers[-1].tag in INNER:
            self.close_paragraph()
        else:
            self._enter("blockquote")
        self.tag = self._ordinary()
        self._take_alignment(tag, attributes, style)

    def _open_figure(self, tag: str, attributes, style) -> None:
        holder = self.containers[-1].tag
        self.tag = self._ordinary()
        wanted = holder in ("root", "blockquote") if tag == "figure" else holder == "figure"
        if wanted:
            self._enter(tag)
        else:
            self.close_paragraph()

    def _open_table(self, tag: str, attributes, style) -> None:
        self._enter("table")
        self.align, self.tag = "", "p"

    def _open_row(self, tag: str, attributes, style) -> None:
        self.close_paragraph()
        if self.containers[-1].tag == "table":
            self._enter("tr")
            self._take_alignment(tag, attributes, style)

    def _open_cell(self, tag: str, attributes, style) -> None:
        self.close_paragraph()
        if self.containers[-1].tag == "table":
            self._enter("tr")
        if self.containers[-1].tag == "tr":
            in_head = any(frame[0] == "thead" for frame in self.open[-3:])
            cell = self._enter("th" if in_head else tag)
            if cell:
                cell.colspan = min(_number(attributes.get("colspan", ""), 1), 100) or 1
                cell.rowspan = min(_number(attributes.get("rowspan", ""), 1), 1000) or 1
        self._take_alignment(tag, attributes, style)

    def _open_caption(self, tag: str, attributes, style) -> None:
        self.close_paragraph()
        if self.containers[-1].tag == "table":
            self._enter("caption")

    def _open_pre(self, tag: str, attributes, style) -> None:
        self.close_paragraph()
        if self.containers[-1].tag not in (*INNER, "figure"):
            self.tag = "pre"

    def _open_link(self, tag: str, attributes, style) -> None:
        address = self._address(attributes.get("href", ""), ("http", "https", "mailto", "tel"))
        if address:
            self.href, self.title = address, attributes.get("title", "").strip()

    def _break(self, tag: str, attributes, style) -> None:
        if self.tag == "pre":
            self._add(Run("\n"))
        elif self.marker is None:
            self._add(BREAK)

    def _rule(self, tag: str, attributes, style) -> None:
        self.close_paragraph()
        if self.containers[-1].tag in ("root", "blockquote"):
            self.put(Container("hr"))

    def _picture(self, tag: str, attributes, style) -> None:
        address = self._address(attributes.get("src", ""), ("http", "https"))
        if not address or self.tag == "pre" or self.marker is not None:
            return
        said = [("src", address), ("alt", attributes.get("alt", ""))]
        said += [(name, str(_number(attributes[name], 0))) for name in ("width", "height") if name in attributes]
        ready = " ".join(f'{name}="{escape(value)}"' for name, value in said if name in ("src", "alt") or value != "0")
        self._add(Picture(ready, self.href, self.title))

    def _address(self, raw: str, schemes: tuple[str, ...]) -> str | None:
        """An address we pass on: of a known scheme, or inside the site; ``None`` for all others."""
        address = _NOT_IN_ADDRESSES.sub("", raw)
        if not address or address.startswith(("#", "\\", "//")) and not address.startswith("//"):
            return None
        try:
            if self.base_url and not _SCHEME.match(address):
                address = urljoin(self.base_url, address)
            scheme = urlsplit(address).scheme
        except ValueError:
            return None
        return address if scheme in schemes or (not scheme and not _SCHEME.match(address)) else None


def _number(text: str, default: int) -> int:
    found = _DIGITS.match(text)
    return int(found[1]) if found else default


def _last_item(listing: Container) -> Container:
    if not listing.blocks:
        listing.blocks.append(Container("li"))
    return listing.blocks[-1]


def _inner(block, holder: str) -> list:
    """A block as it may stand in a cell or a list item."""
    if isinstance(block, Paragraph):
        if block.tag == "pre":
            return _lines_of(block)
        if block.tag != "p":
            block.runs = [_bold(run) for run in block.runs]
            block.tag = "p"
        return [block]
    if block.tag in ("ul", "ol"):
        return [block]
    if block.tag == "table":
        return [block] if holder in (*CELLS, "li") else []
    return [part for child in block.blocks for part in _inner(child, holder)]


def _bold(piece):
    wordy = isinstance(piece, Run) and piece.text.strip()
    return piece._replace(marks=piece.marks | words.STRONG) if wordy else piece


def _lines_of(raw: Paragraph) -> list[Paragraph]:
    """Raw text where none may stand: a paragraph a line."""
    lines = []
    for text in raw.runs[0].text.split("\n"):
        line = Paragraph()
        line.runs = [Run(_SPACES.sub(" ", text))]
        lines += paragraphs(line)
    return lines


_OPENERS = {
    **dict.fromkeys(words.PLAIN_BLOCKS, Reader._open_block),
    **dict.fromkeys(words.HEADINGS, Reader._open_block),
    **dict.fromkeys(words.LISTS, Reader._open_list),
    "li": Reader._open_item,
    "blockquote": Reader._open_quote,
    "figure": Reader._open_figure,
    "figcaption": Reader._open_figure,
    "table": Reader._open_table,
    "tr": Reader._open_row,
    "td": Reader._open_cell,
    "th": Reader._open_cell,
    "caption": Reader._open_caption,
    "pre": Reader._open_pre,
    "listing": Reader._open_pre,
    "a": Reader._open_link,
    "br": Reader._break,
    "hr": Reader._rule,
    "img": Reader._picture,
}
_BLOCKS = frozenset({*words.PLAIN_BLOCKS, *words.HEADINGS, *words.LISTS, "li", "blockquote", "figure", "figcaption", "table", "pre"})  # fmt: skip  # noqa: E501
