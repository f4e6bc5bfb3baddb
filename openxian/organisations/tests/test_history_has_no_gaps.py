"""Whatever is reformed, in whatever order: for each day a body has at most one period, without gap or overlap."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openxian.core.errors import Refused
from openxian.organisations import actions, queries
from openxian.organisations.models import Organisation, OrganisationPeriod

START = date(2020, 1, 1)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

steps = st.tuples(
    st.sampled_from(["establish", "rename", "transfer", "merge", "split", "split_keeping", "abolish"]),
    st.integers(0, 7),
    st.integers(0, 7),
    st.integers(0, 60),
)


def take(step, bodies, number, on):
    """One step of reform on two of the bodies; a refusal changes nothing."""
    act, first, second, _ = step
    told = {"effective_on": on, "basis": "依据", "by": None, "at": AT}
    body, other = bodies[first % len(bodies)], bodies[second % len(bodies)]
    if act == "establish":
        facts = {"kind": "department", "name": f"单位{number}", "short_name": f"单位{number}"}
        bodies.append(actions.establish(slug=f"body-{number}", parent=body, **facts, **told))
    elif act == "rename":
        actions.rename(body, name=f"新名{number}", short_name=f"新{number}", **told)
    elif act == "transfer":
        actions.transfer(body, parent=other, **told)
    elif act == "merge":
        actions.merge([body], other, **told)
    elif act == "abolish":
        actions.abolish(body, successor=other, **told)
    else:
        actions.split(body, [other], keeps=act == "split_keeping", **told)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, max_size=14))
def test_periods_neither_gap_nor_overlap(db, taken):
    from django.db import transaction

    with transaction.atomic():
        root = actions.establish(
            slug="root", kind="county_government", name="县政府", short_name="县政府",
            effective_on=START, basis="依据", by=None, at=AT,
        )  # fmt: skip
        bodies, on = [root], START
        for number, step in enumerate(taken):
            on += timedelta(days=step[3] % 3)
            before = _state()
            try:
                take(step, bodies, number, on)
            except Refused:
                assert _state() == before
        for body in Organisation.objects.all():
            _whole(body)
        _tree_on_every_day(START, on)
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


def _tree_on_every_day(first, last):
    for days in range((last - first).days + 1):
        bodies = queries.as_of(first + timedelta(days=days))
        assert len({body.organisation_id for body in bodies}) == len(bodies)
