"""What changed from one version to the next is said in sentences."""

from openxian.routes.rules import (
    END,
    Branch,
    Definition,
    Holder,
    Limit,
    add_beside,
    add_step,
    changes,
    move_stage,
    remove_step,
    replace_step,
    replace_ways,
)
from openxian.routes.tests.conftest import CAR, LARGE

NAMES = {"post:1": "主任", "post:2": "局长"}


def built(*edits):
    definition = Definition()
    for edit in edits:
        definition = edit(definition)
    return definition


def told(old, *edits):
    new = old
    for edit in edits:
        new = edit(new)
    return changes(old, new, CAR.known, lambda key: NAMES.get(key, key))


TWO = built(add_step("审核"), add_step("审批"))


def with_holder(step, key, **facts):
    return step.model_copy(update={"holders": (Holder.of(key),)} | facts)


def test_nothing_changed_says_nothing():
    assert told(TWO) == []


def test_a_new_and_a_removed_step():
    assert told(TWO, add_step("归档")) == ["新增环节“归档”，承办：（未定）。"]
    assert told(TWO, remove_step("s2")) == ["删去环节“审批”。"]


def test_what_a_step_says():
    new = with_holder(TWO.step("s1"), "post:1", label="初审", limit=Limit(amount=3), when=(LARGE,), join="any")
    assert told(TWO, replace_step(new)) == [
        "“初审”的名称由“审核”改为“初审”。",
        "“初审”的承办由“（未定）”改为“主任”。",
        "“初审”的办结方式由“全部同意”改为“一人同意即可”。",
        "“初审”的时限由“不限时”改为“3 个工作日”。",
        "“初审”的条件由“无条件”改为“金额 ＞ 10000”。",
    ]


def test_another_order():
    assert told(TWO, move_stage("p2", -1)) == ["顺序改为：审批、审核。"]


def test_beside_each_other():
    said = told(TWO, add_beside("p1", "会签"), replace_ways("p1", join="any", branches=()))
    assert "“审核”、“会签”改为同时办理。" in said
    assert "“审核”、“会签”的汇合方式由“全部同意”改为“一人同意即可”。" in said


def test_where_it_goes_on():
    said = told(TWO, replace_ways("p1", join="all", branches=(Branch(condition=LARGE, target=END),)))
    assert said == ["“审核”之后的去处由“下一环节”改为“金额 ＞ 10000→结束”。"]


def test_a_key_is_never_used_again():
    again = built(add_step("审核"), remove_step("s1"), add_step("审批"))
    assert [step.key for step in again.steps()] == ["s2"]


def test_with_a_stage_go_the_branches_that_led_to_it():
    led = replace_ways("p1", join="all", branches=(Branch(condition=LARGE, target="p2"),))(TWO)
    assert remove_step("s2")(led).stages[0].branches == ()
