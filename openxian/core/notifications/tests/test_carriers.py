"""短信：假装的通道守约；没有设置通道、号码不对都说得清楚。"""

from datetime import timedelta

import pytest

from openxian.core.notifications import actions, carriers, sending
from openxian.core.notifications.models import Notification
from openxian.core.notifications.tests.carrier_contract import CarrierContract
from openxian.core.outbox.models import Job


class TestPretendCarrier(CarrierContract):
    @pytest.fixture
    def carrier(self, tmp_path):
        return carriers.PretendCarrier(tmp_path / "sms")

    @pytest.fixture
    def phone(self):
        return "13900000001"

    def delivered(self, carrier, phone):
        return sorted(sent["text"] for sent in carrier.sent() if sent["phone"] == phone)


class Gateway(carriers.PretendCarrier):
    """A carrier of a county's own, named in the settings."""

    def __init__(self):
        super().__init__(None)


def test_a_carrier_of_ones_own_is_named_in_the_settings(settings):
    settings.OPENXIAN_SMS_CARRIER = f"{__name__}.Gateway"
    assert type(carriers.carrier()).__name__ == "Gateway"
    settings.OPENXIAN_SMS_CARRIER = ""
    assert carriers.carrier() is None


def test_a_wrong_number_becomes_a_dead_letter_at_once(reader, work, carrier, at):
    type(reader).objects.filter(pk=reader.pk).update(phone="12345")
    reader.refresh_from_db()
    actions.notify([reader], kind="trial", title="请签收", by=None, at=at)
    work(at + timedelta(minutes=1))
    job = Job.objects.get(topic="notifications.sms")
    assert (job.state, job.attempts) == ("failed", 1)
    assert job.reason == "“12345”不是手机号，请在账号里改正。"
    assert carrier.sent() == []


def test_a_carrier_that_was_taken_away_is_said(reader, work, settings, at):
    actions.notify([reader], kind="trial", title="请签收", by=None, at=at)
    settings.OPENXIAN_SMS_CARRIER = ""
    work(at + timedelta(minutes=1))
    assert "没有设置短信通道" in Job.objects.get(topic="notifications.sms").reason


@pytest.mark.parametrize("count", [1, 3])
def test_a_message_fits_into_one_short_message(reader, at, count):
    notices = [Notification(person=reader, kind="trial", title="长" * 200, created_at=at) for _ in range(count)]
    text = sending.short_text(notices)
    assert len(text) == sending.LONGEST
    assert text.endswith("请登录工作台查看。")
