import xml.etree.ElementTree as ElementTree
from dataclasses import replace

from openxian.core.workflow import Workflow, drawing
from openxian.core.workflow.tests.test_what_a_step_does import ORDER

LETTERS = "{http://www.w3.org/2000/svg}text"
NAMED = Workflow(
    *ORDER,
    start=ORDER.start,
    rest=ORDER.rest,
    outside=ORDER.outside,
    labels={"draft": "草稿", "heard": "待会商", "waiting": "待缴费", "paid": "已缴费"},
    roles={"writer": "起草人", "adviser": "会商人"},
)


def words(picture):
    return [text.text for text in ElementTree.fromstring(picture).iter(LETTERS)]


def test_every_state_and_every_step_is_in_the_picture():
    shown = words(drawing.svg(NAMED))
    for state in NAMED.states:
        assert NAMED.labels[state] in shown
    for step in NAMED:
        assert any(text.startswith(step.label) for text in shown)
        assert NAMED.roles[step.who] in shown


def test_the_same_table_gives_the_same_bytes_and_another_other_ones():
    again = Workflow(*NAMED, start=NAMED.start, rest=NAMED.rest, labels=NAMED.labels, roles=NAMED.roles)
    assert drawing.svg(NAMED) == drawing.svg(again)
    assert drawing.svg(NAMED) != drawing.svg(ORDER)


def test_states_stand_in_the_order_a_case_usually_goes():
    assert drawing.order_of(NAMED) == ("draft", "heard", "waiting", "paid")


def test_words_are_escaped_and_boxes_are_as_wide_as_their_words():
    steps = [replace(step, label=step.label + "<甲&乙>") for step in ORDER]
    picture = drawing.svg(Workflow(*steps, labels={"draft": "很长很长很长很长的名称"}))
    assert "退回<甲&乙>" in words(picture)
    box = ElementTree.fromstring(picture).findall("{http://www.w3.org/2000/svg}rect")[1]
    assert float(box.get("width")) > 11 * drawing.SIZE


def test_joint_steps_say_so_and_steps_that_stay_are_drawn():
    shown = words(drawing.svg(ORDER))
    assert "同意（会办）" in shown
    assert "补充说明" in shown


def test_mermaid_says_the_same():
    text = drawing.mermaid(ORDER)
    assert text.startswith("stateDiagram-v2\n")
    assert "    [*] --> draft" in text
    assert "    heard --> draft: 退回（adviser）" in text
    assert "    waiting --> waiting: 补充说明（writer）" in text
