"""The same on the database: whatever people press, buttons tell the truth and every open request is somebody's."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from openxian.core.assignments import actions as assignments
from openxian.core.assignments import holders, queries
from openxian.core.errors import Refused
from openxian.core.models import AuditLine
from openxian.core.workflow import acting, rules
from openxian.organisations.models import Delegation
from tests.example import actions
from tests.example.models import SupplyRequest
from tests.example.tests.conftest import chairs_for, storekeeper, treasurer  # noqa: F401
from tests.example.workflow import SUPPLIES

STEPS = tuple(step.name for step in SUPPLIES)
FACTS = {"hand_out": {"handed_out": 5}, "explain": {"purpose": "另有用途"}}
ACTS = ("take", "release", "hand_over", "add_holder")


class Walk(RuleBasedStateMachine):
    """One request, the cast, and any sequence of what they can do. Each walk is rolled back at its end."""

    cast: dict
    body: object
    at: object

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.now, self.away = self.at, False
        self.case = actions.begin(chairs_for(self.cast["writer"], self.body), by=self.cast["writer"], at=self.now)

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @rule(step=st.sampled_from(STEPS), who=st.sampled_from(range(7)), reason=st.sampled_from(("", "理由")))
    def press(self, step, who, reason):
        person, facts = self.person(who), FACTS.get(step, {})
        before, lines = self.fresh(), AuditLine.objects.count()
        offered = acting.may_take(before, step, person, self.now)
        wanting = SUPPLIES.steps[step].reason == "required" and not reason
        try:
            with transaction.atomic():
                acting.take_step(step, None, by=person, at=self.now, case=before, reason=reason, **facts)
        except Refused:
            assert not offered or wanting, f"{step} was offered to {person} and refused"
            assert (self.fresh().state, AuditLine.objects.count()) == (before.state, lines)
        else:
            assert offered, f"{step} was done by {person}, to whom it was not offered"
            assert before.state not in SUPPLIES.ends
            assert AuditLine.objects.count() > lines

    @rule(data=st.data())
    def press_what_is_offered(self, data):
        case = self.fresh()
        offered = [(one, act) for one in self.cast.values() for act in acting.acts_for(case, None, one, self.now)]
        if offered:
            person, act = data.draw(st.sampled_from(offered))
            facts = FACTS.get(act.name.partition(".")[2], {})
            act.run(None, by=person, at=self.now, reason="理由", **facts)
            assert self.fresh().state == case.state or case.state not in SUPPLIES.ends

    @rule()
    @precondition(lambda self: self.fresh().state == "ordered")
    def the_things_arrive(self):
        acting.take_step("arrive", None, by=None, at=self.now, case=self.fresh())

    @rule(act=st.sampled_from(ACTS), who=st.sampled_from(range(7)), other=st.sampled_from(range(7)))
    def handle(self, act, who, other):
        part = next((row for row in queries.of(self.case) if row.is_open), None)
        if part is None:
            return
        to = holders.person_key(self.person(other))
        given = {"hand_over": {"to": to, "reason": "换人"}, "add_holder": {"holder": to, "reason": "一起"}}
        may = queries.may_act(part, self.person(who), self.now)
        try:
            with transaction.atomic():
                getattr(assignments, act)(part, by=self.person(who), at=self.now, **given.get(act, {}))
        except Refused:
            return
        assert may or act == "release" or part.opened_by == self.person(who)

    @rule(who=st.sampled_from(range(7)), other=st.sampled_from(range(7)))
    @precondition(lambda self: not self.away)
    def go_away(self, who, other):
        if who != other:
            day = self.now.date()
            days = {"from_on": day, "to_on": day + timedelta(days=2), "reason": "出差"}
            Delegation.objects.create(delegator=self.person(who), delegate=self.person(other), **days)
            self.away = True

    @rule(days=st.integers(1, 4))
    def time_passes(self, days):
        self.now += timedelta(days=days)
        self.away = Delegation.objects.filter(to_on__gte=self.now.date()).exists()

    @invariant()
    def nothing_is_lost_and_nothing_is_stuck(self):
        case = self.fresh()
        waiting = [row for row in queries.of(case) if row.is_open]
        if not rules.roles_asked(SUPPLIES, case.state):
            assert not waiting
            assert case.is_ended or rules.waits_for(SUPPLIES, case.state)
            return
        assert waiting
        assert not queries.without_people(self.now)
        for row in waiting:
            assert row.step == case.state
            assert queries.people_of(row, self.now)

    @rule(who=st.sampled_from(range(7)))
    def lists_and_rows_say_the_same(self, who):
        waiting, person = [row for row in queries.of(self.case) if row.is_open], self.person(who)
        assert set(queries.mine(person, self.now)) == {row for row in waiting if queries.may_act(row, person, self.now)}

    def person(self, number):
        return list(self.cast.values())[number]

    def fresh(self):
        return SupplyRequest.objects.get(pk=self.case.pk)


@pytest.fixture
def walk(writer, first_reviewer, second_reviewer, treasurer, storekeeper, stranger, nobody, education, at):  # noqa: F811
    """The walk with its cast."""
    people = (writer, first_reviewer, second_reviewer, treasurer, storekeeper, stranger, nobody)
    return type("Walk", (Walk,), {"cast": {one.username: one for one in people}, "body": education, "at": at})


def run(walk, examples, steps):
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    told = settings(max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=quiet)
    run_state_machine_as_test(walk, settings=told)


def test_some_walks_hold(walk):
    run(walk, examples=3, steps=8)


@pytest.mark.slow
def test_many_long_walks_hold(walk):
    run(walk, examples=15, steps=30)
