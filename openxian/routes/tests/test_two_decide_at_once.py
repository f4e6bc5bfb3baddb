"""However many agree at the same moment, a stage is left exactly once."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from openxian.core.assignments.models import Assignment
from openxian.core.errors import Refused
from openxian.routes import actions
from openxian.routes.models import Run
from openxian.routes.tests.conftest import labels, route_of, stage, step

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def together(*acts):
    """Run the acts in threads that begin at one moment; returns what each came to."""
    barrier, outcomes = Barrier(len(acts)), []

    def run(act):
        barrier.wait()
        try:
            outcomes.append(act())
        except Refused as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def decided(parts, people, at):
    """Everybody agrees to their own part at once."""
    acts = [
        lambda row=row, person=person: actions.decide(row, by=person, at=at, passed=True)
        for row, person in zip(parts, people, strict=True)
    ]
    return together(*acts)


@pytest.mark.parametrize("join", ["all", "any"])
@pytest.mark.parametrize("beside", [False, True])
def test_a_join_is_passed_exactly_once(
    case, education, drafter, writer, second_writer, first_reviewer, at, join, beside
):
    people = (writer, second_writer, first_reviewer)
    if beside:
        parallel = stage(*(step(f"a{number}", person) for number, person in enumerate(people)), join=join)
    else:
        parallel = stage(step("a", *people, join=join))
    route = route_of(education, parallel, stage(step("b", writer, label="下一步")), at=at)
    for _ in range(3):
        run = actions.start_run(case, route=route, fields={}, by=drafter, at=at)
        parts = list(Assignment.objects.open().order_by("pk"))
        outcomes = decided(parts, people, at)
        refused = [each for each in outcomes if isinstance(each, Refused)]
        assert len(outcomes) == 3
        assert labels() == ["下一步"]
        assert len(refused) == (0 if join == "all" else 2)
        actions.recall_run(run, reason="再来一次", by=drafter, at=at)


def test_a_case_sets_out_once(case, education, drafter, writer, at):
    route = route_of(education, stage(step("a", writer)), at=at)
    acts = [lambda: actions.start_run(case, route=route, fields={}, by=drafter, at=at)] * 3
    outcomes = together(*acts)
    assert Run.objects.count() == 1
    assert labels() == ["环节a"]
    assert len([each for each in outcomes if isinstance(each, Refused)]) == 2
