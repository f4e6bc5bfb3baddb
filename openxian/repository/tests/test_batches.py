"""Many articles, one act: each by itself, refusals with reasons, broken off and gone on with."""

import pytest

from openxian.core.errors import Refused
from openxian.core.models import AuditLine
from openxian.repository import actions
from openxian.repository.actions import batches
from openxian.repository.models import Article, Batch, BatchItem
from openxian.repository.tests.conftest import now


@pytest.fixture
def drafts(new_article, writer, at):
    return [actions.save_draft(new_article(f"第{number}篇"), by=writer, at=at) for number in range(1, 6)]


@pytest.fixture
def at_final(drafts, writer, first_reviewer, second_reviewer, at):
    """The first three drafts wait for the final review."""
    for draft in drafts[:3]:
        review = actions.submit(draft, by=writer, at=at)
        actions.pass_review(review, by=first_reviewer, at=at)
        actions.pass_review(review, by=second_reviewer, at=at)
    return drafts


def _states(batch):
    return list(batch.items.order_by("pk").values_list("state", flat=True))


def test_publishing_passes_what_waits_for_the_final_review_and_says_why_not(at_final, final_reviewer, at):
    batch = actions.start_batch("publish", at_final, by=final_reviewer, at=at)
    assert actions.run_batch(batch, at=at, seconds=60) == 0
    batch.refresh_from_db()
    assert batch.finished_at == at
    assert _states(batch) == ["done"] * 3 + ["refused"] * 2
    assert "不在终审" in batch.items.last().reason
    assert Article.objects.filter(live=True).count() == 3


def test_a_batch_gives_nobody_more_rights(at_final, second_reviewer, at):
    batch = actions.start_batch("publish", at_final[:3], by=second_reviewer, at=at)
    actions.run_batch(batch, at=at, seconds=60)
    assert _states(batch) == ["refused"] * 3 and not Article.objects.filter(live=True).exists()


def test_it_stops_when_its_time_is_up_and_goes_on_when_asked(drafts, writer, at):
    batch = actions.start_batch("tag", drafts, by=writer, at=at, options={"tags": ["开学"]})
    assert [actions.run_batch(batch, at=at, seconds=0) for _ in drafts] == [4, 3, 2, 1, 0]
    assert all(now(draft).tags.filter(name="开学").exists() for draft in drafts)


def test_broken_off_in_the_middle_nothing_is_lost_or_doubled(drafts, writer, at, monkeypatch):
    batch = actions.start_batch("tag", drafts, by=writer, at=at, options={"tags": ["开学"]})
    tag = batches.ACTS[Batch.Act.TAG]

    def power_cut(article, *rest):
        tag(article, *rest)
        if article.pk == drafts[2].pk:
            raise KeyboardInterrupt

    monkeypatch.setitem(batches.ACTS, Batch.Act.TAG, power_cut)
    with pytest.raises(KeyboardInterrupt):
        actions.run_batch(batch, at=at, seconds=60)
    assert _states(batch) == ["done"] * 2 + ["waiting"] * 3
    assert not now(drafts[2]).tags.exists()
    monkeypatch.setitem(batches.ACTS, Batch.Act.TAG, tag)
    assert actions.run_batch(batch, at=at, seconds=60) == 0
    assert AuditLine.objects.filter(act="repository.save_draft").count() == 2 * len(drafts)


def test_an_unforeseen_fault_stops_one_item_only(drafts, writer, at, monkeypatch):
    def fail(article, *rest):
        raise ValueError("a fault of ours")

    batch = actions.start_batch("tag", drafts[:2], by=writer, at=at, options={"tags": ["开学"]})
    monkeypatch.setitem(batches.ACTS, Batch.Act.TAG, fail)
    assert actions.run_batch(batch, at=at, seconds=60) == 0
    assert batch.items.first().state == BatchItem.State.REFUSED and "系统日志" in batch.items.first().reason


def test_withdrawing_takes_a_reason_at_once(public, final_reviewer, at):
    with pytest.raises(Refused, match="理由"):
        actions.start_batch("withdraw", [public], by=final_reviewer, at=at)
    batch = actions.start_batch("withdraw", [public], by=final_reviewer, at=at, options={"reason": "专项清理"})
    actions.run_batch(batch, at=at)
    assert not now(public).live


def test_moving_is_for_the_keeper_of_the_columns(drafts, writer, stranger, keeper, at):
    moved = actions.start_batch("move", drafts[:1], by=writer, at=at, options={"columns": [7, 8]})
    actions.run_batch(moved, at=at)
    refused = actions.start_batch("move", drafts[1:2], by=stranger, at=at, options={"columns": [7]})
    actions.run_batch(refused, at=at)
    assert keeper.chose == [(drafts[0].pk, [7, 8])]
    assert _states(refused) == ["refused"]


def test_an_empty_choice_is_no_batch(writer, at):
    with pytest.raises(Refused, match="先选择稿件"):
        actions.start_batch("tag", [], by=writer, at=at, options={"tags": ["开学"]})
