"""物资领用 from the first line to the last, told with the cast."""

from datetime import timedelta

import pytest

from openxian.core.assignments import actions as assignments
from openxian.core.assignments import queries
from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.core.notifications.models import Notification
from openxian.core.workflow import acting, moving
from openxian.organisations.models import Delegation
from tests.example import actions
from tests.example import queries as example
from tests.example.models import SupplyRequest
from tests.example.tests.conftest import chairs_for


def now(case):
    return SupplyRequest.objects.get(pk=case.pk)


def open_parts(case):
    return [(row.role, row.holder_name) for row in queries.of(case) if row.is_open]


def last_line(case):
    return AuditLine.objects.filter(thing_type="example.supplyrequest", thing_id=str(case.pk)).order_by("-pk")[0]


def test_from_the_draft_to_the_chairs(
    draft, writer, first_reviewer, second_reviewer, treasurer, storekeeper, at, django_capture_on_commit_callbacks
):
    assert open_parts(draft) == [("applicant", "陈晓禾")]
    case = actions.submit(draft, by=writer, at=at)
    assert (case.state, case.number) == ("review", "物领〔2026〕1号")
    [part] = queries.mine(first_reviewer, at)
    assert (part.label, part.title, part.number, part.owner) == ("待股室审批", "椅子×30", "物领〔2026〕1号", writer)
    assert queries.explain(part, at) == (
        "由县教体局初审员承办；3月2日由陈晓禾送来，今天到达；按《青岚县机关物资管理办法》第四条应在3月4日前办完，"
        "还有2天；可由县教体局初审员办理。"
    )
    case = moving.move(case, "approve", by=first_reviewer, at=at)
    assert open_parts(case) == [("adviser", "县教体局财务股"), ("adviser", "县教体局后勤股")]
    case = moving.move(case, "agree", by=treasurer, at=at, reason="预算内")
    assert (case.state, open_parts(case)) == ("heard", [("adviser", "县教体局后勤股")])
    case = moving.move(case, "agree", by=storekeeper, at=at)
    assert (case.state, open_parts(case)) == ("ready", [("keeper", "县教体局复审员")])
    case = actions.hand_out(case, by=second_reviewer, at=at, handed_out=28)
    assert (case.state, case.handed_out, open_parts(case)) == ("done", 28, [])
    assert last_line(case).sentence == "发放：物资领用申请《椅子×30》（依据《青岚县机关物资管理办法》第六条）。"
    assert Notification.objects.filter(kind="supplies.done").get().title == "椅子×30已发放28"
    with pytest.raises(Refused, match="现在的状态不能“提交申请”"):
        actions.submit(case, by=writer, at=at)


def test_every_step_of_the_trail_is_a_sentence(draft, writer, first_reviewer, at):
    case = actions.submit(draft, by=writer, at=at)
    moving.move(case, "send_back", by=first_reviewer, at=at, reason="数量太多")
    lines = AuditLine.objects.filter(thing_type="example.supplyrequest").order_by("pk")
    assert [line.act for line in lines] == ["example.begin", "example.submit", "example.send_back"]
    assert (
        lines[2].sentence == "退回：物资领用申请《椅子×30》，理由：数量太多（依据《青岚县机关物资管理办法》第四条）。"
    )


def test_only_the_writer_of_the_body_begins_one(education, stranger, at):
    with pytest.raises(Forbidden, match="县教体局的信息员"):
        actions.begin(chairs_for(stranger, education), by=stranger, at=at)


def test_nobody_takes_a_step_that_was_asked_of_another(draft, writer, stranger, second_reviewer, at):
    case = actions.submit(draft, by=writer, at=at)
    for person in (writer, stranger, second_reviewer):
        with pytest.raises(Forbidden, match="现在由县教体局初审员办理，不归你办理"):
            moving.move(case, "approve", by=person, at=at)
    with pytest.raises(Forbidden):
        moving.move(case, "approve", by=None, at=at)
    assert now(case).state == "review"


def test_sending_back_needs_a_reason_and_says_it_to_the_applicant(draft, writer, first_reviewer, at):
    case = actions.submit(draft, by=writer, at=at)
    with pytest.raises(Refused, match="写明退回的理由"):
        moving.move(case, "send_back", by=first_reviewer, at=at)
    moving.move(case, "send_back", by=first_reviewer, at=at, reason="数量太多")
    [part] = queries.mine(writer, at)
    assert (part.label, part.note) == ("已退回", "数量太多")
    assert [row.outcome for row in queries.of(case)][:2] == ["done", "returned"]
    again = actions.submit(now(case), by=writer, at=at)
    assert (again.state, again.number) == ("review", "物领〔2026〕1号")


def test_one_adviser_who_objects_sends_it_back_for_all(draft, writer, first_reviewer, treasurer, storekeeper, at):
    case = moving.move(actions.submit(draft, by=writer, at=at), "approve", by=first_reviewer, at=at)
    moving.move(case, "agree", by=treasurer, at=at)
    assert moving.move(case, "object", by=storekeeper, at=at, reason="库里还有").state == "returned"


