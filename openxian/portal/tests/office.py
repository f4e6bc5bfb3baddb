"""A corner of the office for tests: a column of 教体局 with articles, and who comes to its door."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from openxian.portal import actions
from openxian.portal.models import ColumnPage, Placement
from openxian.portal.tests.green_hills import AT, make_article

MAY = ("site_manager", "writer")
MAY_NOT = ("stranger", "first_reviewer", "final_reviewer", "system_administrator", "nobody")


@dataclass
class Corner:
    """``news`` belongs to 教体局; ``open`` stands there for the public, ``draft`` does not yet."""

    column: ColumnPage
    other: ColumnPage
    forestry: ColumnPage
    open: Placement
    older: Placement
    draft: Placement


def build(green_hills, education, forestry) -> Corner:
    column, other, foreign = green_hills.towns, green_hills.notices, green_hills.guides
    for page, body in ((column, education), (other, education), (foreign, forestry)):
        page.organisation = body
        page.save()
    column.placements.all().delete()
    new = make_article(education, column, title="冬季校园安全检查", at=AT)
    old = make_article(education, column, title="秋季运动会闭幕", at=AT - timedelta(days=9))
    draft = make_article(education, title="寒假安排", live=False)
    actions.place(draft, column, by=None, at=AT)
    placed = [Placement.objects.get(article=article, column=column) for article in (new, old, draft)]
    return Corner(column, other, foreign, *placed)


def address(name: str, *args) -> str:
    return reverse(f"workplace:{name}", args=args)


def shut(response) -> bool:
    """Whether the door stayed shut: a page that says so, or (without any role) the way out of the office."""
    return response.status_code == 403 or (response.status_code == 302 and "/login/" in response.url)
