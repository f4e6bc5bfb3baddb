"""A step can be left to whoever has the one before: they choose its holder."""

import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.routes import actions
from openxian.routes.tests.conftest import labels, part, route_of, stage, step


@pytest.fixture
def route(education, director_post, at):
    """局长 first, then whoever 局长 chooses."""
    first = stage(step("a", director_post, label="局长批示"))
    return route_of(education, first, stage(step("b", "chosen", label="承办")), at=at)


@pytest.fixture
def run(case, route, drafter, director, at):
    """A case before 局长."""
    return actions.start_run(case, route=route, fields={}, by=drafter, at=at)


def test_without_a_choice_it_does_not_go_on(run, director, at):
    with pytest.raises(Refused, match="请先选定“承办”"):
        actions.decide(part(run), by=director, at=at, passed=True)
    assert labels() == ["局长批示"]


def test_the_choice_comes_with_the_decision(run, director, writer, at):
    actions.decide(part(run), by=director, at=at, passed=True, chosen={"b": [f"person:{writer.pk}"]})
    assert (part(run).label, part(run).holder) == ("承办", f"person:{writer.pk}")


def test_or_before_it(run, office, chief, director, at):
    actions.choose_next(run, step="b", holders=[f"unit:{office.pk}"], by=director, at=at)
    actions.decide(part(run), by=director, at=at, passed=True)
    assert part(run).holder == f"unit:{office.pk}"
    assert AuditLine.objects.get(act="routes.choose_next").sentence == "选定“承办”由县教体局办公室承办。"


def test_only_from_the_people_and_units_of_the_body(run, director, stranger, chief_post, at):
    for holder in (f"person:{stranger.pk}", f"post:{chief_post.pk}", "duty:writer:1"):
        with pytest.raises(Refused, match="本机构的股室和人员"):
            actions.choose_next(run, step="b", holders=[holder], by=director, at=at)


def test_only_by_whoever_has_the_step_before(run, writer, at):
    with pytest.raises(Forbidden):
        actions.choose_next(run, step="b", holders=[f"person:{writer.pk}"], by=writer, at=at)


def test_only_for_the_step_that_comes(run, director, writer, at):
    with pytest.raises(Refused, match="还不能选"):
        actions.choose_next(run, step="a", holders=[f"person:{writer.pk}"], by=director, at=at)


def test_the_drafter_chooses_who_comes_first(case, education, drafter, writer, at):
    first = route_of(education, stage(step("b", "chosen")), at=at, name="先选人")
    with pytest.raises(Refused, match="请先选定"):
        actions.start_run(case, route=first, fields={}, by=drafter, at=at)
    run = actions.start_run(case, route=first, fields={}, by=drafter, at=at, chosen={"b": [f"person:{writer.pk}"]})
    assert part(run).holder == f"person:{writer.pk}"
