"""Columns: a channel of boxes, a list, pictures, policy documents or one article; and topics."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone

from openxian.portal import listing, meta, queries
from openxian.portal.faces.articles import reading
from openxian.portal.faces.frame import Face, Frame, Item
from openxian.portal.models import ColumnPage, Placement, TopicPage
from openxian.portal.tree import Node
from openxian.repository.models import PolicyDocument

IN_A_BOX = 7
PICTURE = "fill-640x400"
BANNER = "fill-2400x480"
# Layouts whose column shows everything at and below it as one list.
GATHERS = (ColumnPage.Layout.POLICY, ColumnPage.Layout.PICTURES)


@dataclass(frozen=True)
class Box:
    """A page below a channel with the newest articles at and below it."""

    node: Node
    url: str
    items: list[Item]
    below: list[Node]


def column(frame: Frame, page: ColumnPage, node: Node, query: Mapping[str, str]) -> Face:
    """The face a column's layout asks for; raises ``listing.WrongCursorError`` for an address that names no page."""
    if frame.tree.children(node) and page.layout not in GATHERS:
        return _channel(frame, page, node)
    if page.layout == ColumnPage.Layout.SINGLE:
        return _single(frame, page, node)
    return _list(frame, page, node, query)


def boxes(frame: Frame, node: Node, count: int = IN_A_BOX) -> list[Box]:
    """One box for each page below ``node``, in two queries whatever their number."""
    children = frame.tree.children(node)
    columns = {child.id: frame.tree.columns(child) for child in children}
    heads = listing.heads([number for numbers in columns.values() for number in numbers], count)
    chosen = {child.id: _newest(heads, columns[child.id], count) for child in children}
    items = frame.items({number for ids in chosen.values() for number in ids})
    return [
        Box(
            child,
            frame.href(child.url),
            [items[number] for number in chosen[child.id] if number in items],
            frame.tree.children(child),
        )
        for child in children
    ]


def _newest(heads: dict, columns: list[int], count: int) -> list[int]:
    """The newest articles of several columns together, each once."""
    rows = sorted((row for number in columns for row in heads.get(number, [])), key=lambda row: row[1], reverse=True)
    return list(dict.fromkeys(number for number, _ in rows))[:count]


def _channel(frame: Frame, page: ColumnPage, node: Node) -> Face:
    made = boxes(frame, node)
    own = listing.heads([node.id], IN_A_BOX)[node.id]
    items = frame.items([number for number, _ in own]) if own else {}
    return Face(
        frame.render(
            "portal/channel.html",
            kind="channel",
            boxes=[box for box in made if box.items],
            entries=[box for box in made if not box.items],
            own=[items[number] for number, _ in own if number in items],
            **about(frame, page, node),
        )
    )


def about(frame: Frame, page, node: Node, rest: str = "") -> dict:
    """What every page of the tree says of itself; ``rest`` is what follows its address."""
    trail = frame.tree.trail(node)
    return {
        "title": page.title,
        "tags": meta.column_tags(page),
        "description": page.description,
        "canonical": frame.absolute(node.address + rest),
        "node": node,
        "page": page,
        "trail": trail[:-1],
        "branch": branch(frame, node),
    }


def branch(frame: Frame, node: Node) -> dict:
    """The side menu: the channel, its pages, and what is below the one we are in."""
    trail = frame.tree.trail(node)
    channel = trail[1] if len(trail) > 1 else node
    rows = [
        {"node": child, "url": frame.href(child.url), "open": child in trail, "below": frame.tree.children(child)}
        for child in frame.tree.children(channel)
    ]
    return {"channel": channel, "rows": rows, "here": node}


def _single(frame: Frame, page: ColumnPage, node: Node) -> Face:
    """The newest article itself, under the column's address; it says where it has its own."""
    newest = queries.shown_in(node.id).order_by("-sort_at", "-id").values_list("article_id", flat=True).first()
    article = queries.article_for_reading(newest) if newest else None
    return Face(
        frame.render(
            "portal/single.html",
            kind="single",
            **about(frame, page, node),
            **(reading(frame, article) if article else {"article": None}),
        )
    )


