"""Pages of single acts on one article: submit, recall, withdraw, publish urgently, delete a draft."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from openxian.core.errors import Refused
from openxian.repository import actions, permissions
from openxian.repository.workplace.forms import ReasonForm
from openxian.repository.workplace.views.loading import (
    allowed,
    article_for,
    article_url,
    page,
    review_for,
    today,
)


def tried(request, act, thing, **words) -> bool:
    """Do one act now as this person; a refusal becomes a message. Returns whether it was done."""
    try:
        act(thing, by=request.user, at=timezone.now(), **words)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return False
    return True


@require_POST
def submit(request, pk):
    """Send the saved draft to the reviewers."""
    article = article_for(request.user, pk)
    allowed(permissions.may_submit(request.user, article, today()))
    if tried(request, actions.submit, article, note=request.POST.get("note", "")):
        messages.success(request, "已提交审核。")
    return redirect(article_url("article", article))


@require_POST
def recall(request, pk):
    """Take back what was submitted, before anybody has published it."""
    review = review_for(request.user, pk)
    allowed(permissions.may_recall(request.user, review, today()))
    if tried(request, actions.recall, review):
        messages.success(request, "已撤回送审，可以继续修改。")
    return redirect(article_url("article", review.article))


@require_POST
def delete(request, pk):
    """Remove a draft the public has never seen."""
    article = article_for(request.user, pk)
    allowed(permissions.may_delete(request.user, article, today()))
    if not tried(request, actions.delete_draft, article):
        return redirect(article_url("article", article))
    messages.success(request, f"已删除草稿“{article.title}”。")
    return redirect("repository:articles")


def withdraw(request, pk):
    """Take an article off the site, with a reason that stays."""
    article = article_for(request.user, pk)
    allowed(permissions.may_withdraw(request.user, article, today()))
    return _with_reason(
        request,
        article,
        act=actions.withdraw,
        title="撤稿",
        done="已撤稿，原地址显示“已撤稿”。",
        warning="撤稿后公众立即看不到这篇稿件，原地址会说明内容已撤下。撤稿和原因永久留痕。",
        button="确认撤稿",
        label="撤稿原因",
    )


def publish_urgently(request, pk):
    """Publish before the other reviews are done; they follow."""
    article = article_for(request.user, pk)
    allowed(permissions.may_publish_urgently(request.user, article, today()))
    return _with_reason(
        request,
        article,
        act=actions.publish_urgently,
        title="紧急发布",
        done="已紧急发布，初审、复审须随后补办。",
        warning="只用于突发事件等必须马上公开的信息。您以终审员身份对内容负责，其余各级审核须在发布后补办，全程留痕。",
        button="确认紧急发布",
        label="紧急发布的理由",
    )


def _with_reason(request, article, *, act, title, done, warning, button, label):
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = label
    if request.method == "POST" and form.is_valid():
        try:
            act(article, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, done)
            return redirect(article_url("article", article))
    return page(
        request,
        "reason.html",
        title,
        trail=[(article.title, article_url("article", article))],
        icon="warning",
        article=article,
        form=form,
        warning=warning,
        button=button,
        status=400 if form.errors else 200,
    )
