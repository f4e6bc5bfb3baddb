"""Cleaning foreign HTML: what comes from Word, WPS, old sites and packages becomes plain, safe markup."""

import nh3

TAGS = set(
    "p br hr h2 h3 h4 h5 h6 strong b em i u s sub sup blockquote ul ol li a span "
    "table caption thead tbody tfoot tr th td colgroup col figure figcaption img pre code".split()
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "type"},
}


def clean(html: str) -> str:
    """Safe HTML: known tags and attributes only, no scripts, styles or comments."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        clean_content_tags={"script", "style", "title"},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
