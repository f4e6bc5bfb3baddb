import xml.etree.ElementTree as ElementTree
from dataclasses import replace

from openxian.core.workflow import Workflow, drawing
from openxian.core.workflow.tests.test_what_a_step_does import ORDER
from openxian.repository.workflow import THREE_REVIEWS

LETTERS = "{http://www.w3.org/2000/svg}text"


def words(picture):
    return [text.text for text in ElementTree.fromstring(picture).iter(LETTERS)]


def test_every_state_and_every_step_is_in_the_picture():
    table = THREE_REVIEWS[3]
    shown = words(drawing.svg(table))
    for state in table.states:
        assert table.labels[state] in shown
    for step in table:
        assert step.label in shown
        assert table.roles[step.who] in shown


def test_the_same_table_gives_the_same_bytes_and_another_other_ones():
    table = THREE_REVIEWS[3]
    again = Workflow(*table, start=table.start, rest=table.rest, labels=table.labels, roles=table.roles)
    assert drawing.svg(table) == drawing.svg(again)
    assert drawing.svg(table) != drawing.svg(THREE_REVIEWS[2])


def test_states_stand_in_the_order_a_case_usually_goes():
    assert drawing.order_of(THREE_REVIEWS[3])[:5] == (
        "draft", "first_review", "second_review", "final_review", "published",
    )  # fmt: skip


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
