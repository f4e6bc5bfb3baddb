"""三审三校 as to-dos: what waits for which reviewer, what came back to whom. Rows only; the acts check and record.

One part is open while a round is: the level's reviewers at the article's body. A return asks the submitter.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from openxian.core.assignments import holders, rounds
from openxian.core.assignments.models import Assignment
from openxian.core.assignments.rounds import Opening
from openxian.core.calendar.queries import working_days
from openxian.core.deadlines import Deadline, Term
from openxian.repository import workflow
from openxian.repository.models import Article, PolicyDocument, Review

KIND = "repository.review"
REVISE = "revise"
SENT_BACK, TAKEN_BACK, MOOT = Assignment.Outcome.RETURNED, Assignment.Outcome.RECALLED, Assignment.Outcome.DROPPED
LIMIT_BASIS = "本单位审核时限"


def ask_reviewers(article: Article, review: Review, *, by: Any, at: datetime) -> None:
    """The level a round stands before is somebody's to do."""
    level = workflow.LEVEL_NAMES[review.state]
    label = f"补{level}" if review.emergency else level
    opening = _opening(article, review, step=review.state, label=label, note=review.note, at=at)
    holder = f"duty:{workflow.REVIEWED_BY[review.state]}:{article.organisation_id}"
    rounds.open_parts(article, opening, [("", holder)], by=by, at=at, must=False)


def ask_writer(article: Article, review: Review, *, by: Any, at: datetime, reason: str) -> None:
    """What was sent back is the submitter's to mend."""
    settle(article, by=by, at=at, outcome=SENT_BACK, remark=reason)
    opening = _opening(article, review, step=REVISE, label="修改", note=f"退回理由：{reason}", at=at)
    rounds.open_parts(article, opening, [("", holders.person_key(review.submitted_by))], by=by, at=at, must=False)


def settle(
    article: Article, *, by: Any, at: datetime, outcome: str = Assignment.Outcome.DONE, remark: str = ""
) -> None:
    """What was asked about an article is asked no more."""
    rows = Assignment.objects.of(article).open().filter(kind=KIND)
    rounds.close(list(rows.select_for_update(of=("self",))), outcome, by=by, at=at, remark=remark)


def open_missing(*, at: datetime) -> int:
    """To-dos for rounds that were open before there were any; returns how many were opened. May be run again."""
    waiting = Review.objects.filter(state__in=Review.OPEN).select_related("article", "submitted_by", "revision")
    known = Assignment.objects.open().filter(kind=KIND).values_list("thing_id", flat=True)
    missing = [review for review in waiting.order_by("pk") if str(review.article_id) not in set(known)]
    for review in missing:
        ask_reviewers(_specific(review.article), review, by=review.submitted_by, at=review.submitted_at)
    return len(missing)


def _opening(article: Article, review: Review, *, step: str, label: str, note: str, at: datetime) -> Opening:
    due_at, basis = (None, "") if step == REVISE else _limit(at)
    return Opening(
        kind=KIND, step=step, label=label, owner=review.submitted_by, title=review.revision.object_str,
        number=getattr(article, "document_number", ""), due_at=due_at, basis=basis, note=note,
        urgency=Assignment.Urgency.URGENT if review.emergency else Assignment.Urgency.NORMAL,
    )  # fmt: skip


def _limit(at: datetime) -> tuple[datetime | None, str]:
    """Until when a level should be done, where the installation sets a time."""
    days = settings.OPENXIAN_REVIEW_WORKING_DAYS
    if not days:
        return None, ""
    return Deadline(localtime(at), Term(days, "working_days", LIMIT_BASIS), working_days()).due_at, LIMIT_BASIS


def _specific(article: Article) -> Article:
    return PolicyDocument.objects.get(pk=article.pk) if article.is_policy else article
