"""The two sites of the county with their columns, topics and home pages.

Columns are Wagtail pages; people make them in the page editor, so there is no act for it and they are
added to the tree here.
"""

from datetime import datetime

from wagtail.models import Page, Site

from openxian.demo.manuscripts import table
from openxian.organisations.models import Organisation
from openxian.portal import actions
from openxian.portal.models import (
    ColumnPage,
    HomePage,
    LeadersPage,
    OrganisationsPage,
    SiteProfile,
    TopicPage,
)
from openxian.repository.models import Picture

CHANNELS = {"county", "news", "disclosure", "services", "participation", "invest"}
SPECIAL = {"topic": TopicPage, "leaders": LeadersPage, "organisations": OrganisationsPage}
TOPIC_BANNERS = {"openness": "county-hall", "spring-tea": "tea-hills", "flood-season": "dam"}
PROFILE = (
    "name domain site_code sponsor contact icp_number police_number party_government_mark_url error_report_url "
    "slogan primary_colour accent_colour description"
).split()


def load_sites(
    bodies: dict[str, Organisation], pictures: dict[str, Picture], *, port: int, at: datetime
) -> dict[str, Page]:
    """``path`` (main site) or ``park:path`` → page."""
    found: dict[str, Page] = {}
    for spec in table("sites")["site"]:
        prefix = "" if spec["key"] == "county" else f"{spec['key']}:"
        site = actions.create_site(
            host=spec["hostname"],
            port=port,
            default=not prefix,
            organisation=bodies[spec["organisation"]],
            by=None,
            at=at,
            **{name: spec[name] for name in PROFILE},
        )
        SiteProfile.objects.filter(site=site).update(logo=pictures[spec["logo"]], banner=pictures[spec["banner"]])
        home = site.root_page.specific
        pages = _load_columns(home, spec["columns"], bodies, pictures, in_menu=CHANNELS if not prefix else None)
        _arrange(home, pages, spec)
        found |= {f"{prefix}{path}": page for path, page in pages.items()}
    return found


def _load_columns(home: HomePage, rows: list, bodies, pictures, in_menu: set[str] | None) -> dict[str, Page]:
    pages: dict[str, Page] = {}
    for row in rows:
        path = row[0]
        above, _, slug = path.rpartition("/")
        page = _page(row, slug, bodies, pictures)
        page.show_in_menus = "/" not in path and (in_menu is None or path in in_menu)
        # a parent read again knows how many children it has
        parent = Page.objects.get(pk=(pages[above] if above else home).pk)
        pages[path] = parent.add_child(instance=page)
    return pages


def _page(row: list, slug: str, bodies, pictures) -> Page:
    path, title, column_type, layout, organisation, description, keywords = row
    facts = {
        "title": title,
        "slug": slug,
        "column_type": column_type,
        "description": description,
        "keywords": keywords,
        "organisation": bodies[organisation],
    }
    model = SPECIAL.get(layout)
    if model is TopicPage:
        return TopicPage(**facts, introduction=description, banner=pictures[TOPIC_BANNERS[path]])
    if model:
        return model(**facts)
    if layout.startswith("http"):
        return ColumnPage(**facts, link_url=layout)
    return ColumnPage(**facts, layout=layout)


def _arrange(home: HomePage, pages: dict[str, Page], spec: dict) -> None:
    """The headline, the pictures and the blocks of a home page."""
    home.refresh_from_db()
    home.headline_column = pages[spec["headline"]]
    home.carousel_column = pages[spec["carousel"]]
    home.body = [_block(row, pages) for row in table("home")[spec["key"]]]
    home.save()


def _block(row: dict, pages: dict[str, Page]) -> tuple[str, dict]:
    if "columns" in row:
        chosen = [entry.split(":") for entry in row["columns"]]
        return "columns", {"columns": [{"column": pages[path], "count": int(count)} for path, count in chosen]}
    if "topics" in row:
        return "topics", {"title": row["title"], "topics": [pages[path] for path in row["topics"]]}
    fields = ("name", "url", "note", "icon")
    return "links", {"title": row["title"], "links": [dict(zip(fields, link, strict=True)) for link in row["links"]]}


def set_port(port: int) -> None:
    """Both sites answer at this port from now on."""
    for site in Site.objects.exclude(port=port):
        site.port = port
        site.save()
