"""一件待办：一下就办；要理由的先问理由；办完到下一件；不归自己的看不到。"""

from datetime import timedelta

import pytest

from openxian.core.assignments.models import Assignment
from openxian.core.models import AuditLine
from openxian.desk import registry
from tests.cast import login

pytestmark = pytest.mark.django_db


def post(desk, assignment, path="", **data):
    return desk.client.post(f"/office/desk/todo/{assignment.pk}/{path}", data)


def said(desk) -> str:
    return desk("more/").content.decode()


def test_one_press_does_it_and_leads_to_the_next(desk, ask):
    first, second = ask("第一件", due=timedelta(days=1)), ask("第二件", due=timedelta(days=2))
    answer = post(desk, first, act="tests.finish", reason="同意，请抓紧。")
    first.refresh_from_db()
    assert (first.outcome, first.remark) == ("done", "同意，请抓紧。")
    assert answer["Location"] == f"/office/desk/todo/{second.pk}/"
    assert "已同意：《第一件》" in said(desk)


def test_after_the_last_one_comes_the_list(desk, ask):
    assert post(desk, ask(), act="tests.finish")["Location"] == "/office/desk/todo/"


def test_an_act_that_cannot_be_undone_is_asked_once_more(desk, ask):
    todo = ask()
    asked = post(desk, todo, act="tests.return", reason="附件不全")
    assert asked.status_code == 200 and "附件不全" in asked.content.decode()
    assert Assignment.objects.get(pk=todo.pk).is_open
    post(desk, todo, "act/tests.return/", confirmed="1", reason="附件不全")
    assert Assignment.objects.get(pk=todo.pk).outcome == "returned"


def test_an_act_with_a_page_of_its_own_leads_there_from_the_list_and_from_the_to_do(desk, ask):
    todo = ask(step="fill in")
    assert '<a class="plain" href="/office/desk/more/"' in desk("todo/").content.decode()
    button = 'name="act" value="tests.fill_in" formaction="/office/desk/more/">填写</button>'
    assert button in desk(f"todo/{todo.pk}/").content.decode()
    assert desk(f"todo/{todo.pk}/act/tests.fill_in/")["Location"] == "/office/desk/more/"


def test_and_is_not_done_anywhere_else(desk, ask):
    todo = ask(step="fill in")
    post(desk, todo, act="tests.fill_in")
    assert "在它自己的页面上办理" in said(desk)
    assert Assignment.objects.get(pk=todo.pk).is_open


def test_a_reason_that_is_missing_is_asked_for_at_its_field(desk, ask):
    todo = ask()
    answer = post(desk, todo, "act/tests.return/", confirmed="1", reason=" ")
    assert answer.context["form"].errors.keys() == {"reason"}
    assert Assignment.objects.get(pk=todo.pk).is_open


def test_words_typed_beside_the_button_are_enough(desk, ask):
    todo = ask(step="explain")
    post(desk, todo, act="tests.explain", reason="已电话答复。")
    assert Assignment.objects.get(pk=todo.pk).remark == "已电话答复。"


def test_what_the_room_refuses_is_said_on_the_page(desk, ask):
    todo = ask("棘手的事")
    answer = post(desk, todo, act="tests.finish")
    assert answer["Location"] == f"/office/desk/todo/{todo.pk}/"
    assert "这一件材料不全" in said(desk)


@pytest.mark.parametrize("path", ["", "act/tests.finish/"])
def test_what_a_colleague_has_done_meanwhile_is_not_done_twice(desk, ask, now, stranger, path):
    todo = ask(closed_at=now, closed_by=stranger, outcome="done")
    post(desk, todo, path, act="tests.finish", confirmed="1")
    assert "可能已经由别人办理" in said(desk)
    assert Assignment.objects.get(pk=todo.pk).closed_by == stranger


def test_the_page_says_what_why_and_what_happened(desk, ask, nobody, at):
    from openxian.core import audit

    audit.record("tests.begin", by=nobody, at=at, thing=nobody, sentence="提出了修路的申请。")
    page = desk(f"todo/{ask('修路', note='县长批示').pk}/").content.decode()
    for words in (
        "修路",
        "审批",
        "由陈晓禾承办",
        "请核对后办理",
        "县长批示",
        "提出了修路的申请。",
        "打开原件",
        "同意",
        "退回",
    ):
        assert words in page


def test_a_room_may_show_the_case_on_the_page(desk, ask, monkeypatch):
    part = registry.Part("desk/cases/_facts.html", {"facts": [("路名", "雾山公路")]})
    monkeypatch.setitem(registry._previews, "tests.sample", lambda assignment, person: part)
    assert "雾山公路" in desk(f"todo/{ask().pk}/").content.decode()


def test_who_has_nothing_to_do_with_it_does_not_find_it(client, ask, stranger):
    login(client, stranger)
    todo = ask()
    for path in ("", "act/tests.finish/", "take/", "release/", "hand-over/", "add-holder/"):
        assert client.get(f"/office/desk/todo/{todo.pk}/{path}").status_code == 404
        assert client.post(f"/office/desk/todo/{todo.pk}/{path}", {"act": "tests.finish"}).status_code == 404


def test_who_began_it_sees_it_without_the_buttons(client, ask, nobody):
    login(client, nobody)
    page = client.get(f"/office/desk/todo/{ask().pk}/")
    assert page.status_code == 200 and page.context["acts"] == []


def test_a_case_of_a_room_that_is_gone_is_still_shown(desk, ask):
    page = desk(f"todo/{ask(kind='gone.case').pk}/")
    assert page.status_code == 200 and page.context["acts"] == []


def test_taken_and_given_back(desk, ask, writer, education):
    todo = ask(holder=f"duty:writer:{education.pk}", holder_name="县教体局信息员")
    post(desk, todo, "take/")
    assert Assignment.objects.get(pk=todo.pk).taken_by == writer
    post(desk, todo, "release/", reason="")
    assert Assignment.objects.get(pk=todo.pk).taken_by is None
    assert AuditLine.objects.filter(act="assignments.take").exists()


def test_handed_over_to_a_colleague_found_by_name(desk, ask, second_writer):
    todo = ask()
    answer = post(desk, todo, "hand-over/", to=second_writer.name, reason="出差")
    assert answer["Location"] == "/office/desk/todo/"
    assert Assignment.objects.open().get().holder == f"person:{second_writer.pk}"


def test_somebody_is_added(desk, ask, second_writer):
    todo = ask()
    post(desk, todo, "add-holder/", holder=second_writer.username, reason="一起看看")
    assert Assignment.objects.open().filter(round=todo.round).count() == 2


def test_two_people_of_one_name_are_told_apart_by_the_login_name(desk, ask, second_writer):
    from tests.cast import make_user

    make_user("another.luo", second_writer.name)
    page = post(desk, ask(), "hand-over/", to=second_writer.name, reason="出差").content.decode()
    assert "another.luo" in page and "second.writer" in page
    assert "没有找到" in post(desk, ask(), "hand-over/", to="查无此人", reason="出差").content.decode()


def test_what_only_a_duty_may_do_is_not_handed_to_a_person(desk, ask, sample_kind, monkeypatch):
    from dataclasses import replace

    from openxian.core.assignments import registry as kinds

    monkeypatch.setitem(kinds._kinds, sample_kind.key, replace(sample_kind, handing=False))
    todo = ask()
    assert "转交" not in desk(f"todo/{todo.pk}/").content.decode()
    assert desk(f"todo/{todo.pk}/hand-over/").status_code == 403
