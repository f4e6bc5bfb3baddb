"""三审三校就是待办：轮到谁，谁的工作台上就有；办完、退回、撤回、撤稿，同一笔里了结。"""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from openxian.core.assignments import queries as assignments
from openxian.core.assignments.models import Assignment
from openxian.core.assignments.registry import kind_of
from openxian.core.errors import Refused
from openxian.organisations.signals import organisation_succeeded
from openxian.repository import actions
from openxian.repository.models import Review
from openxian.repository.tests.conftest import now
from openxian.repository.todo import KIND
from tests.cast import login

pytestmark = pytest.mark.django_db


def open_todos() -> list[tuple[str, str]]:
    return list(Assignment.objects.open().order_by("pk").values_list("label", "holder"))


def closed(label: str) -> Assignment:
    return Assignment.objects.filter(label=label, closed_at__isnull=False).latest("pk")


def mine(person, at) -> list[str]:
    return [todo.label for todo in assignments.mine(person, at)]


def press(name: str, person, at, reason=""):
    todo = assignments.mine(person, at).get()
    act = next(each for each in kind_of(todo).acts(todo, person, at) if each.name == name)
    return act.run(todo, by=person, at=at, reason=reason)


def test_each_level_is_asked_in_turn(submitted, education, first_reviewer, second_reviewer, final_reviewer, at):
    for label, role, reviewer in (
        ("初审", "first_reviewer", first_reviewer),
        ("复审", "second_reviewer", second_reviewer),
        ("终审", "final_reviewer", final_reviewer),
    ):
        assert open_todos() == [(label, f"duty:{role}:{education.pk}")]
        assert mine(reviewer, at) == [label]
        press("pass", reviewer, at, f"{label}无误")
        assert (closed(label).closed_by, closed(label).remark) == (reviewer, f"{label}无误")
    assert open_todos() == [] and now(submitted.article).live


def test_what_is_returned_is_the_submitters_to_mend(submitted, first_reviewer, writer, at):
    press("return", first_reviewer, at, "文号有误")
    assert closed("初审").outcome == "returned"
    todo = assignments.mine(writer, at).get()
    assert (todo.label, todo.holder, todo.note) == ("修改", f"person:{writer.pk}", "退回理由：文号有误")
    actions.submit(now(submitted.article), by=writer, at=at)
    assert [label for label, _ in open_todos()] == ["初审"] and closed("修改").outcome == "done"


def test_a_return_without_a_reason_leaves_the_to_do_open(submitted, first_reviewer, at):
    with pytest.raises(Refused), transaction.atomic():
        press("return", first_reviewer, at, " ")
    assert [label for label, _ in open_todos()] == ["初审"]


def test_the_submitter_takes_it_back_from_the_desk(submitted, writer, first_reviewer, at):
    todo = assignments.waiting_on_others(writer).get()
    [act] = kind_of(todo).acts(todo, writer, at)
    act.run(todo, by=writer, at=at, reason="")
    assert open_todos() == [] and closed("初审").outcome == "recalled"
    assert Review.objects.get().state == "recalled"


def test_withdrawing_ends_what_was_asked(public, writer, final_reviewer, at):
    public.title = "改过的标题"
    actions.save_draft(public, by=writer, at=at)
    actions.submit(now(public), by=writer, at=at)
    actions.withdraw(now(public), by=final_reviewer, at=at, reason="数字有误")
    assert open_todos() == [] and closed("初审").outcome == "dropped"


def test_what_was_published_urgently_is_asked_afterwards(draft, final_reviewer, first_reviewer, at):
    actions.publish_urgently(draft, by=final_reviewer, at=at, reason="暴雨红色预警")
    todo = assignments.mine(first_reviewer, at).get()
    assert (todo.label, todo.get_urgency_display()) == ("补初审", "加急")


def test_the_ground_of_an_urgent_publication_ends_the_round_before(submitted, final_reviewer, at):
    actions.publish_urgently(now(submitted.article), by=final_reviewer, at=at, reason="暴雨红色预警")
    assert [label for label, _ in open_todos()] == ["补初审"]


