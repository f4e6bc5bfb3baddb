"""Two press at the same moment: exactly one wins, the other is told to look again. So on either database."""

import threading

import pytest
from django.db import connections

from openxian.core.errors import Refused
from openxian.repository import actions
from openxian.repository.models import Article, Batch, BatchItem, Opinion, Review, Stage
from openxian.repository.signals import article_published
from tests.cast import grant, make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(*calls):
    """Run the calls together, each on its own connection; returns what each gave or refused with."""
    together, outcomes = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number, call):
        together.wait()
        try:
            outcomes[number] = call() or "done"
        except Refused as refusal:
            outcomes[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def refused(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Refused)]


@pytest.fixture
def two(education, submitted, first_reviewer):
    """Two people who hold the same duty."""
    return first_reviewer, grant(make_user("first.too", "马识途"), "first_reviewer", education)


def test_one_of_two_passes(two, submitted, at):
    outcomes = at_once(*[lambda by=by: actions.pass_review(submitted, by=by, at=at) for by in two])
    assert len(refused(outcomes)) == 1
    assert Opinion.objects.filter(step="pass_first").count() == 1
    assert Review.objects.get().state == Review.State.SECOND_REVIEW


def test_passing_and_returning_do_not_both_happen(two, submitted, at):
    one, other = two
    outcomes = at_once(
        lambda: actions.pass_review(submitted, by=one, at=at),
        lambda: actions.return_for_changes(submitted, by=other, at=at, comment="请改"),
    )
    assert len(refused(outcomes)) == 1
    stage = Article.objects.get().stage
    assert (stage == Stage.RETURNED) == Opinion.objects.filter(step="return_first").exists()


def test_a_draft_is_submitted_once(draft, writer, second_writer, at):
    outcomes = at_once(*[lambda by=by: actions.submit(draft, by=by, at=at) for by in (writer, second_writer)])
    assert len(refused(outcomes)) == 1 and Review.objects.count() == 1


def test_two_workers_publish_what_is_due_once(draft, publish, writer, at):
    from datetime import timedelta

    draft.go_live_at = at + timedelta(hours=1)
    actions.save_draft(draft, by=writer, at=at)
    publish(draft)
    told = []

    def hear(sender, article, **rest):
        told.append(article.pk)

    article_published.connect(hear)
    try:
        at_once(*[lambda: actions.publish_due(at=at + timedelta(hours=1))] * 2)
    finally:
        article_published.disconnect(hear)
    assert told == [draft.pk]


def test_two_share_a_batch_and_do_each_item_once(new_article, writer, at):
    drafts = [actions.save_draft(new_article(f"第{n}篇"), by=writer, at=at) for n in range(8)]
    batch = actions.start_batch("tag", drafts, by=writer, at=at, options={"tags": ["开学"]})
    at_once(*[lambda: actions.run_batch(batch, at=at, seconds=60)] * 2)
    assert not BatchItem.objects.exclude(state=BatchItem.State.DONE).exists()
    assert Batch.objects.get().finished_at == at
    assert all(article.revisions.count() == 2 for article in Article.objects.all())
