"""What surrounds every page of a site, and the small views that all pages share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.template.loader import render_to_string
from wagtail.models import Site

from openxian.portal import links, meta, queries, rules, theme, tree
from openxian.portal.models import SiteProfile
from openxian.portal.tree import Node, SiteTree


@dataclass(frozen=True)
class Face:
    """A finished page: HTML, status, and when its content last changed, if one thing says so."""

    html: str
    status: int = 200
    modified: datetime | None = None


@dataclass(frozen=True)
class Item:
    """One article in a list."""

    title: str
    url: str
    at: datetime | None
    summary: str = ""
    source: str = ""
    picture: object = None
    alternative: str = ""
    policy: object = None
    pinned: bool = False


@dataclass
class Frame:
    """One site on one day: its profile, its page tree and the sites beside it."""

    site: Site
    sites: Sequence[Site]
    on: date
    tree: SiteTree = field(init=False)

    def __post_init__(self) -> None:
        self.tree = tree.load(self.site)

    @cached_property
    def profile(self) -> SiteProfile:
        return getattr(self.site, "siteprofile", None) or SiteProfile(site=self.site, name=self.site.site_name)

    @cached_property
    def own_hosts(self) -> frozenset[str]:
        """Hosts of this installation: links to them do not leave."""
        domains = {site.siteprofile.domain for site in self.sites if hasattr(site, "siteprofile")}
        return frozenset(domains | {site.hostname for site in self.sites})

    @cached_property
    def theme_address(self) -> str:
        return theme.address(self.profile)

    @cached_property
    def menu(self) -> list[Node]:
        return self.tree.menu()

    @cached_property
    def site_map(self) -> Node | None:
        return self.tree.first("sitemappage")

    @cached_property
    def error_report(self) -> Node | None:
        return self.tree.first("errorreportpage")

    def href(self, url: str) -> str:
        """A link as the public gets it: safe, and announced when it leaves for a place that is no government site."""
        return links.warned(links.safe(url), self.own_hosts) or "#"

    def article_url(self, number: int, addressed_on: date, home_path: str | None) -> str:
        """The one address of an article: a path here, a full URL when it lives on another site."""
        address = rules.article_address(number, addressed_on)
        site = queries.site_at(home_path, self.sites) if home_path else None
        return address if site is None or site.pk == self.site.pk else site.root_url + address

    def absolute(self, address: str) -> str:
        return self.site.root_url + address

    def items(
        self, article_ids: Iterable[int], *, spec: str = "", policy: bool = False, pinned: Iterable[int] = ()
    ) -> dict[int, Item]:
        """Article id → what a list shows of it; two queries, one of them only when ``spec`` asks for pictures."""
        found = queries.articles_for_lists(article_ids, policy=policy)
        pictures = [article.lead_picture for article in found.values()] if spec else []
        made = queries.renditions(pictures, spec) if spec else {}
        pinned = set(pinned)
        return {
            number: Item(
                title=article.title,
                url=self.article_url(number, article.addressed_on, article.home_path),
                at=article.published_at,
                summary=article.summary,
                source=article.source,
                picture=made.get((article.lead_picture_id, spec)),
                alternative=article.lead_picture.alternative if spec and article.lead_picture else "",
                policy=policy_of(article) if policy else None,
                pinned=number in pinned,
            )
            for number, article in found.items()
            if article.addressed_on
        }

    def render(self, template: str, *, kind: str, title: str, tags: Sequence[tuple[str, str]] = (), **context) -> str:
        """One page of this site. ``kind`` names it for styling, ``title`` what stands in the browser's tab."""
        name = self.profile.name
        if any(tag == "Description" for tag, _ in tags):
            context["description"] = ""  # names of META tags know no case: it would stand there twice
        return render_to_string(
            template,
            {
                "frame": self,
                "profile": self.profile,
                "page_kind": kind,
                "head_title": f"{title}_{name}" if title and title != name else name,
                "tags": [*meta.site_tags(self.profile), *tags],
                **context,
            },
        )


def policy_of(article):
    """The policy document an article is, or ``None``; without a query when it was joined."""
    if not hasattr(article, "policydocument"):
        return article if hasattr(article, "document_number") else None
    return article.policydocument


def frame_for(host: str, port: int, on: date) -> Frame | None:
    """The frame of the site that answers at ``host:port``; two queries, three where columns hide when empty."""
    sites = queries.sites()
    site = queries.site_for(host, port, sites)
    return Frame(site, sites, on) if site else None
