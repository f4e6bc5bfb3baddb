"""一起办：先看清要办的是什么，每件各办各的，办不成的说明原因。"""

import pytest

from openxian.core.assignments.models import Assignment
from openxian.core.errors import Refused
from openxian.desk import actions

pytestmark = pytest.mark.django_db
BULK = "/office/desk/todo/bulk/"


def test_what_is_ticked_is_shown_before_anything_is_done(desk, ask):
    chosen = [ask("第一件").pk, ask("第二件").pk]
    page = desk.client.post(BULK, {"chosen": chosen})
    assert [row.title for row in page.context["rows"]] == ["第一件", "第二件"]
    assert [act.label for act in page.context["offered"]] == ["同意", "退回"]
    assert Assignment.objects.open().count() == 2


def test_each_is_done_on_its_own_and_its_refusal_is_said(desk, ask):
    chosen = [ask("好办").pk, ask("棘手").pk, ask("也好办").pk]
    page = desk.client.post(BULK, {"chosen": chosen, "act": "tests.finish", "reason": "同意"})
    assert (page.context["done"], page.context["left"]) == (2, 1)
    assert "这一件材料不全" in page.content.decode()
    assert Assignment.objects.open().get().title == "棘手"


def test_only_what_all_of_them_allow_is_offered(desk, ask):
    page = desk.client.post(BULK, {"chosen": [ask().pk, ask(step="explain").pk]})
    assert [act.label for act in page.context["offered"]] == ["同意"]


def test_what_is_done_on_a_page_of_its_own_is_not_done_to_many(desk, ask):
    page = desk.client.post(BULK, {"chosen": [ask(step="fill in").pk]})
    assert page.context["offered"] == []


def test_a_reason_the_act_wants_is_asked_once_for_all(desk, ask):
    chosen = [ask().pk, ask().pk]
    page = desk.client.post(BULK, {"chosen": chosen, "act": "tests.return", "reason": ""})
    assert page.context["form"].errors and Assignment.objects.open().count() == 2
    desk.client.post(BULK, {"chosen": chosen, "act": "tests.return", "reason": "附件不全"})
    assert set(Assignment.objects.values_list("outcome", "remark")) == {("returned", "附件不全")}


def test_nobody_does_what_is_anothers_by_naming_it(desk, ask, stranger):
    foreign = ask(holder=f"person:{stranger.pk}")
    answer = desk.client.post(BULK, {"chosen": [foreign.pk, "x", "9" * 30], "act": "tests.finish"})
    assert answer["Location"] == "/office/desk/todo/"
    assert Assignment.objects.get(pk=foreign.pk).is_open


def test_more_than_a_hundred_are_refused(desk, ask, writer, now):
    chosen = [ask(f"第{number}件") for number in range(101)]
    page = desk.client.post(BULK, {"chosen": [todo.pk for todo in chosen], "act": "tests.finish"})
    assert page.context["too_many"] and Assignment.objects.open().count() == 101
    with pytest.raises(Refused):
        actions.act_on_many(chosen, "tests.finish", by=writer, at=now)


def test_a_button_the_person_does_not_have_is_refused(ask, stranger, now):
    with pytest.raises(Refused):
        actions.act(ask(), "tests.finish", by=stranger, at=now)
