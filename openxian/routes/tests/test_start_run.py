"""A case sets out along the version that is published on the day."""

from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from openxian.core.errors import Refused
from openxian.routes import actions, queries
from openxian.routes.models import Run
from openxian.routes.rules import Definition, Limit
from openxian.routes.tests.conftest import LARGE, labels, part, route_of, stage, step


def test_it_goes_to_the_chief_of_the_drafters_own_unit(case, route, drafter, chief, chief_post, at):
    run = actions.start_run(case, route=route, fields={"amount": "12,000.50"}, by=drafter, at=at)
    assert part(run).holder == f"post:{chief_post.pk}"
    assert run.fields == {"amount": "12000.50"}
    assert part(run).owner == drafter


def test_a_limit_in_working_days_ends_with_the_last_day(case, route, drafter, chief, at):
    run = actions.start_run(case, route=route, fields={}, by=drafter, at=at)
    assert part(run).due_at.astimezone(at.tzinfo).strftime("%Y-%m-%d %H:%M") == "2026-03-04 23:59"
    assert part(run).basis == "审批路线“用车审批”：2个工作日"


def test_a_limit_in_hours_runs_on_the_clock(case, education, drafter, writer, at):
    quick = route_of(education, stage(step("a", writer, limit=Limit(amount=4, unit="hours"))), at=at)
    run = actions.start_run(case, route=quick, fields={}, by=drafter, at=at)
    assert part(run).due_at == at.replace(hour=14)  # the hour in which it begins is not counted


def test_a_running_case_keeps_its_version(case, route, drafter, chief, writer, director, at):
    run = actions.start_run(case, route=route, fields={"amount": 99999}, by=drafter, at=at)
    actions.save_draft(route, lambda old: Definition(stages=old.stages[:1], serial=old.serial), by=None, at=at)
    actions.publish_version(route, by=None, at=at)
    actions.decide(part(run), by=chief, at=at, passed=True)
    assert labels() == ["信息员会签", "局长审批"]
    assert queries.published(route).number == 2
    assert run.version.number == 1


def test_a_published_version_cannot_be_changed_even_in_the_database(route):
    version = queries.published(route)
    with pytest.raises(Exception, match="不能修改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE routes_routeversion SET note = 'x' WHERE id = %s", [version.pk])


def test_nothing_sets_out_along_a_route_that_is_not_published(case, education, drafter, writer, at):
    draft = route_of(education, stage(step("a", writer)), at=at, published=False)
    with pytest.raises(Refused, match="没有发布"):
        actions.start_run(case, route=draft, fields={}, by=drafter, at=at)


def test_a_case_is_on_one_way_at_a_time(case, route, drafter, chief, at):
    actions.start_run(case, route=route, fields={}, by=drafter, at=at)
    with pytest.raises(Refused, match="已经在审批中"):
        actions.start_run(case, route=route, fields={}, by=drafter, at=at)
    twin = Run.objects.get()
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_a_value_of_the_wrong_type_is_refused_at_its_field(case, route, drafter, chief, at):
    with pytest.raises(Refused) as refused:
        actions.start_run(case, route=route, fields={"amount": "很多"}, by=drafter, at=at)
    assert refused.value.field == "amount"


def test_a_case_for_which_nobody_would_do_anything_does_not_set_out(case, education, drafter, writer, at):
    only_dear = route_of(education, stage(step("a", writer, when=(LARGE,))), at=at)
    with pytest.raises(Refused, match="没有一个环节"):
        actions.start_run(case, route=only_dear, fields={"amount": 5}, by=drafter, at=at)
    assert not Run.objects.exists()


def test_a_drafter_without_a_unit_has_no_chief(case, route, writer, at):
    with pytest.raises(Refused, match="起草人所在股室"):
        actions.start_run(case, route=route, fields={}, by=writer, at=at)


def test_the_start_is_told(case, route, drafter, chief, at):
    run = actions.start_run(case, route=route, fields={}, by=drafter, at=at)
    assert isinstance(run.started_at, datetime)
    assert queries.run_of(case) == run
    assert queries.thing_of(run) == case
