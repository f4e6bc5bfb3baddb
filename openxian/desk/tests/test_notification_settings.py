"""通知设置页：本人选择方式、免打扰和汇总。"""

from datetime import time

import pytest
from django.urls import reverse

from openxian.core.models import AuditLine
from openxian.core.notifications import queries, registry
from tests.cast import login

KIND = "assignments.opened"
FORM = {"quiet_from": "21:00", "quiet_until": "08:00", "digest_at": "17:00", f"kind-{KIND}": ["mail"]}


@pytest.fixture
def page(client, writer, settings):
    settings.OPENXIAN_MAIL, settings.OPENXIAN_SMS_CARRIER = True, "pretend"
    login(client, writer)
    return reverse("desk:notification_settings")


def test_it_begins_with_what_is_usual(client, page):
    form = client.get(page).context["form"]
    assert form.initial["quiet_from"] == "22:00"
    assert form.initial[f"kind-{KIND}"] == ("mail", "sms")


def test_it_saves_what_a_person_wishes(client, page, writer):
    assert client.post(page, FORM).status_code == 302
    wish = queries.preference(writer)
    assert (wish.quiet_from, wish.quiet_until, wish.digest_at) == (time(21), time(8), time(17))
    assert queries.channels_for(wish, registry.kind_of(KIND)) == ("mail",)
    assert AuditLine.objects.filter(act="notifications.set_preference", actor_id=writer.pk).exists()


def test_quiet_hours_are_set_with_both_ends_or_not_at_all(client, page, writer):
    answer = client.post(page, FORM | {"quiet_until": "none"})
    assert "要一起设" in answer.content.decode()
    client.post(page, FORM | {"quiet_from": "none", "quiet_until": "none"})
    assert queries.preference(writer).quiet_from == queries.preference(writer).quiet_until


def test_it_says_by_what_a_person_cannot_be_reached(client, page):
    assert "没有电子邮箱、手机号" in client.get(page).content.decode()


def test_a_channel_that_is_not_set_up_keeps_what_was_wished(client, page, writer, settings):
    settings.OPENXIAN_SMS_CARRIER = ""
    client.post(page, FORM | {f"kind-{KIND}": []})
    assert queries.channels_for(queries.preference(writer), registry.kind_of(KIND)) == ("sms",)


def test_it_says_when_nothing_is_set_up(client, page, settings):
    settings.OPENXIAN_MAIL, settings.OPENXIAN_SMS_CARRIER = False, ""
    assert "通知只在工作台显示" in client.get(page).content.decode()
