"""Small things templates of the portal need: icons drawn by us, inline, in the colour of the text."""

# ruff: noqa: E501 - a drawing is one line

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# 24 × 24, strokes only; the names are what an editor types in a link block.
SHAPES = {
    "person": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 8c.6-4 3.6-6 8-6s7.4 2 8 6",
    "users": "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-7 9c.5-3.6 3-5.5 7-5.5s6.5 1.9 7 5.5M16 4.3a3.5 3.5 0 0 1 0 6.4M18 15c2.3.7 3.6 2.4 4 5",
    "building": "M4 21V8l8-5 8 5v13M2 21h20M9 21v-5h6v5M8.5 11h1m5 0h1",
    "card": "M3 6h18v13H3zM3 10h18M6.5 15h4",
    "book": "M12 6c-2-1.5-5-2-8-2v14c3 0 6 .5 8 2 2-1.5 5-2 8-2V4c-3 0-6 .5-8 2Zm0 0v14",
    "heart": "M12 20S4 15 4 9.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8 2.5C20 15 12 20 12 20Z",
    "house": "M3 11.5 12 4l9 7.5M5.5 10v10h13V10M10 20v-6h4v6",
    "road": "M8 3 4 21M16 3l4 18M12 4v3m0 4v3m0 4v3",
    "leaf": "M5 19C4 10 9 4 20 4c1 10-4 16-13 14M5 20c2-5 5-8 9-10",
    "shield": "M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5",
    "chat": "M4 5h16v11H10l-4.5 4V16H4zM8 9.5h8M8 12.5h5",
    "mail": "M3 6h18v13H3zM3.5 6.5 12 13l8.5-6.5",
    "search": "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 5 5",
    "chart": "M4 4v16h16M8 16v-4m4 4V8m4 8v-6",
    "coins": "M12 10c4 0 7-1.3 7-3s-3-3-7-3-7 1.3-7 3 3 3 7 3Zm7-3v5c0 1.7-3 3-7 3s-7-1.3-7-3V7m14 5v5c0 1.7-3 3-7 3s-7-1.3-7-3v-5",
    "map": "M9 4 3 6.5v14L9 18l6 2.5 6-2.5V4l-6 2.5zM9 4v14m6-11.5v14",
    "train": "M6 4h12v12H6zM6 10h12M9 13.2v.1m6-.1v.1M8.5 16 6 21m9.5-5 2.5 5",
    "camera": "M3 8h4l2-3h6l2 3h4v11H3zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z",
    "scale": "M12 4v16M7 20h10M5 7h14M5 7l-3 7c1.5 2 4.5 2 6 0zm14 0-3 7c1.5 2 4.5 2 6 0z",
    "medal": "M12 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10Zm-3-.8L7.5 21l4.5-2.5 4.5 2.5-1.5-7.8",
    "tree": "M12 3 6 11h3l-4 6h14l-4-6h3zM12 17v4",
    "phone": "M6 3h4l1.5 5L9 10c1 2 3 4 5 5l2-2.5 5 1.5v4c0 2-2 3-4 2.5C10 19 5 14 3.5 7 3 5 4 3 6 3Z",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v5m8-5v5",
    "flag": "M6 21V4c4-2 8 2 13 0v9c-5 2-9-2-13 0",
    "document": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6m-6 4h6",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4",
    "globe": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3Z",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "glasses": "M6.5 17a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm11 0a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10 13c1.3-.8 2.7-.8 4 0M3 13 5 6m16 7-2-7",
    "print": "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
    "share": "M14 5l7 6-7 6v-4c-5 0-8 1.5-11 5 .5-6 4-9.5 11-10z",
    "download": "M12 4v11m-4.5-4L12 15.5 16.5 11M4 20h16",
    "arrow": "M9 5l7 7-7 7",
    "warning": "M12 4 2.5 20h19zM12 10v4.5m0 2.7v.1",
    "code": "M4 4h6v6H4zm10 0h6v6h-6zM4 14h6v6H4zm10 0h2v2h-2zm4 4h2v2h-2zm0-4h2m-6 6h2",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative drawing; the words beside it carry the meaning. An unknown name draws a sheet of paper."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        mark_safe(SHAPES.get(name, SHAPES["document"])),  # noqa: S308 - from the table above
    )


@register.simple_tag
def icon_names() -> list[str]:
    return sorted(SHAPES)
