"""Whatever is reformed, in whatever order: for each day a body has at most one period, without gap or overlap."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openxian.core.errors import Refused
from openxian.organisations import actions, queries, rules
from openxian.organisations.models import Organisation, OrganisationPeriod

START = date(2020, 1, 1)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

steps = st.tuples(
    st.sampled_from(["establish", "rename", "transfer", "merge", "split", "split_keeping", "abolish"]),
    st.integers(0, 7),
    st.integers(0, 7),
    st.integers(-2, 3),
)


def take(step, bodies, number, on):
    """One step of reform on two of the bodies; a refusal changes nothing."""
    act, first, second, _ = step
    third = bodies[(first + second + 1) % len(bodies)]
    told = {"effective_on": on, "basis": "依据", "by": None, "at": AT}
    body, other = bodies[first % len(bodies)], bodies[second % len(bodies)]
    if act == "establish":
        bodies.append(found(f"body-{number}", body, on))
    elif act == "rename":
        actions.rename(body, name=f"新名{number}", short_name=f"新{number}", **told)
    elif act == "transfer":
        actions.transfer(body, parent=other, **told)
    elif act == "merge":
        actions.merge([body], other, **told)
    elif act == "abolish":
        actions.abolish(body, successor=other, **told)
    else:
        actions.split(body, [other, third], keeps=act == "split_keeping", **told)


def found(slug, parent, on):
    facts = {"kind": "department", "name": slug, "short_name": slug, "parent": parent}
    return actions.establish(slug=slug, **facts, effective_on=on, basis="依据", by=None, at=AT)


# too_slow measures the machine, not the rule: several tests share its processors
SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=30, deadline=None, suppress_health_check=SHARED)
@given(st.lists(steps, min_size=3, max_size=16))
def test_periods_neither_gap_nor_overlap(db, taken):
    from django.db import transaction

    with transaction.atomic():
        root = found("root", None, START)
        bodies = [root, *(found(f"first-{number}", root, START) for number in range(5))]
        on = START
        for number, step in enumerate(taken):
            on = max(START, on + timedelta(days=step[3]))
            before = _state()
            try:
                take(step, bodies, number, on)
            except Refused:
                assert _state() == before
        for body in Organisation.objects.all():
            _whole(body)
        _a_tree_on_every_day()
        transaction.set_rollback(True)


def _state():
    periods = OrganisationPeriod.objects.order_by("pk").values_list("pk", "name", "parent", "from_on", "until_on")
    return list(periods), list(Organisation.objects.order_by("pk").values_list("pk", "name", "parent", "abolished_on"))


def _whole(body):
    periods = queries.history(body)
    assert periods[0].from_on == body.established_on
    assert periods[-1].until_on == body.abolished_on
    for earlier, later in pairwise(periods):
        assert earlier.until_on == later.from_on
    if not body.abolished_on:
        assert (periods[-1].name, periods[-1].parent_id) == (body.name, body.parent_id)


def _a_tree_on_every_day():
    for day in set(OrganisationPeriod.objects.values_list("from_on", flat=True)):
        bodies = queries.as_of(day)
        parents = {body.organisation_id: body.parent_id for body in bodies}
        assert len(parents) == len(bodies)
        for body in bodies:
            line = rules.ancestors(body.organisation_id, parents)
            assert set(line) <= set(parents)  # nobody hangs on a body that is not there
            assert parents[line[-1]] is None  # and nobody on themselves
