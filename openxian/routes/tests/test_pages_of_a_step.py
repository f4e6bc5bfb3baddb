"""The pages on which a step is done: what they ask, and what they do not forget."""

import pytest
from django.urls import reverse

from openxian.core.assignments.models import Assignment
from openxian.routes import actions, queries
from openxian.routes.registry import CHOOSES
from openxian.routes.tests.conftest import part, route_of, stage, step
from tests.cast import login, make_user


@pytest.fixture
def route(education, director_post, writer, at):
    """局长 beside 信息员, then whoever they choose."""
    first = stage(step("a", director_post, label="局长批示"), step("b", writer, label="会签"))
    return route_of(education, first, stage(step("c", "chosen", label="承办")), at=at)


@pytest.fixture
def run(case, route, drafter, director, at):
    """A case before 局长 and 信息员."""
    return actions.start_run(case, route=route, fields={}, by=drafter, at=at)


def agree(client, person, todo, **given):
    address = reverse("routes:agree", args=[todo.pk])
    return login(client, person).post(address, {"confirmed": "1", "reason": ""} | given)


def test_those_before_the_chosen_step_are_marked_and_no_others(run, director, writer, at):
    assert set(Assignment.objects.open().values_list("role", flat=True)) == {CHOOSES}
    actions.decide(part(run, "会签"), by=writer, at=at, passed=True)
    actions.decide(part(run), by=director, at=at, passed=True, chosen={"c": [f"person:{writer.pk}"]})
    assert part(run).role == ""


def test_the_last_to_agree_chooses(client, run, writer, director, chief, at):
    assert agree(client, writer, part(run, "会签")).status_code == 302
    todo = part(run)
    assert agree(client, director, todo).context["form"].errors == {"chosen_c": ["请至少选一个。"]}
    agree(client, director, todo, chosen_c=[f"person:{chief.pk}"])
    assert part(run).holder == f"person:{chief.pk}"


def test_what_a_colleague_chose_stands_ticked(client, run, writer, director, chief, at):
    agree(client, writer, part(run, "会签"), chosen_c=[f"person:{chief.pk}"])
    page = login(client, director).get(reverse("routes:agree", args=[part(run).pk]))
    assert page.context["form"]["chosen_c"].value() == [f"person:{chief.pk}"]
    agree(client, director, part(run), chosen_c=[f"person:{chief.pk}"])
    run.refresh_from_db()
    assert run.chosen == {"c": [f"person:{chief.pk}"]}


def test_a_unit_without_people_is_refused_on_the_page(client, run, writer, director, education, at):
    from openxian.organisations.models import Unit

    actions.decide(part(run, "会签"), by=writer, at=at, passed=True)
    empty = Unit.objects.create(organisation=education, name="新股室", position=1)
    answer = agree(client, director, part(run), chosen_c=[f"unit:{empty.pk}"])
    assert "新股室现在没有人" in answer.content.decode()
    assert part(run).label == "局长批示"


def test_two_of_one_name_are_told_apart(director_post, education, at):
    from openxian.routes.tests.conftest import appoint

    for username in ("yi", "er"):
        appoint(make_user(username, "高远"), director_post)
    names = queries.may_be_chosen(education, at.date()).values()
    assert {"高远（yi）", "高远（er）"} <= set(names)


def test_a_long_list_is_cut_and_searched(client, run, director, office, education, at):
    from openxian.organisations.models import Post
    from openxian.routes.tests.conftest import appoint

    clerk = Post.objects.create(organisation=education, unit=office, title="办事员", position=90)
    for number in range(50):
        appoint(make_user(f"clerk{number}", f"办事员{number:02}"), clerk)
    address = reverse("routes:agree", args=[part(run, "局长批示").pk])
    page = login(client, director).get(address).content.decode()
    assert page.count('name="chosen_c"') == 40 and "个没有列出来" in page
    page = client.post(address, {"asked": "员49", "act": "agree"}).content.decode()
    assert page.count('name="chosen_c"') == 1 and "办事员49" in page


def test_sent_again_it_may_begin_where_the_drafter_chooses(client, education, case, drafter, director_post, writer, at):
    from openxian.routes.tests.conftest import LARGE

    first = stage(step("a", "chosen", label="承办", when=(LARGE,)))
    route = route_of(education, first, stage(step("b", writer, label="会签")), at=at, name="先选")
    run = actions.start_run(case, route=route, fields={"amount": 5}, by=drafter, at=at)
    actions.decide(part(run), by=writer, at=at, passed=False, reason="金额不对")
    address = reverse("routes:resubmit", args=[part(run).pk])
    assert "chosen_a" not in login(client, drafter).get(address).content.decode()
    sent = {"field_amount": "20000", "confirmed": "1"}
    assert client.post(address, sent).context["form"].errors == {"chosen_a": ["请至少选一个。"]}
    client.post(address, sent | {"chosen_a": [f"person:{writer.pk}"]})
    assert (part(run).label, part(run).holder) == ("承办", f"person:{writer.pk}")


def test_a_field_that_is_wrong_is_said_at_its_field(client, case, education, drafter, writer, at):
    route = route_of(education, stage(step("b", writer, label="会签")), at=at, name="单步")
    run = actions.start_run(case, route=route, fields={"amount": 5, "far": True}, by=drafter, at=at)
    actions.decide(part(run), by=writer, at=at, passed=False, reason="金额不对")
    address = reverse("routes:resubmit", args=[part(run).pk])
    page = login(client, drafter).get(address)
    assert (page.context["form"]["field_far"].value(), page.context["form"]["field_amount"].value()) == ("yes", "5")
    wrong = client.post(address, {"field_amount": "很多", "confirmed": "1"})
    assert wrong.context["form"].errors.keys() == {"field_amount"}
    assert part(run).label == "修改后重新提交"