def _list(frame: Frame, page: ColumnPage, node: Node, query: Mapping[str, str]) -> Face:
    policy = page.layout == ColumnPage.Layout.POLICY
    chosen = _chosen(query, policy)
    within = frame.tree.columns(node) if page.layout in GATHERS else [node.id]
    placements = _filtered(queries.shown_in(*within), chosen)
    before = query.get("before", "")
    found = listing.page(placements, before)
    first = not before and not chosen
    pinned = queries.pinned_in(node.id, frame.on) if first else []
    ids = list(dict.fromkeys([*pinned, *(article for _, article in found.rows)]))
    spec = PICTURE if page.layout == ColumnPage.Layout.PICTURES else ""
    items = frame.items(ids, spec=spec, policy=policy, pinned=pinned)
    template = {"pictures": "portal/pictures.html", "policy": "portal/policies.html"}.get(page.layout)
    kept = urlencode(chosen)
    said = about(frame, page, node, f"?{urlencode(_plain(chosen, before))}" if chosen or before else "")
    return Face(
        frame.render(
            template or "portal/list.html",
            kind="list",
            items=[items[number] for number in ids if number in items],
            pager=_pager(node.address, found, kept),
            years=queries.years_of(within, get_current_timezone()),
            chosen=chosen,
            choices=_policy_choices(within) if policy else None,
            first=first,
            **said,
        )
    )


def _plain(chosen: dict, before: str) -> dict:
    return chosen | ({"before": before} if before else {})


def _chosen(query: Mapping[str, str], policy: bool) -> dict[str, str]:
    """The filters an address asks for; what is not a proper value is no filter."""
    chosen = {}
    if query.get("year", "").isdecimal() and 1949 <= int(query["year"][:5]) <= 2999:
        chosen["year"] = query["year"]
    if policy and query.get("subject", "").isdecimal() and len(query["subject"]) < 10:
        chosen["subject"] = query["subject"]
    if policy and query.get("validity") in PolicyDocument.Validity.values:
        chosen["validity"] = query["validity"]
    return chosen


def _filtered(placements: QuerySet[Placement], chosen: dict[str, str]) -> QuerySet[Placement]:
    if "year" in chosen:
        year, zone = int(chosen["year"]), get_current_timezone()
        start, end = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
        placements = placements.filter(sort_at__gte=start, sort_at__lt=end)
    if "subject" in chosen:
        placements = placements.filter(article__policydocument__subject=chosen["subject"])
    if "validity" in chosen:
        placements = placements.filter(article__policydocument__validity=chosen["validity"])
    return placements


def _policy_choices(column_ids: list[int]) -> dict:
    """Subjects that have a document in these columns, and the kinds of validity."""
    return {"subjects": queries.subjects_in(column_ids), "validity": PolicyDocument.Validity.choices}


def _pager(address: str, found: listing.ListPage, kept: str) -> dict[str, str | None]:
    """Addresses of the pages beside this one; filters stay."""

    def at(cursor: str | None) -> str | None:
        if cursor is None:
            return None
        asked = "&".join(part for part in (kept, f"before={cursor}" if cursor else "") if part)
        return f"{address}?{asked}" if asked else address

    return {"older": at(found.older), "newer": at(found.newer), "first": at("") if found.newer is not None else None}


def topic(frame: Frame, page: TopicPage, node: Node) -> Face:
    """专题: banner, introduction, and a panel for each column below."""
    made = boxes(frame, node, 5)
    banner = queries.renditions([page.banner], BANNER).get((page.banner_id, BANNER)) if page.banner_id else None
    return Face(frame.render("portal/topic.html", kind="topic", banner=banner, boxes=made, **about(frame, page, node)))
