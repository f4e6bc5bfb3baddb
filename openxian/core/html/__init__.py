"""Foreign HTML in, plain and safe HTML out: Word and WPS pastes, old sites, content packages.

The input is read event by event (no tree, so no depth hurts), put together again from a small strict
vocabulary (``nodes``), and passed through nh3, which has the last word on what is safe. What comes out:

- blocks ``p h2–h6 ul ol blockquote table figure pre hr``; inside ``strong em u s sub sup code a img br``;
- alignment as class ``align-center`` or ``align-right`` only, never a ``style`` (CSP);
- real tables with ``colspan``/``rowspan``/``scope``; tables that only laid out a page are taken apart;
- links to http, https, mailto, tel or inside the site, without ``target`` and ``rel``: whether a link leaves
  the site is the page's business, which knows its own host;
- nothing hidden (``display:none``), no scripts, forms, frames, data: pictures, comments, empty paragraphs.

``clean`` is a projection: cleaning what is clean changes nothing.
"""

import html as entities
import re

import nh3
from lxml import etree

from openxian.core.html.reading import Reader
from openxian.core.html.writing import STANDING_FOR, write

ALIGNED = {"align-center", "align-right"}
TAGS = set(
    "p h2 h3 h4 h5 h6 ul ol li blockquote table caption thead tbody tr td th figure figcaption pre hr "
    "strong em u s sub sup code a img br".split()
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
_SAFE = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    clean_content_tags={"script", "style", "title"},
    allowed_classes={tag: ALIGNED for tag in ("p", "h2", "h3", "h4", "h5", "h6")},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_END = re.compile(r"</(?:p|h[2-6]|li|blockquote|tr|caption|figcaption|pre)>|<br>|<hr>|</?(?:ul|ol|table|figure)>")
_CELL_END = re.compile(r"</t[dh]>")
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"[ \t\xa0]+")
_LINES = re.compile(r"\s*\n\s*")


def clean(html: str, base_url: str | None = None) -> str:
    """Plain, safe HTML from any HTML; ``base_url`` is the page it stood on, for its relative addresses."""
    readable = _UNREADABLE.sub("", html)
    if not readable.strip():
        return ""
    parser = etree.HTMLParser(target=Reader(base_url), huge_tree=True)
    parser.feed(f"<html><body>{readable}")
    safe = _SAFE.clean(write(parser.close()))
    for stand_in, reference in STANDING_FOR.items():
        safe = safe.replace(stand_in, reference)
    return safe


def text_of(html: str) -> str:
    """The words of *clean* HTML, one block a line, table cells apart; for search, summaries and counting."""
    lined = _CELL_END.sub(" ", _LINE_END.sub("\n", html))
    text = entities.unescape(_TAG.sub("", lined))
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()


def summary_of(html: str, length: int = 120) -> str:
    """The first words of *clean* HTML in at most ``length`` characters; a whole sentence where one ends late enough."""
    text = text_of(html).replace("\n", " ")
    if len(text) <= length:
        return text
    head = text[:length]
    sentence = max(head.rfind(mark) for mark in "。！？")
    return head[: sentence + 1] if sentence >= length // 2 else head[: length - 1].rstrip() + "…"
