"""What stands in a column, as the office needs to see it, and the columns to choose from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from wagtail.models import Page, Site

from openxian.core.paging import page_of
from openxian.portal import queries
from openxian.portal.models import ColumnPage, Placement
from openxian.portal.tree import STEP
from openxian.repository import queries as repository

PAGE = 30
ORDER = ("-sort_at", "-id")
SHOWN_OF_A_ROW = (
    "article column is_home shown sort_at pinned pinned_until article__title article__stage article__live "
    "article__organisation__name article__organisation__short_name"
).split()


@dataclass(frozen=True)
class Row:
    """One article in a column; ``pin`` is ``""``, ``now`` or ``over``; ``hidden`` says why the public misses it."""

    placement: Placement
    pin: str
    hidden: str
    readable: bool

    @property
    def article(self):
        return self.placement.article


@dataclass(frozen=True)
class Contents:
    """A page of a column; the cursors are those of ``core.paging``."""

    rows: list[Row]
    next: str | None
    previous: str | None


def shown(column: ColumnPage, on: date, readable: Collection[int], cursor: str = "") -> Contents:
    """What the public sees: on the first page the pinned ones first, then the newest; each once there."""
    placements = _rows_of(queries.shown_in(column.pk))
    page = page_of(placements, ORDER, size=PAGE, cursor=cursor)
    top = [] if page.previous else _pinned(placements, column, on)
    above = {placement.pk for placement in top}
    listed = [*top, *(each for each in page.items if each.pk not in above)]
    return Contents([_row(each, on, readable) for each in listed], page.next, page.previous)


def waiting(column: ColumnPage, on: date, readable: Collection[int], cursor: str = "") -> Contents:
    """What the public does not see yet, with the reason; of bodies whose drafts the person may read."""
    placements = Placement.objects.filter(column=column, shown=False, article__organisation__in=readable)
    page = page_of(_rows_of(placements), ORDER, size=PAGE, cursor=cursor)
    passed = repository.levels_passed_of([each.article_id for each in page.items])
    rows = [_row(each, on, readable, _why_hidden(each, column, passed[each.article_id])) for each in page.items]
    return Contents(rows, page.next, page.previous)


def _rows_of(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    return placements.select_related("article__organisation").only(*SHOWN_OF_A_ROW)


def _pinned(placements: QuerySet[Placement], column: ColumnPage, on: date) -> list[Placement]:
    numbers = queries.pinned_in(column.pk, on)
    found = {each.article_id: each for each in placements.filter(article__in=numbers)} if numbers else {}
    return [found[number] for number in numbers if number in found]


def _row(placement: Placement, on: date, readable: Collection[int], hidden: str = "") -> Row:
    over = placement.pinned_until is not None and placement.pinned_until < on
    pin = ("over" if over else "now") if placement.pinned else ""
    return Row(placement, pin, hidden, placement.article.organisation_id in readable)


def _why_hidden(placement: Placement, column: ColumnPage, passed: int) -> str:
    if not placement.article.live:
        return f"未发布（{placement.article.get_stage_display()}）"
    return f"审核级数不够：通过 {passed} 级，本栏目要 {column.review_levels} 级"


@dataclass(frozen=True)
class Line:
    """One page of the tree to choose from; without ``column`` it is only the way down to those below."""

    title: str
    depth: int
    column: int | None
    unit: str
    levels: str


def columns_by_site(allowed: QuerySet[ColumnPage], words: str = "") -> list[tuple[Site, list[Line]]]:
    """The columns of ``allowed`` whose name has ``words``, under the pages above them; three queries."""
    facts = ("path", "id", "title", "review_levels", "organisation__short_name", "organisation__name")
    found = allowed.filter(link_url="", title__icontains=words) if words else allowed.filter(link_url="")
    columns = {row[0]: row[1:] for row in found.values_list(*facts)}
    titles = dict(Page.objects.values_list("path", "title"))
    grouped = [(site, _lines(site.root_page.path, columns, titles)) for site in queries.sites()]
    return [(site, lines) for site, lines in grouped if lines]


def _lines(root: str, columns: dict[str, tuple], titles: dict[str, str]) -> list[Line]:
    inside = [path for path in columns if path.startswith(root)]
    paths = {path[:end] for path in inside for end in range(len(root) + STEP, len(path) + 1, STEP)}
    return [_line(path, (len(path) - len(root)) // STEP - 1, columns.get(path), titles) for path in sorted(paths)]


def _line(path: str, depth: int, column: tuple | None, titles: dict[str, str]) -> Line:
    if column is None:
        return Line(titles[path], min(depth, 5), None, "", "")
    number, title, levels, short_name, name = column
    names = dict(ColumnPage._meta.get_field("review_levels").choices)
    return Line(title, min(depth, 5), number, short_name or name or "", names[levels])


def trail(column: ColumnPage) -> str:
    """Where a column stands: “site / page / page”, without itself."""
    site = queries.site_at(column.path, queries.sites())
    above = column.get_ancestors().filter(depth__gt=site.root_page.depth if site else 1)
    names = [(site.site_name or site.hostname) if site else "（无站点）", *above.values_list("title", flat=True)]
    return " / ".join(names)
