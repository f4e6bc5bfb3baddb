"""What the repository asks of the columns (``openxian.repository.registry.Columns``)."""

from datetime import date

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.timezone import localdate
from wagtail.models import Site

from openxian.portal import actions, permissions, queries
from openxian.portal.models import ColumnPage, Placement
from openxian.repository.registry import MOST_LEVELS


class PortalColumns:
    """Keeps the columns for the repository; registered when the portal starts."""

    def levels_required(self, article) -> int:
        """The strictest of its columns; three reviews while it stands nowhere."""
        asked = Placement.objects.filter(article=article).aggregate(most=Max("column__review_levels"))["most"]
        return asked or MOST_LEVELS

    def choices(self, person, on: date | None = None) -> list[tuple[str, list[tuple[int, str]]]]:
        """Site name → [(column id, indented name)]; today's rights unless ``on`` says another day."""
        allowed = permissions.visible_to(person, on or localdate())
        columns = list(allowed.order_by("path").values_list("id", "path", "depth", "link_url", "title"))
        found = []
        for site in queries.sites():
            root = site.root_page
            rows = [
                (number, "　" * (depth - root.depth - 1) + title)
                for number, path, depth, link, title in columns
                if path.startswith(root.path) and not link
            ]
            if rows:
                found.append((site.site_name or root.title, rows))
        return found

    def chosen(self, article) -> list[int]:
        placements = Placement.objects.filter(article=article).order_by("-is_home", "id")
        return list(placements.values_list("column", flat=True))

    def within(self, articles: QuerySet, column_id: int) -> QuerySet:
        return articles.filter(Exists(Placement.objects.filter(article=OuterRef("pk"), column=column_id)))

    def homes(self, articles) -> dict[int, str]:
        """Article id → “site / column”, in two queries."""
        placements = Placement.objects.filter(article__in=[each.pk for each in articles], is_home=True)
        sites = queries.sites()
        return {
            article: f"{_site_name(path, sites)} / {title}"
            for article, path, title in placements.values_list("article", "column__path", "column__title")
        }

    def choose(self, article, column_ids, *, by, at) -> None:
        actions.choose(article, column_ids, by=by, at=at)

    def resolve(self, path: str) -> int | None:
        """``site host/slug/slug`` or ``slug/slug`` in the main site."""
        parts = [part for part in path.strip("/").split("/") if part]
        sites = queries.sites()
        host = parts[0].split(":")[0] if parts else ""
        named = next((site for site in sites if site.hostname == host), None)
        site = named or next((site for site in sites if site.is_default_site), None)
        if site is None:
            return None
        below = "/".join(parts[1:] if named else parts)
        column = ColumnPage.objects.filter(url_path=f"{site.root_page.url_path}{below}/")
        return column.values_list("pk", flat=True).first()

    def place_many(self, rows, *, by, at) -> None:
        actions.place_many(rows, by=by, at=at)

    def address(self, article) -> str:
        return queries.full_address(article)


def _site_name(path: str, sites: list[Site]) -> str:
    site = queries.site_at(path, sites)
    return (site.site_name or site.hostname) if site else "（无站点）"
