"""openxian outbox：列出停下来的、重新发送、放弃。"""

import json

import pytest
from django.core.management import CommandError, call_command

from openxian.core.outbox import actions, registry
from openxian.core.outbox.models import Job


@pytest.fixture
def failed(at, db):
    """Three dead letters of one topic."""
    registry.handler("letters", label="试验任务", run=print)
    actions.put_many("letters", [actions.Order({"secret": "天机"}) for _ in range(3)], at=at)
    Job.objects.update(state="failed", finished_at=at, attempts=8, reason="对方没有回答")
    yield Job.objects.order_by("pk")
    registry.withdraw("letters")


def said(capsys, *arguments):
    call_command("outbox", *map(str, arguments))
    return capsys.readouterr().out


def test_it_lists_what_stopped_without_the_content(failed, capsys):
    page = said(capsys, "list")
    assert page.count("试验任务") == 3 and "对方没有回答" in page and "天机" not in page
    rows = json.loads(said(capsys, "list", "--json", "--most", 2))
    assert [row["job"] for row in rows] == [job.pk for job in failed[::-1][:2]]
    assert "没有这样的任务" in said(capsys, "list", "--state", "running")


def test_one_or_all_are_sent_again(failed, capsys):
    assert "1 项" in said(capsys, "retry", failed[0].pk)
    assert "2 项" in said(capsys, "retry", "--topic", "letters")
    assert set(failed.values_list("state", flat=True)) == {"waiting"}


def test_one_is_given_up_with_a_reason(failed, capsys):
    said(capsys, "drop", failed[0].pk, "--reason", "对方已注销")
    assert failed.get(state="dropped").reason == "放弃：对方已注销"


def test_a_number_that_is_not_there_is_said(failed):
    with pytest.raises(CommandError, match="没有第 987654 号任务"):
        call_command("outbox", "retry", "987654")
