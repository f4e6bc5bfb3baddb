"""Asking, doing, taking, handing over: who may, what becomes of the round, what is written down."""

from datetime import timedelta

import pytest

from openxian.core.assignments import actions, queries
from openxian.core.assignments.models import Assignment
from openxian.core.assignments.signals import assignment_closed, assignment_opened
from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine


def ask(thing, *holders, by, at, **facts):
    return actions.open_round(
        thing, kind="test", step="check", label="核对", holders=list(holders), by=by, at=at, **facts
    )


def person(user):
    return f"person:{user.pk}"


@pytest.fixture
def pool(education, first_reviewer):
    """The key of the first reviewers of 教体局: 周明远."""
    return f"duty:first_reviewer:{education.pk}"


@pytest.fixture
def colleague(education):
    """A second 初审员 of 教体局."""
    from tests.cast import grant, make_user

    return grant(make_user("colleague", "高山"), "first_reviewer", education)


def test_a_round_asks_each_holder_once_and_says_so(county, writer, first_reviewer, pool, at):
    opened = ask(county, pool, person(writer), pool, by=writer, at=at, title="核对名册", due_at=at + timedelta(days=2))
    assert [row.holder_name for row in opened] == ["县教体局初审员", "陈晓禾"]
    assert {row.round for row in opened} == {opened[0].round}
    assert AuditLine.objects.get().sentence == "请县教体局初审员、陈晓禾办理“核对”。"
    assert list(queries.mine(first_reviewer, at)) == [opened[0]]


def test_a_round_without_holders_or_for_an_empty_place_is_refused(county, writer, forestry, at):
    with pytest.raises(Refused, match="还没有承办人"):
        ask(county, by=writer, at=at)
    with pytest.raises(Refused, match="县林业局初审员现在没有人"):
        ask(county, f"duty:first_reviewer:{forestry.pk}", by=writer, at=at)
    with pytest.raises(Refused, match="不认识的承办对象"):
        ask(county, "nobody:1", by=writer, at=at)


def test_what_comes_from_outside_is_never_turned_away(county, forestry, at):
    [row] = ask(county, f"duty:first_reviewer:{forestry.pk}", by=None, at=at)
    assert list(queries.without_people(at)) == [row]


def test_all_must_do_their_part_before_the_round_is_over(county, writer, first_reviewer, pool, at):
    ours, theirs = ask(county, pool, person(writer), by=writer, at=at)
    assert actions.finish(ours, by=first_reviewer, at=at, remark="无误") is False
    assert actions.finish(theirs, by=writer, at=at) is True
    assert [row.outcome for row in queries.of(county)] == ["done", "done"]
    assert list(queries.done_by(first_reviewer)) == [ours]


def test_when_any_one_suffices_the_others_are_dropped(county, writer, first_reviewer, pool, at):
    ours, theirs = ask(county, pool, person(writer), by=writer, at=at, join="any")
    assert actions.finish(ours, by=first_reviewer, at=at) is True
    theirs.refresh_from_db()
    assert (theirs.outcome, theirs.closed_by) == ("dropped", first_reviewer)


def test_one_who_sends_back_ends_the_round_for_all(county, writer, first_reviewer, pool, at):
    ours, _ = ask(county, pool, person(writer), by=writer, at=at)
    assert actions.finish(ours, by=first_reviewer, at=at, outcome="returned", remark="附件缺页") is True
    assert [row.outcome for row in queries.of(county)] == ["returned", "dropped"]


def test_whoever_is_not_behind_the_holder_may_not_act(county, writer, stranger, pool, at):
    [row] = ask(county, pool, by=writer, at=at)
    for act in (actions.finish, actions.take):
        with pytest.raises(Forbidden, match="由县教体局初审员承办"):
            act(row, by=stranger, at=at)
    with pytest.raises(Forbidden):
        actions.hand_over(row, to=person(stranger), by=stranger, at=at, reason="想办")
    with pytest.raises(Forbidden):
        actions.add_holder(row, holder=person(stranger), by=stranger, at=at, reason="想办")


def test_nothing_is_done_twice(county, writer, first_reviewer, pool, at):
    [row] = ask(county, pool, by=writer, at=at)
    actions.finish(row, by=first_reviewer, at=at)
    with pytest.raises(Refused, match="已经办结"):
        actions.finish(row, by=first_reviewer, at=at)


def test_what_one_of_a_pool_has_taken_is_not_the_others_to_do(county, writer, first_reviewer, colleague, pool, at):
    [row] = ask(county, pool, by=writer, at=at)
    actions.take(row, by=first_reviewer, at=at)
    actions.take(row, by=first_reviewer, at=at)
    assert list(queries.mine(colleague, at)) == []
    assert list(queries.with_colleagues(colleague, at)) == [row]
    assert AuditLine.objects.filter(act="assignments.take").count() == 1
    with pytest.raises(Forbidden, match="已由周明远签收"):
        actions.finish(row, by=colleague, at=at)


