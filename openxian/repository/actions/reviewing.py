"""三审三校: submit, pass, return, recall. Every step leaves an opinion in the round and a line in the trail."""

from django.db import transaction
from wagtail.models import Revision

from openxian.core import audit
from openxian.core.errors import Forbidden, Refused
from openxian.organisations import queries as organisations
from openxian.repository import permissions, queries, registry, rules, todo, workflow
from openxian.repository.actions.locking import day_of, locked, locked_round, must, set_facts
from openxian.repository.actions.publishing import FREE, put_online, schedule, take_offline
from openxian.repository.models import Article, Opinion, Review, Stage

LEVELS_IN_WORDS = {1: "一审", 2: "两审", 3: "三审"}


@transaction.atomic
def submit(article: Article, *, by, at, note: str = "") -> Review:
    """送审: the newest version goes to the reviewers its columns ask for, and is closed to editing.

    Raises ``Forbidden`` for strangers, ``Refused`` when something is missing or nothing has changed.
    """
    row = locked(article)
    workflow.THREE_REVIEWS[registry.levels_required(row)].step("submit", row.stage)
    must(permissions.may_submit(by, row, day_of(at)), "这篇稿件不归你送审，或者发布后没有新的修改。")
    review = open_round(row, submitted_by=by, at=at, note=note)
    Opinion.objects.create(review=review, step="submit", by=by, at=at, comment=note)
    set_facts(row, at, stage=review.state, locked=True, locked_at=at, locked_by=None)
    todo.settle(row, by=by, at=at)
    todo.ask_reviewers(row, review, by=by, at=at)
    audit.record(
        "repository.submit", by=by, at=at, thing=row,
        sentence=f"把稿件《{row}》送审（{LEVELS_IN_WORDS[review.levels]}）。", review=review.pk,
    )  # fmt: skip
    return review


def open_round(article: Article, *, submitted_by, at, note: str = "", emergency: bool = False) -> Review:
    """A new round on the newest version, with everybody who wrote it on record; the caller has checked who asks."""
    revision = newest_version(article)
    version = revision.as_object()
    rules.ready_for_review(queries.manuscript(version), day_of(at))
    rules.schedule_makes_sense(version.go_live_at, version.expire_at, at)
    levels = registry.levels_required(article)
    review = Review.objects.create(
        article=article, revision=revision, levels=levels, state=workflow.STATES_OF[levels][0],
        emergency=emergency, submitted_by=submitted_by, submitted_at=at, note=note,
    )  # fmt: skip
    for writer in queries.writer_ids(article) - {submitted_by.pk}:
        Opinion.objects.create(review=review, step="write", by_id=writer, at=revision.created_at)
    return review


def newest_version(article: Article) -> Revision:
    """The newest version; an article that came in without versions gets its first."""
    return article.latest_revision or article.save_revision(user=article.created_by, clean=False)


@transaction.atomic
def pass_review(review: Review, *, by, at, comment: str = "") -> Review:
    """通过: on to the next level; after the last one the version is published or waits for its hour.

    Raises ``Forbidden`` when it is not this person's to pass, ``Refused`` when the round has moved on.
    """
    article, review = locked_round(review)
    step = _step(workflow.PASS_OF, review)
    behalf = _reviewer(review, by, at)
    if step.name == "pass_final":
        rules.levels_suffice(review.levels, registry.levels_required(article))
    Opinion.objects.create(review=review, step=step.name, by=by, on_behalf_of=behalf, at=at, comment=comment)
    audit.record(
        f"repository.{step.name}", by=by, at=at, thing=article,
        sentence=f"{step.label}稿件《{article}》{_for_whom(behalf)}。", review=review.pk, comment=comment,
    )  # fmt: skip
    todo.settle(article, by=by, at=at, remark=comment)
    _move_on(article, review, step.target, by, at)
    return review


