"""待我审核 and the page on which a reviewer decides."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from openxian.core.errors import Refused
from openxian.organisations.queries import acting_for
from openxian.repository import actions, permissions, workflow
from openxian.repository.queries import awaiting_my_review, history, warnings
from openxian.repository.workplace.checklists import CHECKLISTS, ORDINALS
from openxian.repository.workplace.difference import difference, paragraphs
from openxian.repository.workplace.forms import ReviewForm
from openxian.repository.workplace.views.loading import allowed, page, review_for, specific, today

LONGEST = 200


def waiting(request):
    """What waits for this person, the longest waiting first."""
    reviews = awaiting_my_review(request.user, today())[:LONGEST]
    return page(
        request, "reviews.html", "待我审核", icon="clipboard-list", reviews=[described(review) for review in reviews]
    )


def described(review):
    """The review with the words the list shows: its level and why it is here."""
    level = workflow.LEVEL_NAMES[review.state]
    review.level = f"{level}·{ORDINALS[review.state]}"
    unit = review.article.organisation
    review.why = (
        f"已紧急发布，须补{level}：您负责{unit}的{level}"
        if review.emergency
        else f"{review.submitted_by}送审，您负责{unit}的{level}"
    )
    return review


def review(request, pk):
    """The version that was submitted, what changed, the checklist, and two buttons."""
    found = review_for(request.user, pk)
    mine = permissions.may_review(request.user, found, today())
    if request.method == "POST":
        allowed(mine)
    form = ReviewForm(request.POST or None, checklist=CHECKLISTS.get(found.state, ()))
    if request.method == "POST" and form.is_valid() and _decided(request, found, form):
        return redirect(_next(request))
    return _review_page(request, found, form, mine)


def _decided(request, found, form) -> bool:
    """Pass or return; what is missing goes to the form and nothing happens."""
    passing = request.POST.get("decision") == "pass"
    comment = form.cleaned_data["comment"].strip()
    if passing and not form.all_checked:
        form.add_error("checks", "清单还有没核对的项目。请核对后勾选；有问题请退回。")
        return False
    if not passing and not comment:
        form.add_error("comment", "退回要写明原因，信息员据此修改。")
        return False
    act = actions.pass_review if passing else actions.return_for_changes
    try:
        act(found, by=request.user, at=timezone.now(), comment=comment)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return False
    messages.success(request, f"“{found.article.title}”{'已通过' if passing else '已退回'}。")
    return True


def _next(request):
    """The list, so that the next one is one click away."""
    return reverse("repository:reviews")


def _review_page(request, found, form, mine):
    submitted = found.revision.as_object()
    public = specific(found.article)
    was_live = public.live and public.live_revision_id not in (None, found.revision_id)
    return page(
        request,
        "review.html",
        submitted.title,
        trail=[("待我审核", reverse("repository:reviews"))],
        icon="clipboard-list",
        status=400 if form.errors else 200,
        review=described(found) if found.is_open else found,
        article=submitted,
        public=public,
        changes=difference(paragraphs(public), paragraphs(submitted)) if was_live else None,
        form=form,
        mine=mine,
        on_behalf_of=_behalf(request.user, found) if mine else None,
        events=history(public)[::-1],
        warnings=warnings(submitted),
    )


def _behalf(person, found):
    return acting_for(person, workflow.REVIEWED_BY[found.state], found.article.organisation, today())
