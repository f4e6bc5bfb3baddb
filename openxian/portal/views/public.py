"""Every public address. Answers carry no cookie and may be kept by anyone for a short while."""

from django.apps import apps
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.http import http_date
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from django.views.static import serve

from openxian.portal import listing, queries, rules, theme
from openxian.portal.faces import articles, columns, home, others, people
from openxian.portal.faces.frame import Face, Frame, frame_for
from openxian.portal.models import SiteProfile
from openxian.portal.tree import Node
from openxian.portal.views.errors import host_and_port

SHORT = 60
PICTURE_AGE = 24 * 3600
FOR_EVER = 365 * 24 * 3600


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """A page of the tree, by its address."""
    frame = _frame(request)
    node, rest = frame.tree.find(f"/{path}")
    if node is None or (rest and node.kind != "organisationspage"):
        raise Http404
    if node.kind not in FACES:
        raise Http404
    if node.link_url:
        return HttpResponseRedirect(frame.href(node.link_url))
    specific = apps.get_model("portal", node.kind).objects.select_related("organisation").get(pk=node.id)
    return _answer(request, _face(frame, specific, node, rest, request.GET))


def _face(frame: Frame, specific, node: Node, rest: str, query) -> Face:
    try:
        if rest:
            return people.public_body(frame, specific, node, rest.strip("/"))
        return FACES[node.kind](frame, specific, node, query)
    except listing.WrongCursorError as error:
        raise Http404 from error


FACES = {
    "columnpage": columns.column,
    "homepage": lambda frame, specific, node, query: home.home(frame, specific),
    "topicpage": lambda frame, specific, node, query: columns.topic(frame, specific, node),
    "leaderspage": lambda frame, specific, node, query: people.leaders(frame, specific, node),
    "organisationspage": lambda frame, specific, node, query: people.public_bodies(frame, specific, node),
    "sitemappage": lambda frame, specific, node, query: others.site_map(frame, specific, node),
    "errorreportpage": lambda frame, specific, node, query: others.error_report(frame, specific, node),
}


@require_safe
def article(request: HttpRequest, year: str, month: str, number: str) -> HttpResponse:
    """An article at its one address: elsewhere 301, withdrawn 410, never public 404."""
    frame = _frame(request)
    found = queries.article_for_reading(int(number))
    if found is None or found.addressed_on is None:
        raise Http404
    placements = queries.standing(found)
    if found.live and not any(placement.shown for placement in placements):
        raise Http404
    site = queries.site_at(placements[0].column.path, frame.sites) if placements else frame.site
    address = rules.article_address(found.pk, found.addressed_on)
    if site is not None and site.pk != frame.site.pk:
        return HttpResponsePermanentRedirect(site.root_url + address)
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    if not found.live:
        return _answer(request, articles.gone(frame, found))
    return _answer(request, articles.article(frame, found, placements))


@require_safe
def stylesheet(request: HttpRequest, site_id: int, digest: str) -> HttpResponse:
    """The colours of a site; an old address leads to the new one."""
    profile = SiteProfile.objects.filter(site=site_id).first()
    if profile is None:
        raise Http404
    if digest != theme.digest(profile):
        return HttpResponseRedirect(theme.address(profile))
    response = HttpResponse(theme.stylesheet(profile), content_type="text/css; charset=utf-8")
    patch_cache_control(response, public=True, max_age=FOR_EVER, immutable=True)
    return response


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    return _answer(request, others.search(_frame(request), request.GET.get("q", "")))


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    face = others.leave(_frame(request), request.GET.get("url", ""))
    if face is None:
        raise Http404
    return _answer(request, face)


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponse:
    """Pictures, and only they: attachments are downloaded through the repository, which asks who may.

    A web server in front may serve the same folders by itself.
    """
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    patch_cache_control(response, public=True, max_age=PICTURE_AGE)
    return response


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    frame = _frame(request)
    return _answer(
        request, Face(frame.render("portal/styleguide.html", kind="styleguide", title="组件一览", noindex=True))
    )


def preview_page(request: HttpRequest, specific) -> HttpResponse:
    """A page of the tree as an editor left it, at today's date."""
    frame = _frame(request, root=specific.get_site())
    frame.tree = frame.tree.with_page(specific)
    node = frame.tree.by_id[specific.pk or 0]
    return HttpResponse(_face(frame, specific, node, "", {}).html)


def preview_article(request: HttpRequest, found) -> HttpResponse:
    """An article as an editor left it, in the dress of the site it is meant for."""
    placements = queries.standing(found) if found.pk else []
    among = queries.sites()
    site = queries.site_at(placements[0].column.path, among) if placements else None
    return HttpResponse(articles.draft(_frame(request, root=site), found).html)


def _frame(request: HttpRequest, root=None) -> Frame:
    frame = Frame(root, queries.sites(), localdate()) if root else frame_for(*host_and_port(request), localdate())
    if frame is None or not frame.tree.nodes:
        raise Http404
    return frame


def _answer(request: HttpRequest, face: Face) -> HttpResponse:
    """With validators, so that an unchanged page costs the reader nothing."""
    response = HttpResponse(face.html, status=face.status)
    if face.status != 200:
        return response
    patch_cache_control(response, public=True, max_age=SHORT)
    set_response_etag(response)
    changed = int(face.modified.timestamp()) if face.modified else None
    if changed:
        response["Last-Modified"] = http_date(changed)
    return get_conditional_response(request, etag=response["ETag"], last_modified=changed, response=response)
