"""What changed between two versions of an article, paragraph by paragraph."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import etree, html

BLOCK_TAGS = {"p", "h2", "h3", "h4", "h5", "h6", "li", "tr", "blockquote", "figcaption", "caption", "pre"}
FINE_UP_TO = 1500


@dataclass(frozen=True)
class Change:
    """One paragraph: ``kind`` is same, added, removed or changed; ``pieces`` are (kind, text) inside it."""

    kind: str
    pieces: tuple[tuple[str, str], ...]


def paragraphs(article) -> list[str]:
    """Title, subtitle, summary and body as plain paragraphs; a table row is one paragraph."""
    found = [article.title, article.subtitle, article.summary]
    for block in article.body:
        found += _of_block(block)
    return [text for text in found if text]


def difference(before: list[str], after: list[str]) -> list[Change]:
    """The paragraphs of both versions in reading order, each marked."""
    changes = []
    for tag, from_, to, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            changes += [Change("same", (("same", text),)) for text in after[start:end]]
        elif tag == "replace" and to - from_ == end - start:
            changes += [_fine(old, new) for old, new in zip(before[from_:to], after[start:end], strict=True)]
        else:
            changes += [Change("removed", (("removed", text),)) for text in before[from_:to]]
            changes += [Change("added", (("added", text),)) for text in after[start:end]]
    return changes


def _fine(old: str, new: str) -> Change:
    """Where inside a paragraph the words differ; very long paragraphs are shown whole."""
    if max(len(old), len(new)) > FINE_UP_TO:
        return Change("changed", (("removed", old), ("added", new)))
    pieces = []
    for tag, from_, to, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("same", new[start:end]))
            continue
        pieces += [("removed", old[from_:to])] if to > from_ else []
        pieces += [("added", new[start:end])] if end > start else []
    return Change("changed", tuple(pieces))


def _of_block(block) -> list[str]:
    if block.block_type == "text":
        return _of_html(str(block.value))
    if block.block_type == "picture":
        return [_of_picture(block.value)]
    if block.block_type == "gallery":
        title = block.value.get("title") or ""
        return [f"〔图集〕{title}", *(_of_picture(picture) for picture in block.value["pictures"])]
    return [f"〔{block.block.label}〕{block.value.get('video') or ''}"]


def _of_picture(value) -> str:
    return f"〔图片〕{value.get('picture') or ''} {value.get('caption') or ''}".strip()


def _of_html(markup: str) -> list[str]:
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except etree.ParserError:
        return []
    found = [_text(node) for node in root.iter(*BLOCK_TAGS) if _is_leaf(node)]
    return found or [_text(root)]


def _is_leaf(node) -> bool:
    """A paragraph of its own: a table row, or a block outside tables with no block inside."""
    if node.tag == "tr":
        return True
    if any(parent.tag == "tr" for parent in node.iterancestors()):
        return False
    return not any(child.tag in BLOCK_TAGS for child in node.iterdescendants() if isinstance(child.tag, str))


def _text(node) -> str:
    if node.tag == "tr":
        return " | ".join(" ".join(cell.text_content().split()) for cell in node if cell.tag in ("td", "th"))
    return " ".join(node.text_content().split())
