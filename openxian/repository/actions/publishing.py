"""On line and off line. Nothing else in the house makes an article public or takes it away."""

from django.db import transaction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import ReferenceIndex, Revision

from openxian.core import audit
from openxian.repository import permissions, rules, todo, workflow
from openxian.repository.actions.locking import day_of, locked, must, set_facts
from openxian.repository.models import Article, Opinion, Review, Stage
from openxian.repository.signals import article_published, article_withdrawn

FREE = {"locked": False, "locked_at": None, "locked_by": None}


def put_online(article: Article, revision: Revision, *, by, at) -> Article:
    """Make this version the public one; the caller has checked, locked and recorded."""
    action = PublishRevisionAction(revision, user=by, log_action=False)
    version = action.object
    version.go_live_at = None  # its hour has come; the CMS would ask the machine's clock once more
    version.stage = Stage.PUBLISHED
    version.published_at = rules.publication_time(article.published_at, at)
    version.addressed_on = article.addressed_on or day_of(at)
    version.first_published_at = article.first_published_at or at
    version.withdrawn_at, version.withdrawn_because = None, ""
    for name, value in FREE.items():
        setattr(version, name, value)
    action.execute(skip_permission_checks=True)
    set_facts(version, at, last_published_at=at)
    ReferenceIndex.create_or_update_for_object(version)  # which files its body shows, for those who download them
    article_published.send(sender=Article, article=version, by=by, at=at)
    return version


def schedule(article: Article, revision: Revision, go_live_at, *, at) -> None:
    """Let a passed version wait for its hour; ``publish_due`` puts it on line."""
    revision.approved_go_live_at = go_live_at
    revision.save(update_fields=["approved_go_live_at"])
    set_facts(article, at, stage=Stage.SCHEDULED, **FREE)


def take_offline(article: Article, *, because: str, by, at, expired: bool = False) -> None:
    """Make the public page answer 410; the caller has checked, locked and recorded."""
    article.revisions.update(approved_go_live_at=None)
    set_facts(
        article, at, live=False, has_unpublished_changes=True, live_revision=None, expired=expired,
        stage=Stage.WITHDRAWN, withdrawn_at=at, withdrawn_because=because[:300], **FREE,
    )  # fmt: skip
    article_withdrawn.send(sender=Article, article=article, by=by, at=at)


@transaction.atomic
def withdraw(article: Article, *, by, at, reason: str) -> None:
    """撤稿: off every site at once, with a reason; an open round ends. Raises ``Forbidden`` or ``Refused``."""
    row = locked(article)
    workflow.THREE_REVIEWS[3].step("withdraw", row.stage)
    must(
        permissions.may_withdraw(by, row, day_of(at)),
        "撤稿由本单位终审员或站点管理员办理，且稿件须已发布或待定时发布。",
    )
    reason = rules.reason_given(reason, "撤稿")
    for review in row.reviews.filter(state__in=Review.OPEN):
        Opinion.objects.create(review=review, step="withdraw", by=by, at=at, comment=reason)
        review.close(Review.State.RETURNED, at)
    todo.settle(row, by=by, at=at, outcome=todo.MOOT, remark=reason)
    take_offline(row, because=reason, by=by, at=at)
    audit.record(
        "repository.withdraw", by=by, at=at, thing=row, sentence=f"撤下稿件《{row}》，理由：{reason}", reason=reason
    )


def publish_due(*, at) -> int:
    """Put on line what has passed and whose hour has come; returns how many. Each in its own transaction."""
    due = Revision.objects.filter(
        base_content_type=Article.get_base_content_type(), approved_go_live_at__lte=at
    ).order_by("approved_go_live_at", "pk")
    return sum(_publish_one(revision, at) for revision in due.only("pk", "object_id"))


@transaction.atomic
def _publish_one(revision: Revision, at) -> bool:
    row = locked(Article(pk=revision.object_id))
    revision = Revision.objects.filter(pk=revision.pk, approved_go_live_at__lte=at).first()
    if revision is None or row.stage != Stage.SCHEDULED:
        return False
    put_online(row, revision, by=None, at=at)
    audit.record("repository.publish_due", by=None, at=at, thing=row, sentence=f"到时发布了稿件《{row}》。")
    return True


def expire_due(*, at) -> int:
    """Take off line what was to be public only until now; returns how many."""
    due = Article.objects.filter(live=True, expire_at__lte=at).order_by("expire_at", "pk")
    return sum(_expire_one(article, at) for article in due.only("pk"))


@transaction.atomic
def _expire_one(article: Article, at) -> bool:
    row = locked(article)
    if not row.live or row.expire_at is None or row.expire_at > at:
        return False
    for review in row.reviews.filter(state__in=Review.OPEN):
        review.close(Review.State.RECALLED, at)
    todo.settle(row, by=None, at=at, outcome=todo.MOOT, remark="到期自动下线")
    take_offline(row, because="到期自动下线", by=None, at=at, expired=True)
    audit.record("repository.expire_due", by=None, at=at, thing=row, sentence=f"稿件《{row}》到期，自动下线。")
    return True
