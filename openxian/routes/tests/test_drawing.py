"""A route is drawn from top to bottom, for a phone; everything in it is also said in words."""

from openxian.routes import actions, queries
from openxian.routes.drawing import Drawing, wrapped
from openxian.routes.rules import END, Branch, Definition, Limit
from openxian.routes.tests.conftest import CAR, LARGE, part, stage, step

NAMES = {"post:1": "主任", "post:2": "局长"}
ROUTE = Definition(
    stages=(
        stage(
            step("a", "post:1", label="审核", limit=Limit(amount=2)), branches=(Branch(condition=LARGE, target="pc"),)
        ),
        stage(step("b", "post:1", label="会签"), step("d", "post:2", label="审批", when=(LARGE,))),
        stage(step("c", "post:2", label="签发"), branches=(Branch(target=END),)),
    )
)


def drawn(**more):
    return Drawing(ROUTE, name_of=NAMES.get, known=CAR.known, **more).picture_of()


def test_every_step_has_a_box_below_the_one_before():
    boxes = [box for box in drawn().boxes if box.kind == "step"]
    assert [box.y for box in boxes] == sorted(box.y for box in boxes)
    assert all(upper.y + upper.height <= lower.y for upper, lower in zip(boxes, boxes[1:], strict=False))
    assert len(boxes) == 4


def test_nothing_lies_outside_the_picture():
    picture = drawn()
    assert all(box.x >= 0 and box.x + box.width <= picture.width for box in picture.boxes)
    assert all(box.y + box.height <= picture.height for box in picture.boxes)
    assert all(text.y < picture.height for text in picture.texts)


def test_a_branch_leads_to_the_top_of_its_target():
    picture = drawn()
    to_stage, to_end = [arrow for arrow in picture.arrows if arrow.kind == "branch"]
    target = next(box for box in reversed(picture.boxes) if box.kind == "step")
    assert f"V{target.y + 16}H" in to_stage.line
    assert f"V{[box for box in picture.boxes if box.kind == 'pill'][-1].middle}H" in to_end.line


def test_it_is_told_in_words():
    assert drawn().told == [
        "审核，主任，时限 2 个工作日",
        "金额 ＞ 10000 → 签发",
        "同时办理，全部同意才往下走",
        "会签，主任",
        "审批，局长，仅当 金额 ＞ 10000",
        "签发，局长",
        "其余情况 → 结束",
    ]


def test_long_words_are_broken_into_lines():
    assert wrapped("一二三四五", 2) == ["一二", "三四", "五"]
    assert wrapped("", 5) == []
    assert "".join(wrapped("县人民政府办公室 ABC 主任", 4)) == "县人民政府办公室 ABC 主任"


def test_a_run_shows_what_is_done_and_by_whom(case, route, drafter, chief, director, writer, at):
    run = actions.start_run(case, route=route, fields={"amount": 5}, by=drafter, at=at)
    actions.decide(part(run), by=chief, at=at, passed=True)
    run.refresh_from_db()
    picture = queries.picture_of(run, at.date())
    assert [box.mark for box in picture.boxes if box.kind == "step"] == ["done", "now", "skipped", ""]
    words = [text.words for text in picture.texts]
    assert {"何小满发起", "钟一鸣 03-02 同意", "陈晓禾正在办", "不用办"} <= set(words)


def test_what_was_agreed_before_a_case_was_sent_back_is_open_again(case, route, drafter, chief, director, writer, at):
    run = actions.start_run(case, route=route, fields={"amount": 20000}, by=drafter, at=at)
    actions.decide(part(run), by=chief, at=at, passed=True)
    actions.decide(part(run, "信息员会签"), by=writer, at=at, passed=True)
    actions.send_back(part(run, "局长审批"), to="pchief", reason="再核", by=director, at=at)
    run.refresh_from_db()
    marks = [box.mark for box in queries.picture_of(run, at.date()).boxes if box.kind == "step"]
    assert marks == ["now", "", "", ""]