def test_recall_is_possible_until_somebody_has_acted(draft, writer, first_reviewer, at):
    case = actions.submit(draft, by=writer, at=at)
    with pytest.raises(Forbidden):
        moving.move(case, "recall", by=first_reviewer, at=at)
    assert acting.may_take(case, "recall", writer, at)
    case = moving.move(case, "recall", by=writer, at=at)
    assert (case.state, [row.outcome for row in queries.of(case)]) == ("draft", ["done", "recalled", ""])
    case = actions.submit(case, by=writer, at=at)
    assignments.take(queries.of(case).open().get(), by=first_reviewer, at=at)
    assert not acting.may_take(case, "recall", writer, at)
    with pytest.raises(Refused, match="已经有人签收或办理"):
        moving.move(case, "recall", by=writer, at=at)


def test_a_note_changes_the_purpose_and_leaves_every_to_do_where_it_is(draft, writer, at):
    case = actions.submit(draft, by=writer, at=at)
    before = list(queries.of(case))
    case = moving.move(case, "explain", by=writer, at=at, purpose="新教室和备用")
    assert (case.state, case.purpose) == ("review", "新教室和备用")
    assert list(queries.of(case)) == before
    with pytest.raises(ValueError, match="amount"):
        moving.move(case, "explain", by=writer, at=at, amount=99)


def test_waiting_for_the_supplier_asks_nobody_and_the_system_or_the_keeper_ends_it(
    draft, writer, first_reviewer, second_reviewer, treasurer, storekeeper, at
):
    case = moving.move(actions.submit(draft, by=writer, at=at), "approve", by=first_reviewer, at=at)
    for adviser in (treasurer, storekeeper):
        case = moving.move(case, "agree", by=adviser, at=at)
    case = moving.move(case, "order", by=second_reviewer, at=at, reason="缺货")
    assert (case.state_label, open_parts(case)) == ("待到货", [])
    with pytest.raises(Forbidden):
        moving.move(case, "arrive", by=writer, at=at)
    assert moving.move(case, "arrive", by=None, at=at).state == "ready"


def test_a_part_handed_over_is_the_new_holders_and_still_asked_by_its_role(draft, writer, first_reviewer, stranger, at):
    case = actions.submit(draft, by=writer, at=at)
    [part] = queries.mine(first_reviewer, at)
    assignments.hand_over(part, to=f"person:{stranger.pk}", by=first_reviewer, at=at, reason="外出")
    with pytest.raises(Forbidden, match="现在由林望舒办理"):
        moving.move(case, "approve", by=first_reviewer, at=at)
    assert moving.move(case, "approve", by=stranger, at=at).state == "heard"


def test_one_more_adviser_must_agree_too(draft, writer, first_reviewer, treasurer, storekeeper, stranger, at):
    case = moving.move(actions.submit(draft, by=writer, at=at), "approve", by=first_reviewer, at=at)
    [part] = queries.mine(treasurer, at)
    assignments.add_holder(part, holder=f"person:{stranger.pk}", by=treasurer, at=at, reason="用林场库房")
    for adviser in (treasurer, storekeeper):
        assert moving.move(case, "agree", by=adviser, at=at).state == "heard"
    assert moving.move(case, "agree", by=stranger, at=at).state == "ready"


def test_whoever_stands_in_acts_in_the_others_name(draft, writer, first_reviewer, stranger, at):
    Delegation.objects.create(
        delegator=first_reviewer,
        delegate=stranger,
        from_on=at.date(),
        to_on=at.date() + timedelta(days=1),
        reason="出差",
    )
    case = actions.submit(draft, by=writer, at=at)
    moving.move(case, "approve", by=stranger, at=at)
    assert "（代周明远）" in last_line(case).sentence


def test_the_buttons_come_from_the_table(draft, writer, first_reviewer, stranger, at):
    case = actions.submit(draft, by=writer, at=at)
    [part] = queries.mine(first_reviewer, at)
    assert [(act.name, act.label, act.reason) for act in acting.acts_for(case, part, first_reviewer, at)] == [
        ("example.approve", "同意", "never"), ("example.send_back", "退回", "required"),
    ]  # fmt: skip
    assert [act.name for act in acting.acts_for(case, None, writer, at)] == ["example.explain", "example.recall"]
    assert acting.acts_for(case, None, stranger, at) == []
    assert acting.expects(part) == "按《青岚县机关物资管理办法》第四条办理（同意或退回）。"


def test_the_rows_of_a_list_know_their_buttons_without_asking(
    draft, writer, first_reviewer, django_assert_num_queries, at
):
    from openxian.core.assignments import holders
    from openxian.core.assignments.registry import kind_of

    actions.submit(draft, by=writer, at=at)
    holders.remember(first_reviewer, at.date())
    [part] = queries.mine(first_reviewer, at)
    with django_assert_num_queries(0):
        approve, _ = kind_of(part).acts(part, first_reviewer, at)
    approve.run(part, by=first_reviewer, at=at, reason="")
    assert now(draft).state == "heard"


def test_a_draftis_seen_by_its_applicant_chief_and_keeper(draft, writer, first_reviewer, second_reviewer, stranger, at):
    for person in (writer, first_reviewer, second_reviewer):
        assert draft in example.visible_to(person, at)
    assert draft not in example.visible_to(stranger, at)
