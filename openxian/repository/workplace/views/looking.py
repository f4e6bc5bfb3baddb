"""One article as it stands: what is public, what is being written, what may be done, what happened."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from openxian.repository import actions, permissions, registry
from openxian.repository.models import Review, Stage
from openxian.repository.queries import history, warnings
from openxian.repository.workplace.difference import difference, paragraphs
from openxian.repository.workplace.views.acting import tried
from openxian.repository.workplace.views.loading import allowed, article_for, article_url, newest, page, today


def article(request, pk):
    """The newest version with its state, the buttons this person has, and the trail."""
    public = article_for(request.user, pk)
    shown = newest(public)
    return page(
        request,
        "article.html",
        shown.title,
        trail=[index_of(public)],
        article=shown,
        public=public,
        may=_doors(request.user, public),
        open_review=_open_review(public),
        address=_address(public),
        why_closed=_why_closed(public),
        edit_url=article_url("article_edit", public),
        events=history(public)[::-1],
        homes=registry.columns.homes([public]) if registry.columns else {},
        warnings=warnings(shown),
    )


def versions(request, pk):
    """Every saved version; any may be compared with the newest or taken back as a draft."""
    public = article_for(request.user, pk)
    found = public.revisions.select_related("user").order_by("-created_at", "-id")[:100]
    return page(
        request,
        "versions.html",
        "历史版本",
        trail=[index_of(public), (public.title, article_url("article", public))],
        article=public,
        versions=found,
        may_edit=permissions.may_edit(request.user, public, today()),
    )


def version(request, pk, revision):
    """One old version beside the newest."""
    public = article_for(request.user, pk)
    old = get_object_or_404(public.revisions.select_related("user"), pk=revision)
    before, after = old.as_object(), newest(public)
    return page(
        request,
        "version.html",
        f"{old.created_at:%Y-%m-%d} 的版本",
        trail=[
            index_of(public),
            (public.title, article_url("article", public)),
            ("历史版本", article_url("versions", public)),
        ],
        article=public,
        version=old,
        changes=difference(paragraphs(before), paragraphs(after)),
        may_edit=permissions.may_edit(request.user, public, today()),
    )


@require_POST
def take_back(request, pk, revision):
    """Make an old version the newest draft; what the public reads does not change."""
    public = article_for(request.user, pk)
    allowed(permissions.may_edit(request.user, public, today()))
    old = get_object_or_404(public.revisions, pk=revision).as_object()
    if tried(request, actions.save_draft, old):
        messages.success(request, "已把这一版取回为草稿；公开的内容没有变，送审通过后才会变。")
    return redirect(article_url("article_edit", public))


def index_of(article) -> tuple[str, str]:
    """The list an article belongs to, for the trail of links."""
    if article.is_policy:
        return "政策文件", reverse("repository:policies")
    return "稿件", reverse("repository:articles")


def _doors(person, public) -> dict[str, bool]:
    on = today()
    review = _open_review(public)
    return {
        "edit": permissions.may_edit(person, public, on),
        "submit": permissions.may_submit(person, public, on),
        "delete": permissions.may_delete(person, public, on),
        "recall": bool(review and permissions.may_recall(person, review, on)),
        "review": bool(review and permissions.may_review(person, review, on)),
        "urgent": permissions.may_publish_urgently(person, public, on),
        "withdraw": permissions.may_withdraw(person, public, on),
        "relate": public.is_policy and permissions.may_relate(person, public, on),
        "validity": public.is_policy and permissions.may_set_validity(person, public, on),
    }


def _open_review(public):
    return public.reviews.filter(state__in=Review.OPEN).select_related("article__organisation").first()


def _why_closed(public) -> str:
    """Why nobody edits it now; empty when it is a matter of the person."""
    if _open_review(public):
        return "正在审核中，暂时不能修改；退回或撤回送审后可以改。"
    if public.stage == Stage.SCHEDULED:
        return "审核已通过，等待定时发布；要改请先撤稿。"
    return ""


def _address(public) -> str:
    return registry.columns.address(public) if registry.columns and public.live else ""
