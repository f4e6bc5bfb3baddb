"""Who is asked, who may take a step, what becomes of the parts: decisions on plain values."""

from dataclasses import dataclass

import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.core.workflow import Step, Workflow, rules

ORDER = Workflow(
    Step("submit", "送审", ("draft",), "heard", "writer", "一"),
    Step("agree", "同意", ("heard",), "waiting", "adviser", "二", join="all"),
    Step("object", "退回", ("heard",), "draft", "adviser", "二", reason="required", outcome="returned"),
    Step("recall", "撤回", ("heard",), "draft", "writer", "三", aside=True, untouched=True, outcome="recalled"),
    Step("note", "补充说明", ("heard", "waiting"), "", "writer", "四", reason="optional", aside=True),
    Step("pay", "缴费", ("waiting",), "paid", "payer", "五"),
    Step("reopen", "重新办理", ("paid",), "draft", "writer", "六"),
    start=("draft",),
    rest=("paid",),
    outside={"payer": "缴费人"},
)


@dataclass(eq=False)
class Part:
    role: str
    holder: str
    taken_by_id: int | None = None
    is_open: bool = True
    holder_name: str = "某股"


def parts():
    return [Part("adviser", "unit:1"), Part("adviser", "unit:2")]


def test_each_role_is_asked_once_and_nobody_where_a_case_rests_or_waits_outside():
    assert rules.roles_asked(ORDER, "heard") == ("adviser",)
    assert rules.roles_asked(ORDER, "waiting") == rules.roles_asked(ORDER, "paid") == ()
    assert rules.waits_for(ORDER, "waiting") == ("缴费人",)
    assert rules.waits_for(ORDER, "heard") == ()
    assert (rules.join_at(ORDER, "heard"), rules.join_at(ORDER, "draft")) == ("all", "any")


def test_a_joint_step_moves_the_case_only_when_the_last_has_taken_it():
    first, last = parts()
    early = rules.settle(ORDER, ORDER.steps["agree"], "heard", [first, last], first)
    assert (early.state, early.closes, early.asks) == ("heard", ((first, "done"),), ())
    first.is_open = False
    late = rules.settle(ORDER, ORDER.steps["agree"], "heard", [first, last], last)
    assert (late.state, late.closes) == ("waiting", ((last, "done"),))


def test_one_who_sends_back_moves_it_at_once():
    first, last = parts()
    back = rules.settle(ORDER, ORDER.steps["object"], "heard", [first, last], last)
    assert (back.state, back.closes, back.asks) == ("draft", ((last, "returned"), (first, "dropped")), ("writer",))


def test_recall_marks_every_part_and_is_too_late_once_somebody_has_acted():
    first, last = parts()
    recalled = rules.settle(ORDER, ORDER.steps["recall"], "heard", [first, last], None)
    assert recalled.closes == ((first, "recalled"), (last, "recalled"))
    rules.must_be_untouched(ORDER.steps["recall"], [first, last])
    for touch in ({"taken_by_id": 7}, {"is_open": False}):
        with pytest.raises(Refused, match="已经有人签收或办理"):
            rules.must_be_untouched(ORDER.steps["recall"], [Part("adviser", "unit:1", **touch), last])


def test_a_step_that_stays_touches_no_part():
    note = rules.settle(ORDER, ORDER.steps["note"], "heard", parts(), None)
    assert (note.state, note.closes, note.asks) == ("heard", (), ())


def test_a_part_is_its_holders_and_its_takers():
    step, mine = ORDER.steps["agree"], Part("adviser", "unit:1")
    assert rules.own_part(step, [mine], ("unit:1",)) is mine
    assert rules.own_part(step, [mine], ("unit:2",)) is None
    assert rules.own_part(ORDER.steps["pay"], [mine], ("unit:1",)) is None
    mine.taken_by_id = 7
    assert rules.own_part(step, [mine], ("unit:1", "person:8")) is None
    assert rules.own_part(step, [mine], ("unit:1", "person:7")) is mine
    assert rules.own_part(step, [mine], ("person:7",)) is None


def test_what_nobody_was_asked_for_is_for_whoever_plays_the_role():
    recall, pay = ORDER.steps["recall"], ORDER.steps["pay"]
    assert not rules.by_part(ORDER, recall, "heard")
    assert not rules.by_part(ORDER, pay, "waiting")
    assert not rules.by_part(ORDER, ORDER.steps["reopen"], "paid")
    assert rules.by_part(ORDER, ORDER.steps["agree"], "heard")
    assert rules.may_play(ORDER, recall, ["person:1"], ("person:1",))
    assert not rules.may_play(ORDER, recall, ["person:1"], ("person:2",))
    assert rules.may_play(ORDER, pay, [], None)
    assert not rules.may_play(ORDER, recall, ["person:1"], None)


def test_a_decision_says_by_which_part_and_as_whom():
    first, last = parts()
    asked = {"keys": ("unit:2", "person:5"), "playing": lambda who: ["person:5"]}
    taken = rules.decide(ORDER, "heard", "agree", [first, last], **asked)
    assert (taken.own, taken.holder, taken.movement.state) == (last, "unit:2", "heard")
    noted = rules.decide(ORDER, "heard", "note", [first, last], **asked)
    assert (noted.own, noted.holder, noted.movement.opens) == (None, "person:5", False)
    with pytest.raises(Forbidden, match="现在由某股、某股办理"):
        rules.decide(ORDER, "heard", "agree", [first, last], keys=("unit:3",), playing=asked["playing"])
    with pytest.raises(Forbidden, match="现在由某股、某股办理"):
        rules.decide(ORDER, "heard", "agree", [first, last], by=[first], **asked)
    with pytest.raises(Forbidden, match="“撤回”不归你办理"):
        rules.decide(ORDER, "heard", "recall", [first, last], keys=("unit:1",), playing=asked["playing"])
    with pytest.raises(Refused, match="现在的状态不能"):
        rules.decide(ORDER, "draft", "agree", [], **asked)


def test_a_reason_is_asked_where_the_table_asks_for_it():
    with pytest.raises(Refused, match="写明退回的理由"):
        rules.reason_for(ORDER.steps["object"], " ")
    assert rules.reason_for(ORDER.steps["object"], " 缺页 ") == "缺页"
    assert rules.reason_for(ORDER.steps["agree"], "多余的话") == ""
