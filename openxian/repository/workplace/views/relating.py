"""What is said about a policy document as a whole: which articles explain it, whether it still binds."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from wagtail.admin import messages

from openxian.core.errors import Refused
from openxian.repository import actions, permissions
from openxian.repository.models import Article, PolicyDocument
from openxian.repository.workplace.explorer import TITLE_WINDOW
from openxian.repository.workplace.forms import ValidityForm
from openxian.repository.workplace.views.acting import tried
from openxian.repository.workplace.views.loading import allowed, article_for, article_url, page, today

FOUND = 20


def explainers(request, pk):
    """The articles that explain a document: look for one, add it, take one away."""
    policy = _policy(request, pk)
    allowed(permissions.may_relate(request.user, policy, today()))
    if request.method == "POST":
        _change(request, policy)
        return redirect("repository:explainers", pk)
    words = request.GET.get("q", "").strip()
    related = Article.objects.filter(explains__policy=policy).select_related("organisation").order_by("explains__pk")
    return page(
        request,
        "explainers.html",
        "关联解读",
        trail=[(policy.title, article_url("article", policy))],
        icon="link",
        policy=policy,
        related=related,
        words=words,
        found=_candidates(request.user, policy, words) if words else None,
    )


def validity(request, pk):
    """Whether the document still binds, since when, and by which document it was changed or ended."""
    policy = _policy(request, pk)
    allowed(permissions.may_set_validity(request.user, policy, today()))
    form = ValidityForm(request.POST or None, instance=policy)
    if request.method == "POST" and form.is_valid() and _said(request, form):
        messages.success(request, "有效性已登记，公开页面随之更新。")
        return redirect(article_url("article", policy))
    return page(
        request,
        "reason.html",
        "登记有效性",
        trail=[(policy.title, article_url("article", policy))],
        icon="tick",
        article=policy,
        form=form,
        warning="登记后立即在公开页面标注，不再经过审核；原文不删除。",
        button="登记",
        plain=True,
        status=400 if form.errors else 200,
    )


def _policy(request, pk) -> PolicyDocument:
    policy = article_for(request.user, pk)
    if not isinstance(policy, PolicyDocument):
        raise Http404
    return policy


def _change(request, policy):
    number = request.POST.get("explainer", "")
    explainer = get_object_or_404(Article, pk=int(number) if number.isdigit() else 0)
    if "remove" in request.POST:
        if tried(request, actions.unrelate_explainer, policy, explainer=explainer):
            messages.success(request, f"已取消与“{explainer}”的关联。")
    elif tried(request, actions.relate_explainer, policy, explainer=explainer):
        messages.success(request, f"已关联“{explainer}”。")


def _candidates(person, policy, words):
    """Articles of the newest ``TITLE_WINDOW`` one may see whose title has the words, interpretations first."""
    seen = permissions.visible_to(person, today()).exclude(pk=policy.pk).order_by("-updated_at", "-id")
    newest = seen.values("pk")[:TITLE_WINDOW]
    found = Article.objects.filter(pk__in=newest, title__contains=words).select_related("organisation")
    found = found.exclude(explains__policy=policy).defer("body").order_by("-updated_at", "-id")[: FOUND * 2]
    return sorted(found, key=lambda article: article.kind != Article.Kind.EXPLAINER)[:FOUND]


def _said(request, form) -> bool:
    said = form.cleaned_data
    try:
        actions.set_validity(
            form.instance,
            said["validity"],
            by=request.user,
            at=timezone.now(),
            ceased_on=said["ceased_on"],
            note=said["validity_note"],
        )
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True
