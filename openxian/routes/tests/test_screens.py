"""Routes are drawn up, tried, published and compared in the browser, without any script."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from openxian.routes import queries
from openxian.routes.models import Route
from openxian.routes.rules import END, add_step
from openxian.routes.tests.conftest import CAR, route_of, stage, step
from tests.cast import login


@pytest.fixture
def manager(client, office_manager):
    """A browser in which 办公室负责人 is logged in."""
    return login(client, office_manager)


def empty_rows(prefix, given):
    """The management form of a formset around ``given`` rows."""
    said = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": 0}
    return said | {
        f"{prefix}-{number}-{name}": value for number, row in enumerate(given) for name, value in row.items()
    }


def step_form(holders=(), conditions=(), **facts):
    """What the page of a step sends."""
    said = {"label": "审核", "join": "all", "amount": "", "unit": "working_days", "when_join": "all"} | facts
    return said | empty_rows("holders", [{"holder": key} for key in holders]) | empty_rows("when", conditions)


def test_a_route_from_nothing_to_published(manager, education, chief, director, drafter, chief_post, office_manager):
    made = manager.post(reverse("routes:new"), {"organisation": education.pk, "subject": CAR.key, "name": "用车审批"})
    route = Route.objects.get()
    build = reverse("routes:build", args=[route.pk])
    assert made.url == build
    for label in ("审核", "审批"):
        manager.post(build, {"do": "add", "label": label})
    manager.post(build, {"do": "beside", "stage": "p2", "label": "会签"})
    manager.post(build, {"do": "up", "stage": "p2"})
    assert [each.key for each in queries.draft(route).says.stages] == ["p2", "p1"]
    manager.post(build, {"do": "remove", "step": "s3"})
    assert "“审核”没有承办" in manager.get(build).content.decode()

    page = reverse("routes:step", args=[route.pk, "s1"])
    dear = {"field": "amount", "operator": "gt", "value": "10,000"}
    sent = manager.post(page, step_form([f"post:{chief_post.pk}"], [dear], amount="3"))
    assert sent.status_code == 302
    manager.post(reverse("routes:step", args=[route.pk, "s2"]), step_form(["chief", ""], label="审批"))
    ways = empty_rows("ways", [{"field": "far", "operator": "eq", "value": "否", "target": END}])
    manager.post(reverse("routes:ways", args=[route.pk, "p2"]), {"join": "all"} | ways)

    said = queries.draft(route).says
    assert said.step("s1").when[0].values == ("10,000",)
    assert said.step("s1").limit.amount == 3
    assert (said.stage("p2").branches[0].condition.values, said.stage("p2").branches[0].target) == (("no",), END)

    publish = reverse("routes:publish", args=[route.pk])
    assert manager.get(publish).status_code == 200
    manager.post(publish, {"note": "第一版"})
    version = queries.published(route)
    assert (version.number, version.published_by, version.note) == (1, office_manager, "第一版")
    shown = manager.get(reverse("routes:route", args=[route.pk])).content.decode()
    assert "现行：第1版" in shown
    assert "仅当 金额 ＞ 10,000" in shown


@pytest.fixture
def route(education, chief_post, director_post, at):
    """A published route of two steps."""
    first, second = step("s1", "chief", label="审核"), step("s2", director_post, label="审批")
    return route_of(education, stage(first), stage(second), at=at)


def test_a_wrong_value_is_said_at_its_row_and_nothing_is_saved(manager, route):
    page = reverse("routes:step", args=[route.pk, "s1"])
    wrong = {"field": "amount", "operator": "gt", "value": "很多"}
    answer = manager.post(page, step_form(["chief"], [wrong]))
    assert answer.status_code == 200
    assert "应当是数字" in answer.content.decode()
    assert queries.draft(route) is None


def test_choices_are_written_by_their_names(manager, route):
    page = reverse("routes:step", args=[route.pk, "s1"])
    manager.post(page, step_form(["chief"], [{"field": "kind", "operator": "in", "value": "公务、抢险"}]))
    assert queries.draft(route).says.step("s1").when[0].values == ("official", "rescue")
    assert "公务、抢险" in manager.get(page).content.decode()


def test_posts_of_another_body_are_offered_when_it_is_asked_for(manager, route, forestry):
    from openxian.organisations.models import Post

    post = Post.objects.create(organisation=forestry, title="总工程师")
    page = reverse("routes:step", args=[route.pk, "s1"])
    assert f"post:{post.pk}" not in manager.get(page).content.decode()
    there = f"{page}?body={forestry.pk}"
    assert f"post:{post.pk}" in manager.get(there).content.decode()
    manager.post(there, step_form([f"post:{post.pk}"]))
    assert "县林业局总工程师" in manager.get(reverse("routes:build", args=[route.pk])).content.decode()


def test_a_holder_that_was_not_offered_is_refused(manager, route):
    answer = manager.post(reverse("routes:step", args=[route.pk, "s1"]), step_form(["person:999999"]))
    assert answer.status_code == 200
    assert queries.draft(route) is None


def test_the_dry_run_shows_people_days_and_what_is_missing(manager, route, drafter, chief):
    asked = {"drafter": drafter.pk, "day": "2026-03-02", "field_amount": "5"}
    shown = manager.get(reverse("routes:try", args=[route.pk]), asked).content.decode()
    assert "何小满发起" in shown
    assert "钟一鸣" in shown
    assert "现在空缺" in shown


def test_two_versions_are_compared_in_words(manager, route, office_manager, at):
    from openxian.routes import actions

    actions.save_draft(route, add_step("归档"), by=office_manager, at=at)
    shown = manager.get(reverse("routes:compare", args=[route.pk])).content.decode()
    assert "新增环节“归档”" in shown
    assert manager.get(reverse("routes:version", args=[route.pk, 1])).status_code == 200
    assert manager.get(reverse("routes:version", args=[route.pk, 9])).status_code == 404
    manager.post(reverse("routes:discard", args=[route.pk]))
    assert queries.draft(route) is None


def test_a_route_is_retired_with_a_reason(manager, route):
    page = reverse("routes:retire", args=[route.pk])
    assert manager.post(page, {"reason": ""}).status_code == 200
    manager.post(page, {"reason": "改用新办法"})
    route.refresh_from_db()
    assert not route.is_active
    assert "已停用" in manager.get(reverse("routes:list")).content.decode()


READING = ("route", "compare", "try")
CHANGING = ("build", "publish", "discard", "retire")


@pytest.mark.parametrize(("who", "reads", "changes"), [
    ("office_manager", 200, 200),
    ("writer", 200, 403),
    ("stranger", 403, 403),
])  # fmt: skip
def test_who_comes_to_which_page(request, client, route, who, reads, changes):
    browser = login(client, request.getfixturevalue(who))
    for name, expected in [*((name, reads) for name in READING), *((name, changes) for name in CHANGING)]:
        assert browser.get(reverse(f"routes:{name}", args=[route.pk])).status_code == expected, name
    assert browser.get(reverse("routes:step", args=[route.pk, "s1"])).status_code == changes
    assert browser.get(reverse("routes:list")).status_code == 200
    assert browser.post(reverse("routes:build", args=[route.pk]), {"do": "add", "label": "x"}).status_code == (
        302 if changes == 200 else 403
    )


class _Labels(HTMLParser):
    """Collects the ids of inputs and what labels point at."""

    def __init__(self):
        super().__init__()
        self.inputs, self.labelled = set(), set()

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag in ("input", "select", "textarea") and said.get("type") not in ("hidden", "submit"):
            self.inputs.add(said.get("id"))
        if tag == "label":
            self.labelled.add(said.get("for"))


@pytest.mark.parametrize("name", ["build", "try", "compare", "publish"])
def test_every_input_has_a_label_and_nothing_is_inline(manager, route, name):
    page = manager.get(reverse(f"routes:{name}", args=[route.pk])).content.decode()
    found = _Labels()
    found.feed(page)
    assert found.inputs - found.labelled == set()
    assert not re.search(r"<[^>]+ style=", page)


def test_the_builder_looks_each_holder_up_once(manager, education, writer, at, django_assert_max_num_queries):
    long = route_of(education, *(stage(step(f"s{number}", writer)) for number in range(30)), at=at, name="很长")
    with django_assert_max_num_queries(30):
        manager.get(reverse("routes:build", args=[long.pk]))
