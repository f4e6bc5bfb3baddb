import pytest

from openxian.core.errors import Refused
from openxian.core.workflow import Step, Workflow

LOAN = Workflow(
    Step("lend", "借出", ("in",), "out", "librarian", "规则一"),
    Step("give_back", "归还", ("out", "lost"), "in", "reader", "规则二"),
    Step("lose", "挂失", ("out",), "lost", "reader", "规则三"),
)


def test_it_says_what_may_be_done_now():
    assert [step.label for step in LOAN.available("out")] == ["归还", "挂失"]
    assert LOAN.states == {"in", "out", "lost"}


def test_a_step_out_of_turn_is_refused_by_its_label():
    assert LOAN.step("lend", "in").target == "out"
    with pytest.raises(Refused, match="不能“借出”"):
        LOAN.step("lend", "out")


def test_two_steps_of_one_name_are_no_procedure():
    with pytest.raises(ValueError, match="same name"):
        Workflow(LOAN.steps["lend"], LOAN.steps["lend"])
