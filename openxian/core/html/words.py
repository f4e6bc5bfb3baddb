"""What tags, styles and classes of the wide world mean to us."""

import re
from functools import lru_cache
from typing import NamedTuple

STRONG, EM, U, S, SUB, SUP, CODE = (1 << power for power in range(7))
MARK_TAGS = ((STRONG, "strong"), (EM, "em"), (U, "u"), (S, "s"), (SUB, "sub"), (SUP, "sup"), (CODE, "code"))
MARKS = {
    "b": STRONG, "strong": STRONG, "i": EM, "em": EM, "cite": EM, "dfn": EM, "var": EM, "u": U, "ins": U,
    "s": S, "del": S, "strike": S, "sub": SUB, "sup": SUP, "code": CODE, "kbd": CODE, "samp": CODE, "tt": CODE,
}  # fmt: skip
DROPPED = frozenset(
    "script style title head noscript template iframe frame frameset object embed applet svg math canvas audio video "
    "input button select textarea option optgroup datalist map area xml meta link base marquee bgsound".split()
)
PLAIN_BLOCKS = frozenset(
    "p div section article header footer main aside nav address dd dt dl fieldset legend form center details summary "
    "hgroup tbody thead tfoot tr td th caption".split()
)
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6"}
LISTS = {"ul": "ul", "ol": "ol", "dir": "ul", "menu": "ul"}
BULLETS = "•●◆■▪◦►▶➢·"
_STYLE = re.compile(
    r"(?:^|[;\s])(text-align|font-weight|font-style|text-decoration|text-decoration-line|vertical-align|display|"
    r"visibility|mso-hide|mso-list)\s*:\s*([^;]{1,80})"
)
_ALIGNING = {
    word: side
    for side in ("center", "right")
    for word in (f"align-{side}", f"text-{side}", f"text-align-{side}", f"ql-align-{side}", f"has-text-align-{side}")
}
_LEVEL = re.compile(r"level(\d)")


class Style(NamedTuple):
    """``align`` is center, right, "" (explicitly neither) or ``None`` (not said); the rest are marks and flags."""

    align: str | None = None
    on: int = 0
    off: int = 0
    hidden: bool = False
    marker: bool = False
    list_level: int = 0


@lru_cache(maxsize=4096)
def style_of(style: str) -> Style:
    """The little of a style attribute that carries meaning."""
    align, on, off, hidden, marker, level = None, 0, 0, False, False, 0
    for name, raw in _STYLE.findall(style.lower()):
        value = raw.strip()
        if name == "text-align":
            align = side_of(value)
        elif name == "mso-list":
            marker = marker or "ignore" in value
            found = _LEVEL.search(value)
            level = min(int(found[1]), 9) if found else level
        elif name in ("display", "visibility", "mso-hide"):
            hidden = hidden or value in ("none", "hidden", "all")
        else:
            lit, unlit = _mark(name, value)
            on, off = on | lit, off | unlit
    return Style(align, on, off, hidden, marker, level)


def _mark(name: str, value: str) -> tuple[int, int]:
    """Marks switched on and off by one declaration."""
    if name == "font-weight":
        return (STRONG, 0) if value[:4] in ("bold", "600", "700", "800", "900") else (0, STRONG)
    if name == "font-style":
        return (EM, 0) if value in ("italic", "oblique") else (0, EM)
    if name == "vertical-align":
        return {"super": (SUP, 0), "sub": (SUB, 0)}.get(value, (0, 0))
    return (U if "underline" in value else 0) | (S if "line-through" in value else 0), 0


def side_of(value: str) -> str:
    """center, right, or "" for every other alignment."""
    value = value.strip().lower().removesuffix("!important").strip()
    return {"center": "center", "middle": "center", "-webkit-center": "center", "right": "right", "end": "right"}.get(
        value, ""
    )


@lru_cache(maxsize=1024)
def class_align(classes: str) -> str | None:
    """The alignment that the class names of this and other editors say."""
    for word in classes.split():
        if word in _ALIGNING:
            return _ALIGNING[word]
    return None
