"""The people and the first request of the example, and its door."""

from datetime import date

import pytest

from openxian.config import gate
from tests.cast import make_user


@pytest.fixture(autouse=True)
def open_gate(monkeypatch):
    """A room of the product has its line in ``config/gate.py``: everybody with a login may come near."""
    monkeypatch.setattr(gate, "TABLE", (("example:*", gate.STAFF), *gate.TABLE))


@pytest.fixture
def treasurer(education):
    """财务股股长."""
    return _clerk(education, "财务股", "钱知秋", "treasurer")


@pytest.fixture
def storekeeper(education):
    """后勤股股长."""
    return _clerk(education, "后勤股", "苗青", "storekeeper")


@pytest.fixture
def draft(writer, education, first_reviewer, second_reviewer, treasurer, storekeeper, at):
    """陈晓禾 wants thirty chairs and has not handed it in yet."""
    from tests.example import actions

    return actions.begin(chairs_for(writer, education), by=writer, at=at)


def chairs_for(owner, education):
    """Thirty chairs, not stored."""
    from tests.example.models import SupplyRequest

    return SupplyRequest(owner=owner, organisation=education, what="椅子", amount=30, purpose="新教室")


def _clerk(education, unit, name, username):
    """Somebody with a post in a unit of 教体局."""
    from openxian.organisations.models import Appointment, Person, Post, Unit

    place = Unit.objects.create(organisation=education, name=unit)
    post = Post.objects.create(organisation=education, unit=place, title="股长")
    user = make_user(username, name)
    person = Person.objects.create(name=name, user=user)
    Appointment.objects.create(person=person, post=post, from_on=date(2025, 1, 1))
    return user
