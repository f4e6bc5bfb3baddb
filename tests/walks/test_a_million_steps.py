"""Any sequence of steps: nothing stuck, nothing lost, nothing done by the wrong person, closed stays closed.

The tables are those of the product, of the example, and one with parts in parallel twice over.
"""

from dataclasses import replace

import pytest

from openxian.core.workflow import Step, Workflow
from openxian.repository.workflow import AFTERWARDS, THREE_REVIEWS
from tests.example.workflow import SUPPLIES
from tests.walks.office import Office

PARALLEL = Workflow(
    Step("register", "登记", ("received",), "consulting", "clerk", "一"),
    Step("advise", "提出意见", ("consulting",), "drafting", "unit", "二", join="all", reason="optional"),
    Step("refuse", "退回", ("consulting",), "received", "unit", "二", reason="required", outcome="returned"),
    Step("draft", "拟办", ("drafting",), "signing", "handler", "三"),
    Step("ask", "征求申请人意见", ("drafting",), "asking", "handler", "三"),
    Step("answer", "申请人答复", ("asking",), "drafting", "applicant", "三"),
    Step("sign", "会签", ("signing",), "issued", "leader", "四", join="all"),
    Step("sign_with_words", "附意见会签", ("signing",), "issued", "leader", "四", join="all", reason="required"),
    Step("send_back", "退回", ("signing",), "drafting", "leader", "四", reason="required", outcome="returned"),
    Step("recall", "撤回", ("consulting",), "received", "clerk", "五", aside=True, untouched=True, outcome="recalled"),
    Step("note", "备注", ("consulting", "drafting"), "", "clerk", "五", aside=True),
    start=("received",),
    ends=("issued",),
    outside={"applicant": "申请人"},
)
TABLES = {
    "supplies": SUPPLIES,
    "parallel": PARALLEL,
    **{f"reviews-{levels}": table for levels, table in THREE_REVIEWS.items()},
    **{f"afterwards-{levels}": table for levels, table in AFTERWARDS.items()},
}


@pytest.mark.parametrize("name", TABLES)
def test_a_short_walk_holds(name):
    walk(TABLES[name], 2_000)


@pytest.mark.slow
def test_a_million_steps_hold():
    done = [walk(table, 1_000_000 // len(TABLES) + 1, seed=number) for number, table in enumerate(TABLES.values())]
    assert sum(office.done + office.refused for office in done) >= 1_000_000
    assert sum(office.done for office in done) > 300_000
    assert sum(office.ended for office in done) > 10_000


def test_the_walk_notices_a_table_in_which_a_case_gets_stuck():
    stuck = Workflow(*(step for step in PARALLEL if step.name != "answer"), start=("received",), ends=("issued",))
    with pytest.raises(AssertionError, match="asking"):
        walk(stuck, 5_000)


def test_the_walk_notices_rules_that_let_the_wrong_person_act(monkeypatch):
    monkeypatch.setattr("openxian.core.assignments.rules.may_act", lambda part, keys: part.is_open)
    with pytest.raises(AssertionError, match="wrong person"):
        walk(PARALLEL, 5_000)


def test_the_walk_notices_a_joint_step_that_does_not_wait(monkeypatch):
    from openxian.core.workflow import rules

    settle = rules.settle
    alone = lambda table, step, *rest: settle(table, replace(step, join="any"), *rest)  # noqa: E731
    monkeypatch.setattr(rules, "settle", alone)
    with pytest.raises(AssertionError, match="had not yet agreed"):
        walk(PARALLEL, 5_000)


def walk(table, steps, seed=0):
    """So many random things in an office; at the end every case can be brought to an end."""
    office = Office(table, seed)
    for _ in range(steps):
        office.step()
    for case in office.cases:
        office.finish(case)
    return office