@transaction.atomic
def return_for_changes(review: Review, *, by, at, comment: str) -> Review:
    """退回: back to the writers with a reason. What was published urgently goes off line at once."""
    article, review = locked_round(review)
    step = _step(workflow.RETURN_OF, review)
    behalf = _reviewer(review, by, at)
    comment = rules.reason_given(comment, "退回")
    Opinion.objects.create(review=review, step=step.name, by=by, on_behalf_of=behalf, at=at, comment=comment)
    review.close(Review.State.RETURNED, at)
    if review.emergency:
        take_offline(article, because=f"后补审核未通过：{comment}", by=by, at=at)
    set_facts(article, at, stage=Stage.RETURNED, **FREE)
    todo.ask_writer(article, review, by=by, at=at, reason=comment)
    audit.record(
        f"repository.{step.name}", by=by, at=at, thing=article,
        sentence=f"{step.label}稿件《{article}》{_for_whom(behalf)}，理由：{comment}", review=review.pk, reason=comment,
    )  # fmt: skip
    return review


@transaction.atomic
def recall(review: Review, *, by, at) -> Review:
    """撤回送审: the submitter takes it back before the last reviewer has passed it."""
    article, review = locked_round(review)
    workflow.review_table(review.levels, emergency=False).step("recall", review.state)
    rules.may_recall(review.submitted_by_id, by.pk, emergency=review.emergency)
    Opinion.objects.create(review=review, step="recall", by=by, at=at)
    review.close(Review.State.RECALLED, at)
    set_facts(article, at, stage=resting_stage(article), **FREE)
    todo.settle(article, by=by, at=at, outcome=todo.TAKEN_BACK)
    audit.record(
        "repository.recall", by=by, at=at, thing=article, sentence=f"撤回了稿件《{article}》的送审。", review=review.pk
    )
    return review


def resting_stage(article: Article) -> Stage:
    """Where an article stands when nothing is going on."""
    if article.live:
        return Stage.PUBLISHED
    return Stage.WITHDRAWN if article.addressed_on else Stage.DRAFT


def _step(names: dict[str, str], review: Review):
    """The step of passing or returning that the round stands before."""
    if not review.is_open:
        raise Refused("现在的状态不能办理：这一轮审核已经结束，请刷新页面。")
    return workflow.review_table(review.levels, emergency=review.emergency).step(names[review.state], review.state)


def _reviewer(review: Review, by, at):
    """For whom ``by`` reviews (``None``: for themselves); raises ``Forbidden`` when it is not theirs to do."""
    role, organisation, on = workflow.REVIEWED_BY[review.state], review.article.organisation, day_of(at)
    level = workflow.LEVEL_NAMES[review.state]
    if not (by.is_active and organisations.holds(by, role, on, organisation)):
        raise Forbidden(f"你没有{organisation}的{level}职责，请交给它的{level}员。")
    behalf = organisations.acting_for(by, role, organisation, on)
    rules.people_differ((by.pk, getattr(behalf, "pk", None)), permissions.people_of(review))
    return behalf


def _move_on(article: Article, review: Review, target: str, by, at) -> None:
    if target == "passed":
        review.close(Review.State.PASSED, at)
        set_facts(article, at, **FREE)
    elif target == "published":
        review.close(Review.State.PASSED, at)
        release(article, review.revision, by=by, at=at)
    else:
        review.state = target
        review.save(update_fields=["state"])
        todo.ask_reviewers(article, review, by=by, at=at)
        if not review.emergency:
            set_facts(article, at, stage=target)


def release(article: Article, revision: Revision, *, by, at) -> None:
    """Publish a passed version now, or at the hour its writers set."""
    version = revision.as_object()
    rules.schedule_makes_sense(version.go_live_at, version.expire_at, at)
    if rules.is_later(version.go_live_at, at):
        schedule(article, revision, version.go_live_at, at=at)
    else:
        put_online(article, revision, by=by, at=at)


def _for_whom(behalf) -> str:
    return f"（代{behalf}）" if behalf else ""
