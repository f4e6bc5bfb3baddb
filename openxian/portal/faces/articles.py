"""An article or a policy document as the public reads it, and what says that it is gone."""

from dataclasses import dataclass
from typing import Any

import segno
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString, mark_safe

from openxian.portal import links, meta, queries, rules
from openxian.portal.faces.frame import Face, Frame, Item, policy_of
from openxian.portal.models import Placement
from openxian.repository import queries as repository

NO_NUMBER = "无"


@dataclass(frozen=True)
class File:
    """An attachment as people choose it: name, type by its ending, size."""

    title: str
    url: str
    ending: str
    size: str


def article(frame: Frame, article: Any, placements: list[Placement]) -> Face:
    """A public article at its own address; ``placements`` as of ``queries.standing``, home first."""
    home = next((each for each in placements if each.is_home), placements[0])
    node = frame.tree.by_id.get(home.column_id)
    address = rules.article_address(article.pk, article.addressed_on)
    url = frame.absolute(address)
    newer, older = _beside(frame, home)
    return Face(
        frame.render(
            "portal/article.html",
            kind="article",
            title=f"{article.title}_{home.column.title}",
            tags=[*meta.column_tags(home.column), *meta.article_tags(article, url, _image(frame, article))],
            description=article.summary or article.title,
            canonical=url,
            trail=frame.tree.trail(node) if node else frame.tree.nodes[:1],
            newer=newer,
            older=older,
            also=[each.column for each in placements if each is not home and each.column_id in frame.tree.by_id],
            code=_code(url),
            **reading(frame, article),
        ),
        modified=article.updated_at,
    )


def draft(frame: Frame, article: Any) -> Face:
    """A preview: the same page, not published yet, so without an address."""
    column = queries.standing(article)[0].column if queries.standing(article) else None
    node = frame.tree.by_id.get(column.pk) if column else None
    html = frame.render(
        "portal/article.html",
        kind="article",
        title=f"预览：{article.title}",
        description="",
        canonical="",
        trail=frame.tree.trail(node) if node else frame.tree.nodes[:1],
        is_preview=True,
        **reading(frame, article),
    )
    return Face(html)


def gone(frame: Frame, article: Any) -> Face:
    """410: it was public and is not any more. Why is not said here: the reason is an internal record."""
    placement = next((each for each in queries.standing(article) if each.column_id in frame.tree.by_id), None)
    node = frame.tree.by_id[placement.column_id] if placement else None
    return Face(frame.render("portal/gone.html", kind="error", title="内容已撤下", node=node, canonical=""), status=410)


def reading(frame: Frame, article: Any) -> dict:
    """What the article itself shows, wherever it is shown."""
    policy = policy_of(article)
    explainers, explained = _linked(article, policy)
    return {
        "article": article,
        "policy": policy,
        "facts": _facts(policy) if policy else [],
        "body": body(frame, article),
        "files": files(article),
        "source_url": frame.href(article.source_url) if article.source_url else "",
        "keywords": [word.strip() for word in article.keywords.replace("，", ",").split(",") if word.strip()],
        "explainers": _items(frame, explainers),
        "explained": _items(frame, explained),
    }


def body(frame: Frame, article: Any) -> SafeString:
    """The text cleaned once more, links that leave announced; other blocks by their own templates."""
    parts = (
        links.outbound(str(block.value), frame.own_hosts) if block.block_type == "text" else block.render()
        for block in article.body
    )
    return mark_safe("\n".join(parts))  # noqa: S308 - cleaned above, or a block's own template


def files(article: Any) -> list[File]:
    """Its attachments in order; one query."""
    rows = article.attachments.select_related("file") if article.pk else []
    return [
        File(str(row), row.file.url, row.file.file_extension.upper(), filesizeformat(row.file.get_file_size() or 0))
        for row in rows
    ]


def _facts(policy: Any) -> list[tuple[str, Any]]:
    """The rows of the metadata table (71号 资源条目字段, 条例第十二条)."""
    rows = [
        ("索引号", policy.index_number),
        ("主题分类", policy.subject),
        ("发文机关", policy.issuer),
        ("成文日期", policy.dated_on),
        ("标题", policy.title),
        ("体裁", policy.get_genre_display()),
        ("发文字号", policy.document_number or NO_NUMBER),
        ("发布日期", policy.published_at),
        ("有效性", policy),
        ("施行日期", policy.effective_on),
        ("废止或失效日期", policy.ceased_on),
    ]
    return [(name, value) for name, value in rows if value]


def _linked(article: Any, policy: Any) -> tuple[list, list]:
    """(explainers of this document, documents this article explains), as public articles."""
    if not article.pk:
        return [], []
    if policy:
        return list(repository.explainers_of(policy)[:20].values_list("pk", flat=True)), []
    return [], list(repository.policies_explained_by(article)[:20].values_list("pk", flat=True))


def _items(frame: Frame, numbers: list[int]) -> list[Item]:
    items = frame.items(numbers, policy=True) if numbers else {}
    return [items[number] for number in numbers if number in items]


def _beside(frame: Frame, home: Placement) -> tuple[Item | None, Item | None]:
    """The next newer and the next older article of the home column."""
    newer, older = queries.neighbours(home)
    items = frame.items([number for number in (newer, older) if number])
    return items.get(newer), items.get(older)


def _image(frame: Frame, article: Any) -> str:
    return frame.absolute(article.lead_picture.file.url) if article.lead_picture else ""


def _code(url: str) -> SafeString:
    """The address as a QR code, drawn here."""
    svg = segno.make(url, error="m").svg_inline(scale=4, border=2, dark="#1c1917", svgclass="qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308 - drawn from an address we made
