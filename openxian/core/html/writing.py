"""Writing: containers and paragraphs become HTML, always in the same form."""

import re
from html import escape

from openxian.core.html import words
from openxian.core.html.lines import trimmed
from openxian.core.html.nodes import BREAK, Container, Paragraph, Picture, Run

_ORDERED = re.compile(r"^[(（]?[0-9a-zA-Z]{1,3}[.)）．、]$")
_SPOKEN = re.compile(r"[一二三四五六七八九十第]")

STANDING_FOR = {"\ufdd0": "&amp;", "\ufdd1": "&nbsp;"}
"""Non-characters that hold the place of references: nh3's time grows with the square of those in one text."""
_ESCAPES = str.maketrans({"&": "\ufdd0", "\xa0": "\ufdd1", "<": "&lt;", ">": "&gt;"})
_SPECIAL = re.compile("[&<>\xa0]")


def write(root: Container) -> str:
    """The whole as HTML."""
    out: list[str] = []
    _blocks(root.blocks, out)
    return "".join(out)


def _blocks(blocks: list, out: list[str]) -> None:
    for block in _listed(blocks):
        _block(block, out)


def _block(block, out: list[str]) -> None:
    if isinstance(block, Paragraph):
        _paragraph(block, out)
    else:
        _WRITERS[block.tag](block, out)


def _paragraph(line: Paragraph, out: list[str]) -> None:
    if line.tag == "pre":
        out.append(f"<pre>{_text(line.runs[0].text)}</pre>")
        return
    out.append(f'<{line.tag} class="align-{line.align}">' if line.align else f"<{line.tag}>")
    _line(line.runs, out)
    out.append(f"</{line.tag}>")


def _line(pieces: list, out: list[str]) -> None:
    """Runs with their marks, nested in one fixed order, shared ones opened once."""
    open_tags: list[tuple[str, str]] = []
    for piece in pieces:
        wanted = _tags(piece)
        shared = 0
        while shared < min(len(open_tags), len(wanted)) and open_tags[shared] == wanted[shared]:
            shared += 1
        out.extend(f"</{name}>" for name, _ in reversed(open_tags[shared:]))
        out.extend(f"<{name}{rest}>" for name, rest in wanted[shared:])
        open_tags = wanted
        if piece is BREAK:
            out.append("<br>")
        elif isinstance(piece, Picture):
            out.append(f"<img {piece.attributes}>")
        else:
            out.append(_text(piece.text))
    out.extend(f"</{name}>" for name, _ in reversed(open_tags))


def _text(text: str) -> str:
    return text.translate(_ESCAPES) if _SPECIAL.search(text) else text


def _tags(piece) -> list[tuple[str, str]]:
    tags = []
    if piece.href:
        title = f' title="{escape(piece.title)}"' if piece.title else ""
        tags.append(("a", f' href="{escape(piece.href)}"{title}'))
    if isinstance(piece, Run) and piece.marks:
        tags.extend((name, "") for bit, name in words.MARK_TAGS if piece.marks & bit)
    return tags


def _listing(listing: Container, out: list[str]) -> None:
    out.append(f'<ol start="{listing.start}">' if listing.tag == "ol" and listing.start != 1 else f"<{listing.tag}>")
    for item in listing.blocks:
        out.append("<li>")
        _held(item.blocks, out)
        out.append("</li>")
    out.append(f"</{listing.tag}>")


def _held(blocks: list, out: list[str]) -> None:
    """The blocks of a cell or item; a lone plain line needs no paragraph around it."""
    blocks = _listed(blocks)
    if _one_line(blocks):
        _line(blocks[0].runs, out)
        blocks = blocks[1:]
    for block in blocks:
        _block(block, out)


def _one_line(blocks: list) -> bool:
    """A first plain line and nothing but lists after it."""
    first = isinstance(blocks[0], Paragraph) and not blocks[0].align
    return first and all(isinstance(block, Container) and block.tag in ("ul", "ol") for block in blocks[1:])


def _quote(quote: Container, out: list[str]) -> None:
    inner: list[str] = []
    _blocks(quote.blocks, inner)
    if inner:
        out.extend(["<blockquote>", *inner, "</blockquote>"])


