"""One act on many articles: each in its own transaction, so that a crash loses nothing and doubles nothing."""

from collections.abc import Iterable
from time import monotonic

import structlog
from django.db import transaction

from openxian.core import audit
from openxian.core.errors import Refused
from openxian.repository import permissions, registry, rules
from openxian.repository.actions.drafting import save_draft
from openxian.repository.actions.locking import day_of, locked, must
from openxian.repository.actions.publishing import withdraw
from openxian.repository.actions.reviewing import pass_review
from openxian.repository.models import Article, Batch, BatchItem, Review

log = structlog.get_logger("openxian.repository.batches")


@transaction.atomic
def start_batch(act: str, articles: Iterable[Article], *, by, at, options: dict | None = None) -> Batch:
    """Write down what shall be done to which articles; ``run_batch`` does it, a little at a time.

    ``options``: ``{"reason": …}`` to withdraw, ``{"columns": [id, …]}`` to move, ``{"tags": [name, …]}`` to tag,
    ``{"comment": …}`` (may be left out) to publish.
    """
    options = options or {}
    _options_fit(Batch.Act(act), options)
    batch = Batch.objects.create(act=act, options=options, by=by, started_at=at)
    wanted = dict.fromkeys(article.pk for article in articles)
    if not wanted:
        raise Refused("请先选择稿件。")
    BatchItem.objects.bulk_create(BatchItem(batch=batch, article_id=pk) for pk in wanted)
    audit.record(
        "repository.start_batch", by=by, at=at, thing=batch,
        sentence=f"开始批量{Batch.Act(act).label}，共{len(wanted)}篇。", articles=list(wanted)[:1000],
    )  # fmt: skip
    return batch


def run_batch(batch: Batch, *, at, seconds: float = 1.0) -> int:
    """Go on with a batch for about ``seconds``; returns how many are still waiting. May be called again and again.

    Two callers share the work: each item is taken by one of them.
    """
    until = monotonic() + seconds
    while _next_item(batch, at) and monotonic() < until:
        pass
    waiting = batch.items.filter(state=BatchItem.State.WAITING).count()
    if not waiting:
        Batch.objects.filter(pk=batch.pk, finished_at__isnull=True).update(finished_at=at)
    return waiting


@transaction.atomic
def _next_item(batch: Batch, at) -> bool:
    """Do one waiting item; the act and its tick stand or fall together."""
    waiting = batch.items.filter(state=BatchItem.State.WAITING).order_by("pk")
    item = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if item is None:
        return False
    item.state, item.reason = BatchItem.State.DONE, ""
    try:
        with transaction.atomic():
            ACTS[Batch.Act(batch.act)](item.article, batch, at)
    except Refused as refusal:
        item.state, item.reason = BatchItem.State.REFUSED, refusal.message[:300]
    except Exception:
        log.exception("batch item failed", batch=batch.pk, article=item.article_id)
        item.state, item.reason = BatchItem.State.REFUSED, "办理时出错，详情已记入系统日志，请联系管理员。"
    item.save(update_fields=["state", "reason"])
    return True


def _options_fit(act: Batch.Act, options: dict) -> None:
    if act == Batch.Act.WITHDRAW:
        rules.reason_given(options.get("reason", ""), "撤稿")
    elif act == Batch.Act.MOVE and not options.get("columns"):
        raise Refused("请选择栏目。", field="columns")
    elif act == Batch.Act.TAG and not options.get("tags"):
        raise Refused("请填写标签。", field="tags")


def _publish(article: Article, batch: Batch, at) -> None:
    """Pass the final review where ``batch.by`` may."""
    review = article.reviews.filter(state=Review.State.FINAL_REVIEW).first()
    if review is None:
        raise Refused("这篇稿件不在终审，不能发布。")
    pass_review(review, by=batch.by, at=at, comment=batch.options.get("comment", ""))


def _withdraw(article: Article, batch: Batch, at) -> None:
    withdraw(article, by=batch.by, at=at, reason=batch.options["reason"])


def _move(article: Article, batch: Batch, at) -> None:
    """The keeper of the columns says who may place what where, and leaves the audit line."""
    if registry.columns is None:
        raise Refused("本系统没有启用门户，稿件没有栏目。")
    row = locked(article)
    must(permissions.may_write_for(batch.by, row.organisation, day_of(at)), "这篇稿件不归你编辑。")
    registry.columns.choose(row, batch.options["columns"], by=batch.by, at=at)


def _tag(article: Article, batch: Batch, at) -> None:
    """Tags are content: on a public article they become visible with its next review."""
    version = locked(article).get_latest_revision_as_object()
    version.tags.add(*batch.options["tags"])
    save_draft(version, by=batch.by, at=at)


ACTS = {
    Batch.Act.PUBLISH: _publish,
    Batch.Act.WITHDRAW: _withdraw,
    Batch.Act.MOVE: _move,
    Batch.Act.TAG: _tag,
}
