"""物资领用 along a route that 教体局 has drawn up for itself: every step on the pages of the desk."""

import pytest
from django.urls import reverse

from openxian.core.assignments import queries as assignments
from openxian.core.assignments import registry as kinds
from openxian.core.models import AuditLine
from openxian.routes import actions, queries, registry
from openxian.routes.rules import Condition, Definition, Holder, Stage, Step
from openxian.routes.signals import run_finished, run_resubmitted
from tests.cast import login
from tests.example.models import SupplyRequest
from tests.example.tests.conftest import chairs_for

SUBJECT = registry.Subject(
    "example_supplies",
    "物资领用审批",
    (registry.Field("amount", "数量", "number"), registry.Field("purpose", "用途", "text")),
)
MANY = Condition(field="amount", type="number", operator="gt", values=("100",))


@pytest.fixture(autouse=True)
def room():
    """What a room does in its ``ready``, and what it keeps of a mended request."""

    def keep(sender, run, **about):
        SupplyRequest.objects.filter(pk=run.thing_id).update(amount=run.fields["amount"])

    def end(sender, run, passed, **about):
        SupplyRequest.objects.filter(pk=run.thing_id).update(state="ready" if passed else "given_up")

    registry.register(SUBJECT)
    kinds.register(registry.as_kind(SUBJECT, lambda part: reverse("example:case", args=[part.thing_id])))
    run_resubmitted.connect(keep)
    run_finished.connect(end)
    yield
    run_resubmitted.disconnect(keep)
    run_finished.disconnect(end)
    registry._subjects.pop(SUBJECT.key)
    kinds._kinds.pop(SUBJECT.key)


@pytest.fixture
def run(education, writer, first_reviewer, second_reviewer, final_reviewer, treasurer, storekeeper, at):
    """陈晓禾 wants three hundred chairs; the route of 教体局 begins."""

    def step(key, label, holder, **facts):
        return Step(key=key, label=label, holders=(Holder.of(holder),), **facts)

    def person(user):
        return f"person:{user.pk}"

    units = {unit.name: f"unit:{unit.pk}" for unit in education.units.all()}
    beside = (step("b", "财务会签", units["财务股"]), step("c", "后勤会签", units["后勤股"]))
    stages = (
        Stage(key="p1", steps=(step("a", "股室审核", person(first_reviewer)),)),
        Stage(key="p2", steps=beside),
        Stage(key="p3", steps=(step("d", "大额审批", person(final_reviewer), when=(MANY,)),)),
        Stage(key="p4", steps=(step("e", "领导批示", person(second_reviewer)),)),
        Stage(key="p5", steps=(step("f", "承办", "chosen"),)),
    )
    route = actions.create_route(education, subject=SUBJECT.key, name="物资领用审批", by=None, at=at)
    actions.save_draft(route, lambda _: Definition(stages=stages), by=None, at=at)
    actions.publish_version(route, by=None, at=at)
    request = chairs_for(writer, education)
    request.amount, request.state = 300, "draft"
    request.save()
    return actions.start_run(request, route=route, fields={"amount": 300, "purpose": "新教室"}, by=writer, at=at)


@pytest.fixture
def desk(client):
    """Sit down as somebody, open the one to-do called ``label``: its part, its page, and a way to press buttons."""

    class Desk:
        def sit(self, person, label, at):
            login(client, person)
            [self.part] = [part for part in assignments.mine(person, at) if part.label == label]
            return client.get(reverse("desk:todo", args=[self.part.pk])).content.decode()

        def press(self, act, reason=""):
            data = {"act": act, "reason": reason}
            return client.post(reverse("desk:todo", args=[self.part.pk]), data, follow=True).content.decode()

        def open(self, page, **typed):
            return client.post(self.address(page), typed).content.decode()

        def confirm(self, page, **given):
            answer = client.post(self.address(page), {"confirmed": "1", **given}, follow=True)
            return answer.content.decode()

        def address(self, page):
            return reverse(f"routes:{page}", args=[self.part.pk])

    return Desk()


def open_labels(run):
    return sorted(queries.parts(run).values_list("label", flat=True))


