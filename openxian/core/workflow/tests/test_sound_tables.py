"""A table is examined before anybody follows it."""

import pytest

from openxian.core.workflow import Step, Workflow
from openxian.core.workflow.checking import complaints

FIRST = Step("submit", "送审", ("draft",), "check", "writer", "规则一")
PASS = Step("pass", "通过", ("check",), "done", "checker", "规则二")
PASS_ASIDE = Step("pass", "通过", ("check",), "done", "checker", "规则二", aside=True)
LABELS = {"draft": "草稿", "check": "待核对", "done": "已办结"}
ROLES = {"writer": "起草人", "checker": "核对人"}


def table(*steps, start=("draft",), ends=("done",), labels=None, **facts):
    return Workflow(*steps, start=start, ends=ends, labels=LABELS | (labels or {}), roles=ROLES, **facts)


def step(name, sources, target, who="checker", **facts):
    return Step(name, "一步", sources, target, who, "规则三", **facts)


def test_a_plain_procedure_is_sound():
    assert complaints(table(FIRST, PASS)) == []


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (table(FIRST, PASS, start=()), "没有写从哪个状态开始"),
        (table(FIRST, PASS, step("x", ("lost",), "done"), labels={"lost": "遗失"}), "lost 永远走不到"),
        (table(FIRST, PASS, ends=()), "done 走不出去"),
        (table(FIRST, PASS, step("again", ("done",), "draft")), "done 是终点，却还有步骤 again"),
        (table(FIRST, PASS, step("off", ("check",), "pit"), labels={"pit": "坑"}), "pit 走不出去"),
        (
            table(FIRST, PASS, step("a", ("check",), "b"), step("c", ("b",), "b2"), step("d", ("b2",), "b"),
                  labels={"b": "乙", "b2": "丙"}),
            "从状态 b 到不了任何终点",
        ),
        (table(FIRST, PASS_ASIDE), "check 没有人要办什么"),
        (
            table(FIRST, step("note", ("check",), ""), PASS_ASIDE),
            "check 的承办人没有办法让它往下走",
        ),
        (table(FIRST, step("back", ("check",), "draft", outcome="returned"), PASS), "back 是退回，必须写明理由"),
        (
            table(FIRST, step("a", ("check",), "done", join="all"), step("b", ("check",), "draft", join="all")),
            "check 的会办步骤通向不同的状态",
        ),
        (
            table(FIRST, step("a", ("check",), "done", join="all"), step("b", ("check",), "draft", who="writer")),
            "check 既要会办，又要别的角色办理",
        ),
        (table(FIRST, step("a", ("check",), "done", join="all", fields=("x",))), "步骤 a 要大家都办，不能是"),
        (table(FIRST, Step("pass", "", ("check",), "done", "checker", "")), "步骤 pass 没有写 label"),
        (table(FIRST, PASS, step("x", ("check",), "done", who="king")), "角色 king 没有中文名称"),
        (table(FIRST, PASS, step("x", ("check",), "odd"), step("y", ("odd",), "done")), "状态 odd 没有中文名称"),
    ],
)  # fmt: skip
def test_what_would_leave_a_case_stuck_is_said(broken, said):
    assert any(said in complaint for complaint in complaints(broken))


def test_a_place_of_rest_and_a_wait_for_outsiders_are_no_dead_ends():
    amended = Step("amend", "补正", ("waiting",), "draft", "applicant", "规则四")
    asks = step("ask", ("check",), "waiting")
    steps = (FIRST, PASS, asks, amended)
    labels = {"waiting": "等补正"}
    assert complaints(table(*steps, outside={"applicant": "申请人"}, labels=labels)) == []
    reopened = Step("reopen", "重新办理", ("done",), "draft", "writer", "规则五")
    assert (
        complaints(table(*steps, reopened, ends=(), rest=("done",), outside={"applicant": "申请人"}, labels=labels))
        == []
    )
