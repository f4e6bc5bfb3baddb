"""Whatever a sound route says and whatever a case is like: it ends, and nothing is done twice unless sent back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from openxian.routes.rules import (
    END,
    Branch,
    Condition,
    Definition,
    Field,
    Holder,
    Stage,
    Step,
    begin,
    complaints,
    next_steps,
    plan,
    send_back,
    stages_visited,
)

KNOWN = {
    "amount": Field("amount", "金额", "number"),
    "kind": Field("kind", "类别", "choice", (("a", "甲"), ("b", "乙"))),
}
conditions = st.one_of(
    st.builds(
        lambda operator, value: Condition(field="amount", type="number", operator=operator, values=(str(value),)),
        st.sampled_from(["gt", "ge", "lt", "le", "eq", "ne"]),
        st.integers(0, 5),
    ),
    st.builds(
        lambda operator, values: Condition(field="kind", type="choice", operator=operator, values=tuple(values)),
        st.sampled_from(["in", "not_in"]),
        st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=2, unique=True),
    ),
)
joins = st.sampled_from(["all", "any"])
cases = st.fixed_dictionaries({}, optional={"amount": st.integers(0, 5), "kind": st.sampled_from(["a", "b"])})


@st.composite
def routes(draw):
    """A route whose branches lead forward; some of them are not reachable and are left out by ``sound``."""
    count = draw(st.integers(1, 6))
    stages = []
    for place in range(count):
        steps = tuple(
            Step(
                key=f"s{place}_{number}",
                label=f"环节{place}{number}",
                holders=(Holder(kind="person", rest="1"),),
                when=tuple(draw(st.lists(conditions, max_size=2))),
                when_join=draw(joins),
            )
            for number in range(draw(st.integers(1, 3)))
        )
        targets = [f"p{later}" for later in range(place + 1, count)] + [END]
        branches = draw(st.lists(st.builds(Branch, condition=conditions, target=st.sampled_from(targets)), max_size=2))
        stages.append(Stage(key=f"p{place}", steps=steps, join=draw(joins), branches=tuple(branches)))
    return Definition(stages=tuple(stages))


@given(routes(), cases, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_every_run_ends_and_no_step_opens_twice(definition, fields, chance):
    opened, move = [], begin(definition, fields)
    for _ in range(100):
        opened += move.opens
        if move.position is None:
            break
        move = next_steps(definition, move.position, chance.choice(move.position.open), fields)
    assert move.position is None
    assert len(opened) == len(set(opened))


@given(routes(), cases, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_a_join_leads_to_the_same_place_in_every_order_of_decisions(definition, fields, chance):
    expected = stages_visited(definition, fields)
    move, trail = begin(definition, fields), ()
    while move.position is not None:
        trail, waiting = move.position.trail, list(move.position.open)
        stage = definition.stage(move.position.stage)
        chance.shuffle(waiting)
        enough = waiting if stage.join == "all" else waiting[:1]
        for step in enough[:-1]:
            move = next_steps(definition, move.position, step, fields)
            assert move.opens == ()
        position, last = move.position, enough[-1]
        move = next_steps(definition, position, last, fields)
        assert set(move.drops) == set(waiting) - set(enough)
    assert trail == expected


@given(routes(), cases, st.randoms(use_true_random=False), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_sent_back_it_goes_forward_again_and_ends(definition, fields, chance, times):
    move = begin(definition, fields)
    for _ in range(300):
        if move.position is None:
            break
        earlier = move.position.trail[:-1]
        if earlier and times:
            times -= 1
            target = chance.choice(earlier)
            move = send_back(definition, move.position, target, fields)
            assert move.position.stage == target
            assert set(move.opens) == set(move.position.open)
        else:
            move = next_steps(definition, move.position, chance.choice(move.position.open), fields)
    assert move.position is None


@given(routes(), cases)
@settings(max_examples=60, deadline=None)
def test_the_plan_is_the_way_that_is_gone(definition, fields):
    planned = plan(definition, fields, KNOWN)
    assert [each.step for each in planned] == [step.key for step in definition.steps()]
    gone, move = [], begin(definition, fields)
    while move.position is not None:
        gone += move.opens
        move = next_steps(definition, move.position, move.position.open[0], fields)
    assert [each.step for each in planned if not each.reason] == gone


@given(routes())
@settings(max_examples=60, deadline=None)
def test_a_route_survives_being_stored(definition):
    stored = definition.model_dump(mode="json", exclude_defaults=True)
    assert Definition.model_validate(stored) == definition


@given(routes(), st.lists(cases, min_size=6, max_size=6))
@settings(max_examples=60, deadline=None)
def test_a_stage_called_unreachable_is_never_visited(definition, tried):
    unreachable = {each.where for each in complaints(definition, KNOWN) if "没有一条路" in each.sentence}
    for fields in tried:
        assert not unreachable & set(stages_visited(definition, fields))