def test_there_and_back_and_to_the_end(
    run, desk, writer, first_reviewer, second_reviewer, treasurer, storekeeper, stranger, at
):
    assert f'formaction="{reverse("routes:send_back", args=[queries.parts(run).get().pk])}"' in desk.sit(
        first_reviewer, "股室审核", at
    )
    assert "已同意：《椅子×300》" in desk.press("agree", "情况属实")
    assert open_labels(run) == ["后勤会签", "财务会签"]

    desk.sit(treasurer, "财务会签", at)
    desk.press("agree")
    assert open_labels(run) == ["后勤会签"]

    desk.sit(storekeeper, "后勤会签", at)
    page = desk.open("send_back", act="send_back", reason="请核数量")
    assert "退给起草人陈晓禾" in page and "退到“股室审核”" in page and "请核数量" in page
    assert "退到“后勤会签”" not in page
    assert open_labels(run) == ["后勤会签"]
    assert "下面标红" in desk.confirm("send_back", to="p1", reason=" ")
    assert "已退回" in desk.confirm("send_back", to="p1", reason="请核数量")
    assert open_labels(run) == ["股室审核"]

    assert "请核数量" in desk.sit(first_reviewer, "股室审核", at)
    assert "退到“" not in desk.open("send_back")
    desk.confirm("send_back", to="draft", reason="写少一些")
    assert open_labels(run) == ["修改后重新提交"]

    assert "重新提交" in desk.sit(writer, "修改后重新提交", at)
    page = desk.open("resubmit")
    assert 'value="300"' in page and "退回：写少一些" in page
    desk.confirm("resubmit", field_amount="30", field_purpose="新教室", reason="改为三十把")
    assert SupplyRequest.objects.get().amount == 30
    assert AuditLine.objects.get(act="routes.resubmit").detail["fields"]["amount"] == "30"

    for person, label in ((first_reviewer, "股室审核"), (storekeeper, "后勤会签"), (treasurer, "财务会签")):
        desk.sit(person, label, at)
        desk.press("agree")
    assert open_labels(run) == ["领导批示"]

    assert f'formaction="{desk_address(run, "agree")}"' in desk.sit(second_reviewer, "领导批示", at)
    assert "请至少选一个" in desk.confirm("agree", reason="快办")
    page = desk.open("agree", asked="钱知", reason="快办", chosen_f=[f"person:{storekeeper.pk}"])
    assert "钱知秋" in page and "苗青" in page and "周明远" not in page and "快办" in page
    assert "请从列出的股室和人员里选" in desk.confirm("agree", chosen_f=[f"person:{stranger.pk}"])
    assert "已同意" in desk.confirm("agree", reason="快办", chosen_f=[f"person:{treasurer.pk}"])
    assert open_labels(run) == ["承办"]

    desk.sit(treasurer, "承办", at)
    desk.press("agree")
    run.refresh_from_db()
    assert (run.state, SupplyRequest.objects.get().state) == ("passed", "ready")


def desk_address(run, page):
    return reverse(f"routes:{page}", args=[queries.parts(run).get().pk])


def test_whoever_has_not_got_the_step_does_not_do_it(run, client, writer, stranger, first_reviewer, at):
    part = queries.parts(run).get()
    back = {"to": "draft", "reason": "不该是我", "confirmed": "1"}
    assert login(client, stranger).post(desk_address(run, "send_back"), back).status_code == 404
    answer = login(client, writer).post(desk_address(run, "send_back"), back)
    assert answer["Location"] == reverse("desk:todo", args=[part.pk])
    assert login(client, first_reviewer).get(desk_address(run, "resubmit")).status_code == 302
    assert open_labels(run) == ["股室审核"]


def test_the_drafter_recalls_it_from_what_waits_on_others(run, client, writer, first_reviewer, at):
    login(client, writer)
    part = queries.parts(run).get()
    page = client.get(reverse("desk:waiting")).content.decode()
    assert reverse("desk:act", args=[part.pk, "recall"]) in page
    given = {"confirmed": "1", "reason": "不要了"}
    client.post(reverse("desk:act", args=[part.pk, "recall"]), given)
    run.refresh_from_db()
    assert (run.state, open_labels(run), SupplyRequest.objects.get().state) == ("recalled", [], "given_up")


def test_many_are_agreed_to_at_once_unless_somebody_is_to_be_chosen(
    run, client, desk, first_reviewer, second_reviewer, at
):
    part = queries.parts(run).get()
    acts = kinds.kind_of(part).acts(part, first_reviewer, at)
    assert [(act.name, act.bulk) for act in acts] == [("agree", True), ("send_back", False)]
    part.role, part.holder = registry.CHOOSES, f"person:{second_reviewer.pk}"
    acts = kinds.kind_of(part).acts(part, second_reviewer, at)
    assert [act.bulk for act in acts] == [False, False]
