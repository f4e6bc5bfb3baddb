"""What is wrong with a route is said before it is published."""

import pytest

from openxian.routes.rules import END, Branch, Condition, Definition, Holder, Limit, Stage, Step, complaints
from openxian.routes.tests.conftest import CAR, LARGE

SMALL = Condition(field="amount", type="number", operator="le", values=("10",))


def step(key="s1", **facts):
    facts = {"label": f"环节{key}", "holders": (Holder.of("post:1"),)} | facts
    return Step(key=key, **facts)


def stages(*steps, **first):
    made = [Stage(key=f"p{number}", steps=(each,)) for number, each in enumerate(steps)]
    return (made[0].model_copy(update=first), *made[1:])


WRONG = [
    ((), "还没有环节"),
    (stages(step(holders=())), "没有承办"),
    (stages(step(label=" ")), "没有名称"),
    (stages(step(label="很" * 41)), "太长"),
    (stages(step("s1", label="审核"), step("s2", label="审核")), "都叫“审核”"),
    (stages(step(limit=Limit(amount=0))), "时限应在"),
    (stages(step(limit=Limit(amount=9999, unit="hours"))), "时限应在"),
    (stages(step(holders=(Holder.of("chosen"), Holder.of("post:1")))), "不能再列别的承办"),
    (stages(step(holders=(Holder.of("post:1"), Holder.of("post:1")))), "列了两次"),
    (stages(step(when=(Condition(field="x", type="text", operator="eq", values=("1",)),))), "不是这类事项的字段"),
    (stages(step("s1"), step("s2"), branches=(Branch(target="p0"),)), "只能通到后面"),
    (stages(step("s1"), step("s2"), branches=(Branch(target="p9"),)), "只能通到后面"),
    (stages(step("s1"), step("s2"), branches=(Branch(target=END), Branch(condition=SMALL, target=END))), "放在最后"),
    (stages(step("s1"), step("s2"), step("s3"), branches=(Branch(target="p2"),)), "没有一条路通到“环节s2”"),
    (stages(*(step(f"s{number}") for number in range(41))), "环节太多"),
]


@pytest.mark.parametrize(("made", "sentence"), WRONG)
def test_it_says_what_is_wrong(made, sentence):
    found = complaints(Definition(stages=made), CAR.known)
    assert any(sentence in each.sentence and each.blocks for each in found)


def test_a_sound_route_has_nothing_against_it():
    sound = stages(step("s1"), step("s2", when=(LARGE,)), branches=(Branch(condition=SMALL, target=END),))
    assert complaints(Definition(stages=sound), CAR.known) == []


def test_a_route_on_which_nobody_might_do_anything_is_warned_of():
    (warned,) = complaints(Definition(stages=stages(step(when=(LARGE,)))), CAR.known)
    assert "所有环节都带条件" in warned.sentence
    assert not warned.blocks


def test_a_key_is_given_once():
    with pytest.raises(ValueError, match="重复"):
        Definition(stages=stages(step("s1"), step("s1")))
    with pytest.raises(ValueError, match="重复"):
        Definition(stages=stages(step("draft")))