def test_a_draft_thrown_away_is_asked_of_nobody(submitted, first_reviewer, writer, at):
    press("return", first_reviewer, at, "重复")
    actions.delete_draft(now(submitted.article), by=writer, at=at)
    assert open_todos() == []


def test_what_is_not_mended_now_is_set_aside(submitted, first_reviewer, writer, at):
    press("return", first_reviewer, at, "等数据核实")
    press("set_aside", writer, at)
    assert open_todos() == [] and closed("修改").remark == "暂不修改"


def test_a_to_do_whose_round_has_moved_on_is_refused(submitted, first_reviewer, second_reviewer, at):
    stale = assignments.mine(first_reviewer, at).get()
    actions.pass_review(submitted, by=first_reviewer, at=at)
    act = next(each for each in kind_of(stale).acts(stale, first_reviewer, at) if each.name == "pass")
    with pytest.raises(Refused, match="新的进展"):
        act.run(stale, by=second_reviewer, at=at, reason="")


def test_a_level_has_as_many_working_days_as_the_installation_says(settings, draft, writer, at):
    settings.OPENXIAN_REVIEW_WORKING_DAYS = 3
    actions.submit(draft, by=writer, at=at)
    due_at = Assignment.objects.get().due_at
    assert (due_at - at).days == 3 and due_at.astimezone(at.tzinfo).date().isoformat() == "2026-03-05"
    settings.OPENXIAN_REVIEW_WORKING_DAYS = 0
    actions.recall(Review.objects.get(), by=writer, at=at)
    actions.submit(now(draft), by=writer, at=at)
    assert Assignment.objects.open().get().due_at is None


def test_a_policy_documents_to_do_bears_its_number(policy, writer, at):
    actions.submit(policy, by=writer, at=at)
    assert Assignment.objects.open().get().number == "青教体发〔2026〕3号"


def test_rounds_from_before_the_desk_get_their_to_do_once(submitted, at, capsys):
    Assignment.objects.all().delete()
    call_command("open_review_todos")
    call_command("open_review_todos")
    assert [label for label, _ in open_todos()] == ["初审"]
    assert "补开了 0 件" in capsys.readouterr().out


def test_an_heir_of_a_reform_inherits_the_to_dos(submitted, education, forestry, at):
    education.abolished_on = at.date()
    education.save()
    facts = {"predecessor": education, "successors": [forestry], "effective_on": at.date()}
    organisation_succeeded.send(type(education), by=None, at=at, **facts)
    assert open_todos() == [("初审", f"duty:first_reviewer:{forestry.pk}")]


def test_the_reviewer_reads_and_passes_on_one_page(client, submitted, first_reviewer, at):
    login(client, first_reviewer)
    todo = assignments.mine(first_reviewer, at).get()
    page = client.get(f"/office/desk/todo/{todo.pk}/").content.decode()
    for words in ("各中小学", "一校要核对的", "三审三校的初审", "通过", "退回"):
        assert words in page
    assert "转交" not in page
    client.post(f"/office/desk/todo/{todo.pk}/", {"act": "pass", "reason": ""})
    assert now(submitted.article).stage == "second_review"


def test_the_submitter_is_told_how_to_take_it_back(client, submitted, writer, at):
    login(client, writer)
    todo = assignments.waiting_on_others(writer).get()
    assert "撤回送审" in client.get(f"/office/desk/todo/{todo.pk}/").content.decode()


def test_submitting_costs_the_same_however_much_waits(new_article, writer, at):
    def cost() -> int:
        article = actions.save_draft(new_article(), by=writer, at=at)
        asked = []

        def note(execute, sql, params, many, context):
            asked.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            actions.submit(article, by=writer, at=at + timedelta(minutes=1))
        return len(asked)

    cost()
    few = cost()
    for _ in range(10):
        cost()
    assert cost() == few
    assert Assignment.objects.open().filter(kind=KIND).count() == 13
