"""A kind of notice of the tests' own, people with addresses, and a worker that works at once."""

import pytest

from openxian.core.notifications import registry
from openxian.core.outbox.tests.conftest import handle, schedule, work  # noqa: F401 - fixtures
from tests.cast import make_user


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    """``trial``: goes by mail and SMS unless a person wishes otherwise."""
    kind = registry.Kind("trial", "试验通知", channels=("mail", "sms"))
    monkeypatch.setitem(registry._kinds, "trial", kind)
    return kind


@pytest.fixture(autouse=True)
def channels(settings, tmp_path):
    """Mail and a pretend carrier are set up."""
    settings.DATA = tmp_path
    settings.OPENXIAN_MAIL = True
    settings.OPENXIAN_SMS_CARRIER = "pretend"
    settings.DEFAULT_FROM_EMAIL = "青岚县工作台 <desk@qinglan.example>"
    settings.WAGTAILADMIN_BASE_URL = "https://office.qinglan.example"


@pytest.fixture
def carrier(channels):
    """What the pretend carrier has sent."""
    from openxian.core.notifications.carriers import carrier

    return carrier()


@pytest.fixture
def reader(db):
    """Someone who can be reached by both."""
    return make_user("reader", "温若谷", email="reader@qinglan.example", phone="13900000001")


@pytest.fixture
def unreachable(db):
    """Someone with neither address nor phone."""
    return make_user("unreachable", "山间客")
