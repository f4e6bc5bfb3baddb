"""Pages of few words: site map, error report entry, search, leaving, errors."""

from django.template.loader import render_to_string

from openxian.portal import links, queries
from openxian.portal.faces.columns import about
from openxian.portal.faces.frame import Face, Frame
from openxian.portal.tree import Node

LONGEST_SEARCH = 60
FURNITURE = ("sitemappage", "errorreportpage")


def site_map(frame: Frame, page, node: Node) -> Face:
    """Every channel with what is below it."""
    rows = [
        {
            "node": channel,
            "url": frame.href(channel.url),
            "below": [
                {"node": child, "url": frame.href(child.url), "below": frame.tree.children(child)}
                for child in frame.tree.children(channel)
            ],
        }
        for channel in frame.tree.children(frame.tree.home)
        if channel.kind not in FURNITURE
    ]
    return Face(frame.render("portal/site_map.html", kind="site-map", rows=rows, **about(frame, page, node)))


def error_report(frame: Frame, page, node: Node) -> Face:
    return Face(frame.render("portal/error_report.html", kind="error-report", **about(frame, page, node)))


def search(frame: Frame, words: str) -> Face:
    """Titles of this site that have every word; the newest fifty."""
    words = " ".join(words.split())[:LONGEST_SEARCH]
    ids = queries.search_titles(words, frame.site.root_page.path) if words else []
    items = frame.items(ids)
    found = [items[number] for number in ids if number in items]
    html = frame.render(
        "portal/search.html",
        kind="search",
        title=f"搜索：{words}" if words else "搜索",
        words=words,
        items=found,
        most=queries.FOUND_AT_MOST,
        noindex=True,
    )
    return Face(html)


def leave(frame: Frame, url: str) -> Face | None:
    """The page between us and a site that is not the government's; ``None`` when the address is no such link."""
    if not links.host_of(url) or not url.startswith(("http://", "https://")):
        return None
    html = frame.render(
        "portal/leave.html", kind="leave", title="即将离开本站", url=url, host=links.host_of(url), noindex=True
    )
    return Face(html)


def not_found(frame: Frame | None) -> Face:
    """404, in the site's own dress when there is a site."""
    if frame is None:
        return Face(render_to_string("portal/bare_404.html"), status=404)
    return Face(frame.render("portal/not_found.html", kind="error", title="没有找到这个页面", noindex=True), status=404)
