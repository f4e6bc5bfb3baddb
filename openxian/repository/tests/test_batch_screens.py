"""Batch acts from the list: chosen, confirmed, done step by step, and honest about what was not done."""

import pytest
from django.urls import reverse

from openxian.repository.models import Article, Batch, BatchItem
from tests.cast import login

START = "/office/batches/start/"


@pytest.fixture
def two(new_article, writer, at):
    from openxian.repository import actions

    return [actions.save_draft(new_article(title=f"第{number}篇"), by=writer, at=at) for number in (1, 2)]


def test_nothing_is_done_before_it_is_confirmed(client, writer, two):
    answer = login(client, writer).post(START, {"act": "tag", "chosen": [each.pk for each in two]})
    assert "将对 <strong>2</strong> 篇稿件" in answer.content.decode()
    assert not Batch.objects.exists()


def test_a_batch_goes_on_by_its_button_until_nothing_waits(client, writer, two):
    login(client, writer)
    chosen = [each.pk for each in two]
    answer = client.post(START, {"act": "tag", "chosen": chosen, "confirmed": "1", "tags": "招生，2026"})
    batch = Batch.objects.get()
    assert answer.url == reverse("repository:batch", args=[batch.pk])
    assert "还有 2 篇" in client.get(answer.url).content.decode()
    page = client.post(reverse("repository:batch_go_on", args=[batch.pk]), follow=True).content.decode()
    assert "全部办完：完成 2 篇" in page
    versions = [Article.objects.get(pk=pk).get_latest_revision_as_object() for pk in chosen]
    assert all({tag.name for tag in version.tags.all()} == {"招生", "2026"} for version in versions)


def test_what_cannot_be_done_is_listed_with_its_reason(client, final_reviewer, two):
    login(client, final_reviewer)
    client.post(START, {"act": "withdraw", "chosen": [two[0].pk], "confirmed": "1", "reason": "内容过期"})
    batch = Batch.objects.get()
    client.post(reverse("repository:batch_go_on", args=[batch.pk]))
    page = client.get(reverse("repository:batch", args=[batch.pk])).content.decode()
    item = BatchItem.objects.get()
    assert item.state == BatchItem.State.REFUSED
    assert item.reason in page


def test_withdrawing_many_needs_a_reason_too(client, final_reviewer, two):
    answer = login(client, final_reviewer).post(
        START, {"act": "withdraw", "chosen": [two[0].pk], "confirmed": "1", "reason": ""}
    )
    assert "请写明撤稿原因" in answer.content.decode()
    assert not Batch.objects.exists()


def test_moving_offers_the_columns(client, writer, two, keeper):
    login(client, writer)
    chosen = [two[0].pk]
    client.post(START, {"act": "move", "chosen": chosen, "confirmed": "1", "columns": ["1", "3"], "columns-home": "3"})
    client.post(reverse("repository:batch_go_on", args=[Batch.objects.get().pk]))
    assert keeper.chose == [(two[0].pk, [3, 1])]


def test_rows_one_cannot_see_are_left_out(client, stranger, two):
    login(client, stranger).post(START, {"act": "tag", "chosen": [two[0].pk], "confirmed": "1", "tags": "x"})
    assert not Batch.objects.exists()


def test_all_matching_means_the_filters_not_the_page(client, writer, two):
    login(client, writer)
    client.post(START, {"act": "tag", "all_matching": "1", "stage": "draft", "confirmed": "1", "tags": "x"})
    assert Batch.objects.get().items.count() == 2
    client.post(START, {"act": "tag", "all_matching": "1", "stage": "published", "confirmed": "1", "tags": "x"})
    assert Batch.objects.count() == 1


def test_a_batch_is_its_owners(client, writer, second_writer, two):
    login(client, writer).post(START, {"act": "tag", "chosen": [two[0].pk], "confirmed": "1", "tags": "x"})
    batch = Batch.objects.get()
    login(client, second_writer)
    assert client.get(reverse("repository:batch", args=[batch.pk])).status_code == 404
    assert client.post(reverse("repository:batch_go_on", args=[batch.pk])).status_code == 404


def test_the_list_offers_only_what_ones_role_may_do(writer, first_reviewer, final_reviewer):
    from openxian.repository.workplace.roles import batch_acts

    assert [act for act, _ in batch_acts(writer)] == ["move", "tag"]
    assert batch_acts(first_reviewer) == []
    assert [act for act, _ in batch_acts(final_reviewer)] == ["publish", "withdraw"]