def _figure(figure: Container, out: list[str]) -> None:
    out.append("<figure>")
    _line(figure.blocks, out)
    if figure.stray:
        out.append("<figcaption>")
        _line([piece for line in figure.stray for piece in line.runs], out)
        out.append("</figcaption>")
    out.append("</figure>")


def _table(table: Container, out: list[str]) -> None:
    out.append("<table>")
    if table.stray:
        out.append("<caption>")
        _line(table.stray[0].runs, out)
        out.append("</caption>")
    head = _head_rows(table.blocks)
    for tag, rows in (("thead", table.blocks[:head]), ("tbody", table.blocks[head:])):
        if rows:
            out.append(f"<{tag}>")
            for row in rows:
                _row(row, out, in_head=tag == "thead")
            out.append(f"</{tag}>")
    out.append("</table>")


def _head_rows(rows: list[Container]) -> int:
    """How many rows at the top are all heads, if no cell of them reaches further down."""
    count = 0
    while count < len(rows) - 1 and all(cell.tag == "th" for cell in rows[count].blocks):
        count += 1
    reaches = max((at + cell.rowspan for at in range(count) for cell in rows[at].blocks), default=0)
    return count if reaches <= count else 0


def _row(row: Container, out: list[str], *, in_head: bool) -> None:
    all_heads = all(cell.tag == "th" for cell in row.blocks)
    out.append("<tr>")
    for cell in row.blocks:
        scope = f' scope="{"col" if in_head or all_heads else "row"}"' if cell.tag == "th" else ""
        colspan = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        rowspan = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        out.append(f"<{cell.tag}{colspan}{rowspan}{scope}>")
        if cell.blocks:
            _held(cell.blocks, out)
        out.append(f"</{cell.tag}>")
    out.append("</tr>")


_WRITERS = {
    "ul": _listing,
    "ol": _listing,
    "blockquote": _quote,
    "figure": _figure,
    "table": _table,
    "hr": lambda block, out: out.append("<hr>"),
}


def _listed(blocks: list) -> list:
    """Paragraphs that only look like list items become list items."""
    listed: list = []
    at = 0
    while at < len(blocks):
        end = _same_kind(blocks, at)
        if end > at:
            listed.append(_as_list(blocks[at:end]))
            at = end
        else:
            listed.append(_with_marker(blocks[at]))
            at += 1
    return listed


def _same_kind(blocks: list, at: int) -> int:
    """Where the run of paragraphs of one faked list that starts at ``at`` ends; ``at`` itself if none does."""
    kind = _kind(blocks[at])
    if not kind:
        return at
    end = at + 1
    while end < len(blocks) and _kind(blocks[end]) == kind:
        end += 1
    return end if end - at > 1 or blocks[at].level else at


def _kind(block) -> str:
    """What list a paragraph fakes: a tag and its symbol; "" for none. 一、（一） are words of a 公文, not markers."""
    if not isinstance(block, Paragraph) or block.tag != "p" or block.align:
        return ""
    if block.level:
        if _SPOKEN.search(block.marker):
            return ""
        return "ol" if _ORDERED.match(block.marker) else "ul"
    first = block.runs[0]
    if isinstance(first, Run) and first.text[0] in words.BULLETS and len(_plain(block.runs)) > 1:
        return f"ul{first.text[0]}"
    return ""


def _plain(pieces: list) -> str:
    return "".join(piece.text for piece in pieces if isinstance(piece, Run)).strip()


def _as_list(lines: list[Paragraph]) -> Container:
    listing = Container("ol" if _kind(lines[0]) == "ol" else "ul")
    for line in lines:
        item = Container("li")
        if not line.level:
            line.runs = _without_first(line.runs)
        item.blocks = [line]
        line.level = 0
        listing.blocks.append(item)
    return listing


def _without_first(pieces: list) -> list:
    """The line without its symbol."""
    return trimmed([pieces[0]._replace(text=pieces[0].text[1:]), *pieces[1:]])


def _with_marker(block):
    """A numbered line that is no list keeps the number Word had put in front."""
    if isinstance(block, Paragraph) and block.marker and block.level and block.tag == "p":
        block.runs = [Run(block.marker), *block.runs]
    return block
