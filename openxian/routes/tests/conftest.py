"""An office with posts, a subject with fields, and a case that wants to be approved."""

from datetime import date

import pytest

from openxian.core.assignments import registry as kinds
from openxian.core.assignments.models import Assignment
from openxian.organisations.models import Appointment, Person, Post, Unit
from openxian.routes import actions, registry
from openxian.routes.models import Run
from openxian.routes.registry import Field, Subject
from openxian.routes.rules import Branch, Condition, Definition, Holder, Limit, Stage, Step
from tests.cast import make_user

CAR = Subject(
    "test_car",
    "用车申请",
    (
        Field("amount", "金额", "number"),
        Field("kind", "类别", "choice", (("official", "公务"), ("rescue", "抢险"))),
        Field("far", "出县", "yes_no"),
        Field("day", "用车日期", "date"),
        Field("about", "事由", "text"),
    ),
)
LARGE = Condition(field="amount", type="number", operator="gt", values=("10000",))


@pytest.fixture(autouse=True)
def subject():
    """用车申请, known to the desk as long as the test runs."""
    registry.register(CAR)
    kinds.register(registry.as_kind(CAR, lambda assignment: "/office/desk/"))
    yield CAR
    registry._subjects.pop(CAR.key)
    kinds._kinds.pop(CAR.key)


def appoint(user, post):
    """``user`` holds ``post`` since 2020; returns the user."""
    person, _ = Person.objects.get_or_create(user=user, defaults={"name": user.name})
    Appointment.objects.create(person=person, post=post, from_on=date(2020, 1, 1))
    return user


@pytest.fixture
def office(education):
    """教体局办公室."""
    return Unit.objects.create(organisation=education, name="办公室", position=10)


@pytest.fixture
def chief_post(office):
    """办公室主任, the first post of the unit."""
    return Post.objects.create(organisation=office.organisation, unit=office, title="主任", position=10)


@pytest.fixture
def director_post(education):
    """局长."""
    return Post.objects.create(organisation=education, title="局长", is_leader=True, position=1)


@pytest.fixture
def chief(chief_post):
    """办公室主任."""
    return appoint(make_user("chief", "钟一鸣"), chief_post)


@pytest.fixture
def director(director_post):
    """局长."""
    return appoint(make_user("director", "柳江平"), director_post)


@pytest.fixture
def drafter(office, education):
    """办公室科员, who asks for the car."""
    post = Post.objects.create(organisation=education, unit=office, title="科员", position=50)
    return appoint(make_user("drafter", "何小满"), post)


@pytest.fixture
def case(education):
    """What is asked for; any row of any table can be a case."""
    return Unit.objects.create(organisation=education, name="去市里开会的用车申请", position=900)


def step(key, *holders, label="", **facts):
    """A step held by users, posts or keys."""
    keys = [holder if isinstance(holder, str) else _key(holder) for holder in holders]
    return Step(key=key, label=label or f"环节{key}", holders=tuple(Holder.of(key) for key in keys), **facts)


def _key(thing):
    return f"{'post' if isinstance(thing, Post) else 'person'}:{thing.pk}"


def stage(*steps, **facts):
    """A stage whose key is that of its first step with a ``p`` before it."""
    return Stage(key=f"p{steps[0].key}", steps=steps, **facts)


def route_of(organisation, *stages, at, name="用车审批", published=True):
    """A route of a body, published unless said otherwise."""
    route = actions.create_route(organisation, subject=CAR.key, name=name, by=None, at=at)
    actions.save_draft(route, lambda _: Definition(stages=stages, serial=100), by=None, at=at)
    if published:
        actions.publish_version(route, by=None, at=at)
    return route


@pytest.fixture
def route(education, chief_post, director_post, writer, at):
    """主任 (two working days), 信息员会签 beside 局长 when it is dear, then the office again."""
    return route_of(
        education,
        stage(step("chief", "chief", label="科室负责人审核", limit=Limit(amount=2))),
        stage(
            step("writer", writer, label="信息员会签"),
            step("director", director_post, label="局长审批", when=(LARGE,)),
        ),
        stage(step("done", chief_post, label="办公室派车")),
        at=at,
    )


def part(user_or_run, label=""):
    """The open assignment of a run, by the step's label when there are several."""
    rows = Assignment.objects.open()
    if isinstance(user_or_run, Run):
        rows = rows.filter(thing_type=user_or_run.thing_type, thing_id=user_or_run.thing_id)
    return rows.get(label=label) if label else rows.get()


def labels():
    """What is open now."""
    return sorted(Assignment.objects.open().values_list("label", flat=True))


__all__ = ["Branch", "LARGE", "CAR", "appoint", "labels", "part", "route_of", "stage", "step"]
