"""The door for reading: sites, where articles stand, and what stands beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from wagtail.models import Site

from openxian.portal import rules
from openxian.portal.models import ColumnPage, Placement, SiteMapPage, SiteProfile
from openxian.repository.models import Article, Rendition, Subject

FOUND_AT_MOST = 50
LISTED = (
    "id title subtitle kind summary source published_at addressed_on lead_picture__id lead_picture__title "
    "lead_picture__file lead_picture__alternative lead_picture__width lead_picture__height"
).split()
LISTED_POLICY = [
    f"policydocument__{name}"
    for name in ("document_number", "issuer", "dated_on", "validity", "effective_on", "index_number")
]


def sites() -> list[Site]:
    """Every site with its root page and profile, in one query."""
    return list(
        Site.objects.select_related(
            "root_page", "siteprofile__logo", "siteprofile__banner", "siteprofile__organisation"
        ).order_by("-is_default_site", "id")
    )


@dataclass(frozen=True)
class SiteState:
    """A site as its manager sees it: ``items`` are the seven footer items with what is wrong with each, if anything."""

    site: Site
    name: str
    columns: int
    items: list[tuple[str, str]]

    @property
    def missing(self) -> int:
        return sum(1 for _, fault in self.items if fault)


def site_states() -> list[SiteState]:
    """Every site with the state of its profile, the main one first; three queries whatever their number."""
    columns = list(ColumnPage.objects.values_list("path", flat=True))
    maps = list(SiteMapPage.objects.values_list("path", flat=True))
    return [_state(site, columns, maps) for site in sites()]


def _state(site: Site, columns: Sequence[str], maps: Sequence[str]) -> SiteState:
    root = site.root_page.path
    profile = getattr(site, "siteprofile", None)
    facts = {each.name: getattr(profile, each.name) for each in SiteProfile._meta.fields} if profile else None
    items = rules.footer_items(facts, any(path.startswith(root) for path in maps))
    count = sum(1 for path in columns if path.startswith(root))
    return SiteState(site, profile.name if profile else site.site_name or site.hostname, count, items)


def site_for(host: str, port: int, among: Sequence[Site]) -> Site | None:
    """The site of a request: exact host and port, else the only one with that host, else the default."""
    named = [site for site in among if site.hostname == host]
    exact = next((site for site in named if site.port == port), None)
    alone = named[0] if len(named) == 1 else None
    return exact or alone or next((site for site in among if site.is_default_site), None)


def site_at(path: str, among: Sequence[Site]) -> Site | None:
    """The site a page's tree path belongs to."""
    return next((site for site in among if path.startswith(site.root_page.path)), None)


def full_address(article) -> str:
    """Where the public reads an article: a path on the main site, a full URL on another; empty before publication."""
    if not article.addressed_on:
        return ""
    path = rules.article_address(article.pk, article.addressed_on)
    home = Placement.objects.filter(article=article, is_home=True).values_list("column__path", flat=True).first()
    site = site_at(home, sites()) if home else None
    return path if site is None or site.is_default_site else site.root_url + path


def shown_in(*column_ids: int) -> QuerySet[Placement]:
    """The public list of a column, or of several, unordered."""
    if len(column_ids) == 1:
        return Placement.objects.filter(column=column_ids[0], shown=True)
    return Placement.objects.filter(column__in=column_ids, shown=True)


def subjects_in(column_ids: Sequence[int]) -> QuerySet[Subject]:
    """Subjects that have a public document in these columns."""
    used = shown_in(*column_ids).values("article__policydocument__subject")
    return Subject.objects.filter(pk__in=used).select_related("parent")


def pinned_in(column_id: int, on: date) -> list[int]:
    """Ids of the articles pinned on top of a column on a day, highest first."""
    pins = Placement.objects.filter(Q(pinned_until__isnull=True) | Q(pinned_until__gte=on), pinned__gt=0)
    pins = pins.filter(column=column_id, shown=True).order_by("-pinned", "-sort_at", "-id")
    return list(pins.values_list("article_id", flat=True)[:10])