def test_the_taker_gives_back_freely_a_colleague_with_a_reason(
    county, writer, first_reviewer, colleague, stranger, pool, at
):
    [row] = ask(county, pool, by=writer, at=at)
    with pytest.raises(Refused, match="没有人签收"):
        actions.release(row, by=colleague, at=at)
    actions.take(row, by=first_reviewer, at=at)
    with pytest.raises(Forbidden):
        actions.release(row, by=stranger, at=at, reason="想办")
    with pytest.raises(Refused, match="理由"):
        actions.release(row, by=colleague, at=at)
    actions.release(row, by=colleague, at=at, reason="周明远病休")
    assert list(queries.mine(colleague, at)) == [row]
    actions.take(row, by=colleague, at=at)
    actions.release(row, by=colleague, at=at)


def test_what_was_taken_by_somebody_who_has_left_comes_back(county, writer, first_reviewer, colleague, pool, at):
    [row] = ask(county, pool, by=writer, at=at)
    actions.take(row, by=first_reviewer, at=at)
    assert actions.release_lapsed(at=at) == 0
    first_reviewer.is_active = False
    first_reviewer.save()
    assert actions.release_lapsed(at=at) == 1
    assert list(queries.mine(colleague, at)) == [row]


def test_handing_over_keeps_the_round_and_its_history(county, writer, first_reviewer, pool, at):
    [row] = ask(county, pool, by=writer, at=at, title="核对名册", due_at=at)
    with pytest.raises(Refused, match="理由"):
        actions.hand_over(row, to=person(writer), by=first_reviewer, at=at, reason=" ")
    with pytest.raises(Refused, match="本来就由它承办"):
        actions.hand_over(row, to=pool, by=first_reviewer, at=at, reason="换人")
    added = actions.hand_over(row, to=person(writer), by=first_reviewer, at=at, reason="由起草人核对更快")
    row.refresh_from_db()
    assert (row.outcome, added.previous, added.round, added.due_at) == ("handed_over", row, row.round, at)
    assert list(queries.mine(first_reviewer, at)) == []
    assert actions.finish(added, by=writer, at=at) is True


def test_one_more_may_be_asked_by_whoever_sent_it_or_has_it(county, writer, first_reviewer, stranger, pool, at):
    [row] = ask(county, pool, by=writer, at=at)
    added = actions.add_holder(row, holder=person(stranger), by=writer, at=at, reason="涉及林地")
    with pytest.raises(Refused, match="已经在等他办理"):
        actions.add_holder(row, holder=person(stranger), by=first_reviewer, at=at, reason="涉及林地")
    assert actions.finish(row, by=first_reviewer, at=at) is False
    assert actions.finish(added, by=stranger, at=at) is True
    with pytest.raises(Refused, match="已经办结"):
        actions.add_holder(row, holder=person(writer), by=writer, at=at, reason="再看看")


def test_closing_all_and_new_facts_touch_open_parts_only(county, writer, first_reviewer, pool, at):
    done, other = ask(county, pool, person(writer), by=writer, at=at, title="旧题")
    actions.finish(done, by=first_reviewer, at=at)
    later = at + timedelta(days=5)
    assert actions.retitle(county, by=writer, at=at, title="新题", urgency=1) == 1
    assert actions.set_due(county, due_at=later, basis="经批准延期", by=writer, at=at) == 1
    other.refresh_from_db()
    assert (other.title, other.urgency, other.due_at, other.order_at) == ("新题", 1, later, later)
    with pytest.raises(ValueError, match="holder"):
        actions.retitle(county, by=writer, at=at, holder=pool)
    assert actions.close_all(county, by=writer, at=at, outcome="recalled", remark="写错了") == 1
    assert [row.outcome for row in queries.of(county)] == ["done", "recalled"]
    assert actions.close_all(county, by=writer, at=at, outcome="recalled") == 0


def test_whoever_listens_hears_of_each_part(county, writer, first_reviewer, pool, at):
    heard = []

    def listen(sender, assignment, signal, by, at, **kwargs):
        heard.append((signal is assignment_opened, assignment.holder, by))

    for signal in (assignment_opened, assignment_closed):
        signal.connect(listen)
    try:
        [row] = ask(county, pool, by=writer, at=at)
        actions.hand_over(row, to=person(writer), by=first_reviewer, at=at, reason="换人")
    finally:
        for signal in (assignment_opened, assignment_closed):
            signal.disconnect(listen)
    assert heard == [(True, pool, writer), (False, pool, first_reviewer), (True, person(writer), first_reviewer)]


def test_lists_know_what_is_late_what_waits_and_what_is_found(county, writer, first_reviewer, stranger, pool, at):
    [late] = ask(county, pool, by=writer, at=at, title="核对名册", number="青教〔2026〕3号", due_at=at, owner=writer)
    now = at + timedelta(hours=1)
    assert list(queries.overdue(first_reviewer, now)) == [late]
    assert list(queries.overdue(first_reviewer, at)) == []
    assert list(queries.waiting_on_others(writer)) == [late]
    assert list(queries.search(first_reviewer, "2026〕3", now)) == [late]
    assert list(queries.search(stranger, "名册", now)) == []
    assert Assignment.objects.get().thing == county
