"""The home page: headline, pictures, column groups, services, topics."""

from dataclasses import dataclass
from typing import Any

from openxian.portal import listing, meta, queries
from openxian.portal.faces.frame import Face, Frame, Item
from openxian.portal.models import HomePage, TopicPage

HEADLINES = 4
SLIDES = 6
SLIDE = "fill-1120x630"
BANNER = "fill-720x200"


@dataclass(frozen=True)
class Tab:
    """One column of a box: what it is called, where all of it is, its newest articles."""

    title: str
    url: str
    items: list[Item]


def home(frame: Frame, page: HomePage) -> Face:
    """Any number of blocks costs the same few queries."""
    wanted = _counts(page)
    heads = listing.heads(wanted, max(wanted.values(), default=0))
    ids = {number for rows in heads.values() for number, _ in rows}
    items = frame.items(ids)
    slides = _slides(frame, page, heads)
    headlines = [items[number] for number in _ids(heads, page.headline_column_id, HEADLINES) if number in items]
    return Face(
        frame.render(
            "portal/home.html",
            kind="home",
            title=frame.profile.name,
            tags=meta.column_tags(page),
            description=page.description,
            canonical=frame.absolute("/"),
            headline=headlines[0] if headlines else None,
            headlines=headlines[1:],
            headline_column=frame.tree.by_id.get(page.headline_column_id),
            slides=slides,
            blocks=[block for block in (_block(frame, each, heads, items) for each in page.body) if block],
        )
    )


def _counts(page: HomePage) -> dict[int, int]:
    """Column id → how many of its articles the page needs."""
    counts = {page.headline_column_id: HEADLINES, page.carousel_column_id: SLIDES}
    for block in page.body:
        if block.block_type == "columns":
            for row in block.value["columns"]:
                if row["column"]:
                    counts[row["column"].pk] = max(counts.get(row["column"].pk, 0), row["count"])
    return {number: count for number, count in counts.items() if number}


def _ids(heads: dict, column_id: int | None, count: int) -> list[int]:
    return [number for number, _ in heads.get(column_id, [])[:count]]


def _slides(frame: Frame, page: HomePage, heads: dict) -> list[Item]:
    """The newest articles of the carousel's column that have a picture."""
    ids = [number for number, _ in heads.get(page.carousel_column_id, [])]
    items = frame.items(ids, spec=SLIDE)
    return [items[number] for number in ids if number in items and items[number].picture][:SLIDES]


def _block(frame: Frame, block: Any, heads: dict, items: dict[int, Item]) -> dict | None:
    made = {"columns": _columns, "links": _links, "topics": _topics}[block.block_type](frame, block, heads, items)
    return made and {"kind": block.block_type, "id": block.id, **made}


def _columns(frame: Frame, block: Any, heads: dict, items: dict[int, Item]) -> dict | None:
    tabs = []
    for row in block.value["columns"]:
        node = frame.tree.by_id.get(row["column"].pk) if row["column"] else None
        if node:
            rows = [items[number] for number in _ids(heads, node.id, row["count"]) if number in items]
            tabs.append(Tab(node.title, frame.href(node.url), rows))
    return {"tabs": tabs} if tabs else None


def _links(frame: Frame, block: Any, heads: dict, items: dict[int, Item]) -> dict:
    pictures = queries.renditions([row["picture"] for row in block.value["links"]], "fill-96x96")
    entries = [
        {
            "name": row["name"],
            "url": frame.href(row["url"]),
            "note": row["note"],
            "icon": row["icon"] or "document",
            "picture": pictures.get((row["picture"].pk, "fill-96x96")) if row["picture"] else None,
        }
        for row in block.value["links"]
    ]
    return {"title": block.value["title"], "links": entries}


def _topics(frame: Frame, block: Any, heads: dict, items: dict[int, Item]) -> dict | None:
    ids = [topic.pk for topic in block.value["topics"] if topic]
    topics = TopicPage.objects.select_related("banner").in_bulk(ids)
    banners = queries.renditions([topic.banner for topic in topics.values()], BANNER)
    cards = [
        {
            "title": node.title,
            "url": node.address,
            "note": topics[number].introduction,
            "picture": banners.get((topics[number].banner_id, BANNER)),
        }
        for number in ids
        if number in topics and (node := frame.tree.by_id.get(number))
    ]
    return {"title": block.value["title"], "topics": cards} if cards else None