def articles_for_lists(article_ids: Iterable[int], *, policy: bool = False) -> dict[int, Article]:
    """What lists show of articles (never the body), with the tree path of their home; one query."""
    home = Placement.objects.filter(article=OuterRef("pk"), is_home=True).values("column__path")[:1]
    fields = LISTED + LISTED_POLICY if policy else LISTED
    related = ("lead_picture", "policydocument") if policy else ("lead_picture",)
    articles = Article.objects.select_related(*related).only(*fields).annotate(home_path=Subquery(home))
    return articles.in_bulk(list(article_ids))


def article_for_reading(number: int) -> Article | None:
    """An article with everything its page needs except its lists; one query."""
    related = ("lead_picture", "organisation", "policydocument__subject__parent")
    return Article.objects.select_related(*related).filter(pk=number).first()


def standing(article) -> list[Placement]:
    """Every placement of an article with its column, home first; one query."""
    return list(article.placements.select_related("column").order_by("-is_home", "id"))


def neighbours(placement: Placement) -> tuple[int | None, int | None]:
    """Ids of the articles before (newer) and after (older) in a column."""
    shown = Placement.objects.filter(column=placement.column_id, shown=True)
    at, number = placement.sort_at, placement.pk
    newer = shown.filter(Q(sort_at__gt=at) | Q(sort_at=at, id__gt=number), sort_at__gte=at).order_by("sort_at", "id")
    older = shown.filter(Q(sort_at__lt=at) | Q(sort_at=at, id__lt=number), sort_at__lte=at)
    older = older.order_by("-sort_at", "-id")
    return newer.values_list("article_id", flat=True).first(), older.values_list("article_id", flat=True).first()


def renditions(pictures: Iterable, *specs: str) -> dict[tuple[int, str], Rendition]:
    """(picture id, spec) → rendition; one query, plus the making of those that do not exist yet."""
    wanted = {picture.pk: picture for picture in pictures if picture}
    if not wanted:
        return {}
    made = Rendition.objects.filter(image__in=wanted, filter_spec__in=specs)
    found = {(rendition.image_id, rendition.filter_spec): rendition for rendition in made}
    for number, picture in wanted.items():
        for spec in specs:
            if (number, spec) not in found and (rendition := _made(picture, spec)):
                found[number, spec] = rendition
    return found


def _made(picture, spec: str) -> Rendition | None:
    """A picture whose file is gone shows nothing rather than breaking the page."""
    try:
        picture.refresh_from_db()  # lists load only what they show of a picture
        return picture.get_rendition(spec)
    except (OSError, ValueError):
        return None


def search_titles(words: str, root_path: str) -> list[int]:
    """Ids of the newest articles of a site whose title has every word; at most fifty."""
    found = Placement.objects.filter(shown=True, is_home=True, column__path__startswith=root_path)
    for word in words.split()[:6]:
        found = found.filter(article__title__icontains=word)
    return list(found.order_by("-sort_at", "-id").values_list("article_id", flat=True)[:FOUND_AT_MOST])


def years_of(column_ids: Sequence[int], zone) -> list[int]:
    """Years in which these columns have articles, newest first; one query of two index look-ups a column."""
    shown = Placement.objects.filter(column=OuterRef("pk"), shown=True).values("sort_at")
    ends = ColumnPage.objects.filter(pk__in=column_ids).annotate(
        newest=Subquery(shown.order_by("-sort_at", "-id")[:1]), oldest=Subquery(shown.order_by("sort_at", "id")[:1])
    )
    rows = [row for row in ends.values_list("newest", "oldest") if row[0]]
    if not rows:
        return []
    newest, oldest = max(row[0] for row in rows), min(row[1] for row in rows)
    return list(range(newest.astimezone(zone).year, oldest.astimezone(zone).year - 1, -1))
