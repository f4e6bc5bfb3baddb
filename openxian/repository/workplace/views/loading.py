"""Loaders every page begins with: the thing, if this person may have it; strangers get 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openxian.core.errors import Forbidden
from openxian.repository import permissions
from openxian.repository.models import Article, PolicyDocument, Review


def today():
    return timezone.localdate()


def article_for(person, pk: int) -> Article:
    """The article (or policy document) numbered ``pk`` if ``person`` may read it, as the public row stands."""
    article = get_object_or_404(Article.objects.select_related("organisation", "created_by"), pk=pk)
    if not permissions.may_read(person, article, today()):
        raise Http404
    return specific(article)


def specific(article: Article) -> Article:
    """The policy document behind an article, if it is one."""
    if not article.is_policy:
        return article
    found = PolicyDocument.objects.select_related("organisation", "created_by").filter(pk=article.pk).first()
    return found or article


def review_for(person, pk: int) -> Review:
    """The round numbered ``pk`` if ``person`` may read its article."""
    review = get_object_or_404(
        Review.objects.select_related("article__organisation", "revision", "submitted_by"), pk=pk
    )
    if not permissions.may_read(person, review.article, today()):
        raise Http404
    return review


def allowed(answer: bool) -> None:
    """403 with a sentence unless a permission said yes (Wagtail would turn ``PermissionDenied`` into a redirect)."""
    if not answer:
        raise Forbidden("这一步不归您办，或者稿件现在的状态不能办。请回到稿件页面看可以做什么。")


def newest(article: Article) -> Article:
    """The newest saved version of an article, which editors and reviewers look at."""
    return article.get_latest_revision_as_object()


def article_url(name: str, article: Article, *more) -> str:
    """The address of a page about an article; the editor of a policy document has its own."""
    if name == "article_edit" and isinstance(article, PolicyDocument):
        name = "policy_edit"
    return reverse(f"repository:{name}", args=[article.pk, *more])


def page(request, template: str, title: str, *, trail=(), icon="doc-full", status=200, buttons=(), **context):
    """A page in the admin's furniture; ``trail`` are (label, url) pairs between home and this page."""
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": "内容管理"}]
    crumbs += [{"url": url, "label": label} for label, url in trail]
    context |= {
        "header_title": title,
        "header_icon": icon,
        "header_buttons": list(buttons),
        "breadcrumbs_items": [*crumbs, {"url": "", "label": title}],
    }
    return TemplateResponse(request, f"repository/workplace/{template}", context, status=status)
