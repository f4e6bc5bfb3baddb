"""紧急发布: public at once on a final reviewer's word; the levels below review it afterwards."""

from django.db import transaction

from openxian.core import audit
from openxian.core.errors import Refused
from openxian.organisations import queries as organisations
from openxian.repository import permissions, queries, registry, rules, todo, workflow
from openxian.repository.actions.locking import day_of, locked, must, set_facts
from openxian.repository.actions.publishing import put_online
from openxian.repository.actions.reviewing import open_round
from openxian.repository.models import Article, Opinion, Review


@transaction.atomic
def publish_urgently(article: Article, *, by, at, reason: str) -> Review:
    """Publish the newest version at once; the round stays open for the levels that have not seen it.

    A column that asks for one review only has had it; otherwise those levels follow by other people.
    Raises ``Forbidden`` when ``by`` is no final reviewer or had a hand in it, ``Refused`` without a reason.
    """
    row = locked(article)
    on = day_of(at)
    workflow.THREE_REVIEWS[registry.levels_required(row)].step("publish_urgently", row.stage)
    must(permissions.may_publish_urgently(by, row, on), "紧急发布由本单位终审员办理，且稿件须有未发布的内容。")
    reason = rules.reason_given(reason, "紧急发布")
    review = _open_round_of(row, at)
    behalf = organisations.acting_for(by, "final_reviewer", row.organisation, on)
    rules.people_differ((by.pk, getattr(behalf, "pk", None)), permissions.people_of(review) | {review.submitted_by_id})
    rules.levels_suffice(review.levels, registry.levels_required(row))
    Opinion.objects.create(review=review, step="publish_urgently", by=by, on_behalf_of=behalf, at=at, comment=reason)
    _leave_open(review, at)
    audit.record(
        "repository.publish_urgently", by=by, at=at, thing=row,
        sentence=f"紧急发布稿件《{row}》，理由：{reason}", review=review.pk, reason=reason,
    )  # fmt: skip
    published = put_online(row, review.revision, by=by, at=at)
    todo.settle(row, by=by, at=at, outcome=todo.MOOT, remark=f"紧急发布：{reason}")
    if review.is_open:
        set_facts(published, at, locked=True, locked_at=at, locked_by=None)
        todo.ask_reviewers(row, review, by=by, at=at)
    return review


def _open_round_of(article: Article, at) -> Review:
    """The round the article is in, or a new one in the name of whoever wrote it last."""
    review = article.reviews.select_for_update(of=("self",)).filter(state__in=Review.OPEN).first()
    if review is not None:
        if review.emergency:
            raise Refused("这篇稿件已经紧急发布，正在后补审核。")
        return review
    writer = queries.last_writer(article)
    if writer is None:
        raise Refused("这篇稿件没有登记拟稿人，请先由信息员送审。")
    review = open_round(article, submitted_by=writer, at=at)
    Opinion.objects.create(review=review, step="write", by=writer, at=at)
    return review


def _leave_open(review: Review, at) -> None:
    """What is left: the levels below the final one; none is left when they have all passed it."""
    review.emergency = True
    if review.state == Review.State.FINAL_REVIEW:
        review.closed_at, review.state = at, Review.State.PASSED
    review.save(update_fields=["emergency", "state", "closed_at"])
