"""负责人信息 and 机构职能, from the organisations' own records."""

from django.http import Http404

from openxian.organisations import queries as organisations
from openxian.portal.faces.columns import about
from openxian.portal.faces.frame import Face, Frame
from openxian.portal.models import LeadersPage, OrganisationsPage
from openxian.portal.tree import Node


def leaders(frame: Frame, page: LeadersPage, node: Node) -> Face:
    """Who leads the body of this page (else of the site): photo, post, portfolio, résumé."""
    body = page.organisation or frame.profile.organisation
    people = organisations.leaders(body, frame.on) if body else []
    html = frame.render("portal/leaders.html", kind="leaders", people=people, body=body, **about(frame, page, node))
    return Face(html)


def public_bodies(frame: Frame, page: OrganisationsPage, node: Node) -> Face:
    """Every public body, by kind."""
    groups = organisations.public_bodies(frame.on).items()
    html = frame.render("portal/organisations.html", kind="organisations", groups=groups, **about(frame, page, node))
    return Face(html)


def public_body(frame: Frame, page: OrganisationsPage, node: Node, slug: str) -> Face:
    """One body: duties, address, hours, telephone, inner units, leaders."""
    bodies = (body for group in organisations.public_bodies(frame.on).values() for body in group)
    body = next((each for each in bodies if each.slug == slug), None)
    if body is None:
        raise Http404
    said = about(frame, page, node, f"{slug}/") | {"title": body.name, "trail": frame.tree.trail(node)}
    people = organisations.leaders(body, frame.on)
    html = frame.render(
        "portal/organisation.html", kind="organisation", body=body, units=body.open_units, people=people, **said
    )
    return Face(html)
