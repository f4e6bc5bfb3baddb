"""Links and tables of an article's text as the public gets them: safe, and saying so when they leave."""

import re
from urllib.parse import urlencode, urlsplit

import nh3

from openxian.core import html as house
from openxian.portal import rules

HEADING = re.compile(r"<(/?)h([2-6])(?=[ >])")
SCHEMES = {"http", "https", "mailto", "tel"}
INDENT = re.compile(r"(<p(?: class=\"[a-z -]*\")?>)(?:[\s\u3000\u00a0]|&nbsp;)+")
TABLE = '<div class="table-scroll" tabindex="0" role="group" aria-label="表格，可左右滚动"><table'


def host_of(url: str) -> str:
    """The host of an absolute or scheme-relative http(s) address, empty for everything else and for nonsense."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host if parts.scheme in ("http", "https", "") else ""


def leaves(url: str, own_hosts: frozenset[str]) -> bool:
    """Whether this link leads off government sites (指引附件《网页设计规范》外链)."""
    host = host_of(url.replace("\\", "/"))
    return bool(host) and host not in own_hosts and not rules.is_government(host)


def warned(url: str, own_hosts: frozenset[str]) -> str:
    """``url`` itself, or our page that says where it leads."""
    if not leaves(url, own_hosts):
        return url
    url = url.replace("\\", "/").strip()
    return "/leave?" + urlencode({"url": f"https:{url}" if url.startswith("//") else url})


def safe(url: str) -> str:
    """An address fit for ``href``: http(s), mailto, tel or a path of this site; empty otherwise."""
    try:
        scheme = urlsplit(url.strip()).scheme.lower()
    except ValueError:
        return ""
    return url.strip() if not scheme or scheme in SCHEMES else ""


def outbound(html: str, own_hosts: frozenset[str]) -> str:
    """Clean again what is shown (it may have come in by another door), warn at links that leave, let tables scroll,
    and leave the indent of paragraphs to the stylesheet."""

    def attribute(tag: str, name: str, value: str) -> str | None:
        return warned(value, own_hosts) if (tag, name) == ("a", "href") else value

    cleaned = nh3.clean(
        html,
        tags=house.TAGS,
        attributes=house.ATTRIBUTES,
        clean_content_tags={"script", "style", "title"},
        url_schemes=SCHEMES,
        allowed_classes={tag: house.ALIGNED for tag in ("p", "h2", "h3", "h4", "h5", "h6")},
        link_rel="noopener",
        attribute_filter=attribute,
    )
    cleaned = INDENT.sub(r"\1", _headings_in_order(cleaned))
    return cleaned.replace("<table", TABLE).replace("</table>", "</table></div>")


def _headings_in_order(html: str) -> str:
    """Headings begin at the second level and go down one at a time (WCAG 2.2, 1.3.1); the title is the first."""
    level = 1

    def renamed(found: re.Match) -> str:
        nonlocal level
        level = level if found[1] else min(int(found[2]), level + 1)
        return f"<{found[1]}h{level}"

    return HEADING.sub(renamed, html)
