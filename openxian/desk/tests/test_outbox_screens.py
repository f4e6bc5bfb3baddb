"""后台任务页：只给系统管理员；看得见停下的原因，看不见内容；能重新发送、放弃。"""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from openxian.core.models import AuditLine
from openxian.core.outbox import actions, registry
from openxian.core.outbox.models import Job, Worker
from openxian.desk.operations.outbox import PLOT_HEIGHT, bars, duration
from tests.cast import login


@pytest.fixture
def operator(client, system_administrator):
    """A browser in which the system administrator has logged in."""
    return login(client, system_administrator)


@pytest.fixture
def topic(at, db):
    registry.handler("letters", label="试验任务", run=print)
    actions.put_many("letters", [actions.Order({"secret": "天机不可泄露"}) for _ in range(3)], at=at)
    yield "letters"
    registry.withdraw("letters")


@pytest.fixture
def failed(topic, at):
    Job.objects.update(state="failed", attempts=8, finished_at=at, reason="对方没有在时限内回答")
    return Job.objects.order_by("pk")


def test_it_shows_what_stopped_and_why_and_never_the_content(operator, failed):
    page = operator.get(reverse("desk:outbox")).content.decode()
    assert "试验任务" in page
    assert "对方没有在时限内回答" in page
    assert "天机不可泄露" not in page
    assert "没有后台进程在运行" in page


def test_it_shows_what_waits_when_nothing_stopped(operator, topic, at):
    Worker.objects.create(host="worker-a", process=7, started_at=at, seen_at=at)
    page = operator.get(reverse("desk:outbox")).content.decode()
    assert "等待" in page and "试验任务" in page and "worker-a#7" in page
    assert "到点发布稿件" in page and "每 30 秒" in page


@pytest.mark.parametrize("state", Job.State.values)
def test_every_state_can_be_looked_at(operator, topic, at, state):
    Job.objects.update(state=state, started_at=at, finished_at=at, waiting_key=None)
    assert "试验任务" in operator.get(reverse("desk:outbox"), {"state": state}).content.decode()


def test_one_can_be_sent_again(operator, failed):
    operator.post(reverse("desk:outbox_retry", args=[failed[0].pk]))
    assert [job.state for job in failed.all()] == ["waiting", "failed", "failed"]
    assert AuditLine.objects.filter(act="outbox.retry").exists()


def test_all_of_a_topic_can_be_sent_again(operator, failed):
    operator.post(reverse("desk:outbox_retry_all", args=["letters"]))
    assert {job.state for job in failed.all()} == {"waiting"}


def test_one_can_be_given_up_with_a_reason(operator, failed):
    address = reverse("desk:outbox_drop", args=[failed[0].pk])
    assert operator.post(address, {"reason": ""}).status_code == 200
    assert operator.post(address, {"reason": "对方已注销"}).status_code == 302
    assert failed.get(state="dropped").reason == "放弃：对方已注销"


def test_others_may_not_look_or_touch(client, writer, failed):
    login(client, writer)
    number = failed[0].pk
    for name, given in (("outbox", []), ("outbox_retry", [number]), ("outbox_drop", [number])):
        assert client.get(reverse(f"desk:{name}", args=given)).status_code == 403
    assert client.post(reverse("desk:outbox_retry_all", args=["letters"])).status_code == 403
    assert failed.filter(state="failed").count() == 3


def test_a_job_that_is_gone_is_not_found(operator):
    assert operator.get(reverse("desk:outbox_retry", args=[987654])).status_code == 404


def test_a_long_list_costs_no_more_queries_than_a_short_one(operator, topic, at, django_assert_max_num_queries):
    actions.put_many("letters", [actions.Order({}) for _ in range(60)], at=at)
    with django_assert_max_num_queries(22):
        operator.get(reverse("desk:outbox"))


def test_the_plot_fills_its_height_with_the_busiest_hour(at):
    hours = [(at + timedelta(hours=number), done, stopped) for number, (done, stopped) in enumerate([(8, 2), (0, 0)])]
    busy, idle = bars(hours)
    assert (busy.done_height, busy.stopped_height, busy.stopped_y) == (0.8 * PLOT_HEIGHT, 0.2 * PLOT_HEIGHT, 0)
    assert idle.done_height == idle.stopped_height == 0
    assert busy.words == "09 时：完成 8 项，停下 2 项"
    assert bars([(datetime(2026, 3, 2, 6), 0, 0)])[0].label == "06"


@pytest.mark.parametrize(
    ("seconds", "words"), [(5, "不到 1 分钟"), (150, "2 分钟"), (3 * 3600, "3 小时"), (49 * 3600, "2 天")]
)
def test_an_age_is_said_in_words(seconds, words):
    assert duration(seconds) == words
