"""无人承办：系统管理员看得到件数、看不到内容；写明理由转交；有人了就不能再转。"""

import pytest
from django.urls import reverse

from openxian.core.assignments import queries as assignments
from openxian.core.assignments.models import Assignment
from openxian.core.assignments.registry import Kind
from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.desk import actions, queries
from openxian.desk.tests.conftest import KIND
from openxian.organisations.models import Unit
from tests.cast import login, make_user

LIST = "/office/desk/operations/without-people/"


@pytest.fixture
def left(db):
    """Somebody who is not here any more."""
    return make_user("left", "已调离的人", is_active=False)


@pytest.fixture
def lying(ask, left):
    """Two parts of somebody who left, and one that is well with 陈晓禾."""
    ask("有人办的事")
    given = {"holder": f"person:{left.pk}", "holder_name": "已调离的人"}
    return [ask("张三的申请", **given), ask("李四的申请", **given)]


def pass_on(left, to, by, at, reason="原承办人调离"):
    return actions.pass_on(f"person:{left.pk}", kind=KIND, to=f"person:{to.pk}", reason=reason, by=by, at=at)


def test_holders_are_counted_and_no_title_is_shown(client, system_administrator, lying):
    page = login(client, system_administrator).get(LIST).content.decode()
    assert "已调离的人" in page and "2 件，最早的" in page and "样事" in page
    assert "张三" not in page and "陈晓禾" not in page


def test_an_installation_where_everything_is_manned_says_so(client, system_administrator, writer, ask):
    ask()
    assert "每件待办都有人能办" in login(client, system_administrator).get(LIST).content.decode()
    assert login(client, writer).get(LIST).status_code == 403


def test_all_of_one_kind_passes_to_a_person_with_a_reason(client, system_administrator, lying, first_reviewer, now):
    login(client, system_administrator)
    address = reverse("desk:pass_on", args=[lying[0].pk])
    assert client.post(address, {"to": "周明远", "reason": ""}).context["form"].errors.keys() == {"reason"}
    answer = client.post(address, {"to": "周明远", "reason": "原承办人调离"}, follow=True)
    assert "已转交 2 件" in answer.content.decode()
    assert {part.title for part in assignments.mine(first_reviewer, now)} == {"张三的申请", "李四的申请"}
    assert AuditLine.objects.get(act="desk.pass_on").sentence == (
        "把已调离的人无人承办的2件“样事”转交周明远，理由：原承办人调离。"
    )
    line = AuditLine.objects.filter(act="assignments.pass_on")[0]
    assert (line.actor_name, line.thing_type) == (system_administrator.name, "accounts.user")


def test_or_to_a_unit(client, system_administrator, lying, treasurer_unit):
    login(client, system_administrator)
    address = reverse("desk:pass_on", args=[lying[0].pk])
    both = client.post(address, {"to": "陈晓禾", "unit": f"unit:{treasurer_unit.pk}", "reason": "调离"})
    neither = client.post(address, {"reason": "调离"})
    assert "二者选一" in both.content.decode() and "二者选一" in neither.content.decode()
    client.post(address, {"unit": f"unit:{treasurer_unit.pk}", "reason": "调离"})
    assert Assignment.objects.open().filter(holder=f"unit:{treasurer_unit.pk}").count() == 2


@pytest.fixture
def treasurer_unit(education, first_reviewer):
    """财务股, where 周明远 holds a post."""
    from datetime import date

    from openxian.organisations.models import Appointment, Person, Post

    unit = Unit.objects.create(organisation=education, name="财务股")
    post = Post.objects.create(organisation=education, unit=unit, title="股长")
    person = Person.objects.create(name=first_reviewer.name, user=first_reviewer)
    Appointment.objects.create(person=person, post=post, from_on=date(2025, 1, 1))
    return unit


def test_whoever_arranges_it_does_not_come_to_see_the_cases(system_administrator, lying, left, first_reviewer, now):
    pass_on(left, first_reviewer, system_administrator, now)
    assert not queries.visible(system_administrator, now).exists()


def test_only_the_system_administrator_arranges_it(lying, left, writer, first_reviewer, now):
    with pytest.raises(Forbidden):
        pass_on(left, first_reviewer, writer, now)
    assert len(assignments.without_people(now)) == 2


def test_not_without_a_reason(lying, left, system_administrator, first_reviewer, now):
    with pytest.raises(Refused, match="理由"):
        pass_on(left, first_reviewer, system_administrator, now, reason=" ")


def test_not_from_somebody_who_is_there_nor_to_somebody_who_is_not(
    ask, lying, left, writer, system_administrator, first_reviewer, now
):
    with pytest.raises(Refused, match="已经有人承办"):
        pass_on(writer, first_reviewer, system_administrator, now)
    with pytest.raises(Refused, match="也没有人"):
        pass_on(left, make_user("gone", "也走了的人", is_active=False), system_administrator, now)


def test_what_only_a_duty_counts_for_is_not_passed_on(
    client, monkeypatch, sample_kind, lying, left, first_reviewer, system_administrator, now
):
    from openxian.core.assignments import registry

    fixed = Kind(KIND, "样事", sample_kind.address, sample_kind.acts, sample_kind.expects, handing=False)
    monkeypatch.setitem(registry._kinds, KIND, fixed)
    assert "请安全管理员把职责授予" in login(client, system_administrator).get(LIST).content.decode()
    with pytest.raises(Refused, match="按岗位职责办理"):
        pass_on(left, first_reviewer, system_administrator, now)


def test_the_page_asks_few_questions_however_many_holders_there_are(
    client, system_administrator, ask, django_assert_max_num_queries
):
    for number in range(30):
        gone = make_user(f"gone{number}", "走了的人", is_active=False)
        ask(holder=f"person:{gone.pk}", holder_name="走了的人")
    login(client, system_administrator)
    with django_assert_max_num_queries(25):
        assert client.get(LIST).content.decode().count("：转交</span>") == 30
