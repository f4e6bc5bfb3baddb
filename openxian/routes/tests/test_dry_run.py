"""A dry run says where a case would go: people, dates, what is skipped, what would go wrong."""

from datetime import datetime

import pytest

from openxian.core.assignments.models import Assignment
from openxian.routes import queries
from openxian.routes.dry_run import dry_run
from openxian.routes.models import Run
from openxian.routes.rules import END, Branch, Limit
from openxian.routes.tests.conftest import LARGE, route_of, stage, step


def tried(route, drafter, at, **fields):
    return dry_run(queries.published(route), fields=fields, drafter=drafter, at=at)


def test_each_step_with_its_people_and_days(route, drafter, chief, director, writer, at):
    run = tried(route, drafter, at, amount="20000")
    assert [[str(person) for person in each.people] for each in run.steps] == [
        ["钟一鸣"],
        ["陈晓禾"],
        ["柳江平"],
        ["钟一鸣"],
    ]
    assert [str(each.due_at.date()) if each.due_at else "" for each in run.steps] == ["2026-03-04", "", "", ""]
    assert run.steps[1].opens_at == run.steps[0].due_at
    assert run.steps[0].holder_names == "县教体局办公室主任"


def test_it_says_why_a_step_is_skipped(case, education, drafter, writer, director_post, at):
    small = Branch(condition=LARGE.model_copy(update={"operator": "le"}), target=END)
    first = stage(step("a", writer), step("b", director_post, when=(LARGE,)), branches=(small,))
    run = tried(route_of(education, first, stage(step("c", writer)), at=at), drafter, at, amount=5)
    assert [each.reason for each in run.steps] == [
        "",
        "条件不满足：只在金额 ＞ 10000时才办",
        "前面的分支绕过了这里",
    ]
    assert run.marks["b"].kind == "skipped"


@pytest.mark.parametrize("amount", [20000])
def test_a_vacant_post_is_warned_of(route, drafter, chief, writer, amount, at):
    run = tried(route, drafter, at, amount=amount)
    assert any("“局长审批”的承办“县教体局局长”现在空缺" in sentence for sentence in run.warnings)
    assert run.marks["director"].kind == "warned"


def test_the_same_person_twice_is_warned_of(route, drafter, chief, director, writer, at):
    assert "钟一鸣一个人要办2次：科室负责人审核、办公室派车。" in tried(route, drafter, at).warnings


def test_a_drafter_who_decides_for_themselves_is_warned_of(route, chief, writer, at):
    warnings = tried(route, chief, at).warnings
    assert "科室负责人审核、办公室派车由起草人钟一鸣自己审批。" in warnings


def test_a_drafter_without_a_unit_is_warned_of(route, writer, at):
    assert any("找不到起草人所在股室的负责人" in sentence for sentence in tried(route, writer, at).warnings)


def test_a_case_for_which_nobody_does_anything_is_warned_of(education, drafter, writer, at):
    only = route_of(education, stage(step("a", writer, when=(LARGE,))), at=at)
    assert "没有一个环节要办" in tried(only, drafter, at, amount=1).warnings[0]


def test_a_year_without_announced_holidays_is_warned_of(education, drafter, writer, at):
    slow = route_of(education, stage(step("a", writer, limit=Limit(amount=30))), at=at)
    late = datetime(2031, 12, 30, 9, tzinfo=at.tzinfo)
    assert any("节假日安排还没有公布" in sentence for sentence in tried(slow, drafter, late).warnings)


def test_nothing_is_written(route, drafter, chief, at):
    tried(route, drafter, at, amount="1")
    assert not Run.objects.exists()
    assert not Assignment.objects.exists()
