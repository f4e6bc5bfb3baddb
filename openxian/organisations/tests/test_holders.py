"""Units, posts, duties and those who stand in: whose an assignment is."""

from datetime import date, timedelta

import pytest

from openxian.core.assignments import actions, holders, queries
from openxian.core.errors import Refused
from openxian.organisations.actions import reforms
from openxian.organisations.models import Appointment, Delegation, Person, Post, Unit
from tests.cast import grant, make_user

TODAY = date(2026, 3, 2)


@pytest.fixture
def basic_unit(education):
    """基础教育股."""
    return Unit.objects.create(organisation=education, name="基础教育股")


@pytest.fixture
def chief(education, basic_unit):
    """股长 of 基础教育股."""
    post = Post.objects.create(organisation=education, unit=basic_unit, title="股长")
    user = make_user("chief", "丁一山")
    Appointment.objects.create(
        person=Person.objects.create(name="丁一山", user=user), post=post, from_on=date(2025, 1, 1)
    )
    return user


@pytest.fixture
def director(education):
    """局长: a leader's post."""
    post = Post.objects.create(organisation=education, title="局长", is_leader=True)
    user = make_user("director", "江海平")
    Appointment.objects.create(
        person=Person.objects.create(name="江海平", user=user), post=post, from_on=date(2025, 1, 1)
    )
    return user


def ask(thing, holder, *, by, at):
    return actions.open_round(thing, kind="test", step="check", label="核对", holders=[holder], by=by, at=at)[0]


def test_a_person_holds_what_their_unit_post_and_duties_hold(education, basic_unit, chief, director):
    post = chief.person.appointments.get().post
    assert holders.keys_of(chief, TODAY) == (f"person:{chief.pk}", f"unit:{basic_unit.pk}", f"post:{post.pk}")
    assert f"leaders:{education.pk}" in holders.keys_of(director, TODAY)
    assert holders.keys_of(chief, date(2024, 1, 1)) == (f"person:{chief.pk}",)


def test_lists_call_holders_as_people_do(education, basic_unit, chief, director, writer):
    post = chief.person.appointments.get().post
    names = [
        holders.name_of(key, TODAY)
        for key in (
            f"unit:{basic_unit.pk}", f"post:{post.pk}", f"leaders:{education.pk}", f"duty:writer:{education.pk}",
            f"person:{writer.pk}",
        )
    ]  # fmt: skip
    assert names == ["县教体局基础教育股", "县教体局基础教育股股长", "县教体局负责人", "县教体局信息员", "陈晓禾"]


@pytest.mark.parametrize("holder", ["unit:99999", "post:x", "duty:writer:", "duty:king:1", "person:0", "person:"])
def test_a_holder_that_is_not_there_is_refused(db, holder):
    with pytest.raises(Refused):
        holders.name_of(holder, TODAY)


def test_a_duty_for_the_bodies_below_reaches_them(county, education, forestry, final_reviewer):
    keys = holders.keys_of(final_reviewer, TODAY)
    assert {f"duty:final_reviewer:{body.pk}" for body in (county, education, forestry)} <= set(keys)
    assert holders.people_of(f"duty:final_reviewer:{education.pk}", TODAY) == [final_reviewer]


def test_whoever_stands_in_sees_and_may_do_the_same_for_the_length_of_it(
    county, basic_unit, chief, first_reviewer, education, stranger, writer, at
):
    for absent in (chief, first_reviewer):
        Delegation.objects.create(
            delegator=absent, delegate=stranger, from_on=TODAY, to_on=TODAY + timedelta(days=3), reason="出差"
        )
    unit, duty = f"unit:{basic_unit.pk}", f"duty:first_reviewer:{education.pk}"
    rows = [ask(county, holder, by=writer, at=at) for holder in (unit, duty, f"person:{chief.pk}")]
    assert list(queries.mine(stranger, at).order_by("pk")) == rows
    assert holders.people_of(unit, TODAY) == [chief, stranger]
    assert holders.acting_for(stranger, unit, TODAY) == chief
    assert holders.acting_for(chief, unit, TODAY) is None
    assert actions.finish(rows[0], by=stranger, at=at) is True
    assert "（代丁一山）" in last_sentence()
    assert list(queries.mine(stranger, at + timedelta(days=4))) == []


def test_keys_cost_the_same_for_one_duty_and_for_fifty(
    county, education, forestry, writer, django_assert_max_num_queries
):
    for role in ("first_reviewer", "second_reviewer", "final_reviewer", "site_manager"):
        for body in (county, education, forestry):
            grant(writer, role, body, includes_below=True)
    with django_assert_max_num_queries(6):
        assert len(holders.keys_of(writer, TODAY)) > 10


def test_remembered_keys_cost_nothing(writer, education, django_assert_num_queries):
    holders.remember(writer, TODAY)
    with django_assert_num_queries(0):
        assert f"duty:writer:{education.pk}" in holders.keys_of(writer, TODAY)


def test_the_heir_of_a_body_does_what_it_had_open(
    county, education, forestry, basic_unit, chief, director, first_reviewer, writer, system_administrator, at
):
    same = Unit.objects.create(organisation=forestry, name="基础教育股")
    other = Unit.objects.create(organisation=education, name="体育股")
    held = [f"duty:first_reviewer:{education.pk}", f"unit:{basic_unit.pk}", f"leaders:{education.pk}"]
    for holder in (*held, f"person:{writer.pk}"):
        ask(county, holder, by=writer, at=at)
    actions.open_round(county, kind="test", step="check", label="核对", holders=[f"unit:{other.pk}"], by=None, at=at)
    reforms.merge([education], forestry, effective_on=TODAY, basis="青编〔2026〕3号", by=system_administrator, at=at)
    assert queries.open_holders() == sorted(
        [
            f"duty:first_reviewer:{forestry.pk}", f"leaders:{forestry.pk}", f"person:{writer.pk}", f"unit:{same.pk}",
        ]
    )  # fmt: skip
    assert {row.holder for row in queries.without_people(at)} == set(queries.open_holders()) - {f"person:{writer.pk}"}
    assert "由县林业局承接" in last_sentence("assignments.pass_on")


def last_sentence(act="assignments.finish"):
    from openxian.core.models import AuditLine

    return AuditLine.objects.filter(act=act).order_by("-pk")[0].sentence
