"""A kind of case that only the tests know, and its to-dos."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from openxian.core.assignments import actions, holders, registry
from openxian.core.assignments.models import Assignment
from openxian.core.assignments.registry import Act, Kind
from openxian.core.assignments.rules import may_act
from openxian.core.errors import Refused
from tests.cast import login

KIND = "tests.sample"


def _finish(assignment, *, by, at, reason=""):
    if "棘手" in assignment.title:
        raise Refused("这一件材料不全，请先补齐。")
    actions.finish(assignment, by=by, at=at, remark=reason)


def _send_back(assignment, *, by, at, reason=""):
    actions.finish(assignment, by=by, at=at, outcome="returned", remark=reason)


FINISH = Act("tests.finish", "同意", _finish, reason="optional", weight="primary", bulk=True)
SEND_BACK = Act("tests.return", "退回", _send_back, reason="required", weight="danger", bulk=True)
EXPLAIN = Act("tests.explain", "答复", _finish, reason="required")
FILL_IN = Act("tests.fill_in", "填写", reason="optional", bulk=True, address="/office/desk/more/")


def _acts(assignment, person, at):
    if not may_act(assignment, holders.keys_of(person, timezone.localdate(at))):
        return []
    return {"explain": [FINISH, EXPLAIN], "fill in": [FILL_IN]}.get(assignment.step, [FINISH, SEND_BACK])


@pytest.fixture(autouse=True)
def sample_kind(monkeypatch):
    """Cases of the tests, whose page is the portal's front page."""
    kind = Kind(KIND, "样事", lambda assignment: "/", _acts, lambda assignment: "请核对后办理")
    monkeypatch.setitem(registry._kinds, KIND, kind)
    return kind


@pytest.fixture
def now():
    """This moment: screens look at the clock."""
    return timezone.localtime()


@pytest.fixture
def ask(nobody, writer, now):
    """Ask somebody something; by default ``writer`` is asked by ``nobody``."""

    def ask(title="一件样事", *, holder=None, due=None, opened=timedelta(hours=2), **given):
        facts = {"kind": KIND, "step": "decide", "label": "审批", "opened_by": nobody, "owner": nobody}
        facts |= {"holder_name": "陈晓禾"} | given
        return Assignment.objects.create(
            thing_type="accounts.user",
            thing_id=str(nobody.pk),
            title=title,
            holder=holder or f"person:{writer.pk}",
            round=uuid4(),
            opened_at=now - opened,
            due_at=None if due is None else now + due,
            **facts,
        )

    return ask


@pytest.fixture
def desk(client, writer):
    """The desk of ``writer``: get an address below it, get the text of the page."""
    login(client, writer)

    def page(path="", **data):
        return client.get(f"/office/desk/{path}", data)

    page.client = client
    return page
