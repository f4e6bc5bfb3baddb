"""Institutional reform: what each act leaves in the periods, the reforms and the trail."""

from datetime import date

import pytest

from openxian.core.errors import Forbidden, Refused
from openxian.core.models import AuditLine
from openxian.organisations import actions, queries
from openxian.organisations.models import Appointment, Duty, Organisation, Person, Post, Reform, Unit
from openxian.organisations.rules import credit_check_sign
from openxian.organisations.signals import organisation_succeeded

DAY = date(2026, 3, 1)
BASIS = "青编〔2026〕3号"


@pytest.fixture
def reform(system_administrator, at):
    """What every reform is told."""
    return {"effective_on": DAY, "basis": BASIS, "by": system_administrator, "at": at}


@pytest.fixture
def told():
    """What the rooms above hear."""
    heard = []

    def hear(sender, predecessor, successors, effective_on, **kwargs):
        heard.append((predecessor.slug, [body.slug for body in successors], effective_on))

    organisation_succeeded.connect(hear)
    yield heard
    organisation_succeeded.disconnect(hear)


def establish(county, slug, name, reform, **facts):
    facts = {"kind": "department", "short_name": name, "parent": county} | facts
    return actions.establish(slug=slug, name=name, **facts, **reform)


def names_on(on):
    return {body.slug: body.name for body in queries.as_of(on)}


def test_establishing_opens_a_period_and_leaves_a_reform_and_a_line(county, reform):
    body = establish(county, "culture", "青岚县文化旅游局", reform)
    assert [(period.from_on, period.until_on) for period in queries.history(body)] == [(DAY, None)]
    assert Reform.objects.get().successors.get() == body
    assert AuditLine.objects.get(act="organisations.establish").sentence == (
        "设立青岚县文化旅游局（2026-03-01 起，依据青编〔2026〕3号）。"
    )


def test_a_renamed_body_keeps_its_old_name_on_days_before(education, reform):
    actions.rename(education, name="青岚县教育局", short_name="县教育局", **reform)
    assert names_on(date(2026, 2, 28))["education"] == "青岚县教育体育局"
    assert names_on(DAY)["education"] == "青岚县教育局"
    assert Organisation.objects.get(pk=education.pk).name == "青岚县教育局"


def test_a_second_change_on_the_same_day_amends_the_first(education, reform):
    actions.rename(education, name="甲局", short_name="甲局", **reform)
    actions.rename(education, name="乙局", short_name="乙局", **reform)
    assert [period.name for period in queries.history(education)] == ["青岚县教育体育局", "乙局"]


def test_a_body_put_under_another_was_where_it_was_before(education, forestry, reform):
    actions.transfer(forestry, parent=education, **reform)
    before = {body.slug: body.parent_name for body in queries.as_of(date(2026, 2, 28))}
    after = {body.slug: body.parent_name for body in queries.as_of(DAY)}
    assert (before["forestry"], after["forestry"]) == ("青岚县人民政府", "青岚县教育体育局")


def test_a_body_cannot_be_put_under_what_hangs_on_it(county, education, reform):
    with pytest.raises(Refused, match="自己的下级"):
        actions.transfer(county, parent=education, **reform)


def test_nor_under_what_hung_on_it_on_any_day_since(county, education, forestry, reform):
    actions.transfer(education, parent=forestry, **reform | {"effective_on": date(2026, 2, 1)})
    actions.transfer(education, parent=county, **reform | {"effective_on": date(2026, 2, 20)})
    with pytest.raises(Refused, match="自己的下级"):
        actions.transfer(forestry, parent=education, **reform | {"effective_on": date(2026, 2, 10)})
    actions.transfer(forestry, parent=education, **reform | {"effective_on": date(2026, 2, 20)})


def test_a_body_that_ended_meanwhile_takes_nobody_in(county, education, forestry, reform):
    actions.merge([education], forestry, **reform)
    with pytest.raises(Refused, match="已于 2026-03-01 撤销"):
        establish(education, "school", "青岚一中", reform)


def test_a_tree_of_six_levels_is_refused(county, reform):
    above = county
    for level in range(2, 6):
        above = establish(above, f"level-{level}", f"第{level}级", reform)
    with pytest.raises(Refused, match="最多 5 级"):
        establish(above, "level-6", "第6级", reform)


def test_merging_ends_one_body_and_hands_its_subordinates_over(county, education, forestry, reform, told):
    school = establish(education, "school", "青岚一中", reform | {"effective_on": date(2026, 2, 1)})
    actions.merge([education], forestry, **reform)
    assert "education" not in names_on(DAY)
    assert "education" in names_on(date(2026, 2, 28))
    school.refresh_from_db()
    assert school.parent == forestry
    assert told == [("education", ["forestry"], DAY)]


def test_a_body_may_be_merged_into_one_below_it(county, education, reform):
    school = establish(education, "school", "青岚一中", reform | {"effective_on": date(2026, 2, 1)})
    actions.merge([education], school, **reform)
    school.refresh_from_db()
    assert school.parent == county


def test_splitting_leaves_the_old_body_when_it_keeps_a_part(county, education, reform, told):
    sport = establish(county, "sport", "青岚县体育局", reform)
    actions.split(education, [sport], keeps=True, **reform)
    assert {"education", "sport"} <= set(names_on(DAY))
    assert told == [("education", ["sport"], DAY)]


def test_splitting_ends_the_old_body_otherwise(county, education, reform):
    heirs = [establish(county, slug, name, reform) for slug, name in (("sport", "体育局"), ("teaching", "教育局"))]
    actions.split(education, heirs, keeps=False, **reform)
    assert "education" not in names_on(DAY)
    assert Reform.objects.get(kind="split").successors.count() == 2


def test_a_split_into_one_is_no_split(county, education, forestry, reform):
    with pytest.raises(Refused, match="至少要有两个"):
        actions.split(education, [forestry], keeps=False, **reform)


def test_a_body_with_living_subordinates_needs_an_heir(county, education, forestry, reform):
    with pytest.raises(Refused, match="承接机构"):
        actions.abolish(county, **reform)
    assert not Reform.objects.exists()


def test_abolishing_ends_duties_appointments_and_units(education, writer, reform, told):
    unit = Unit.objects.create(organisation=education, name="办公室")
    post = Post.objects.create(organisation=education, title="局长")
    held = Appointment.objects.create(person=Person.objects.create(name="甲"), post=post, from_on=date(2020, 1, 1))
    later = Appointment.objects.create(person=Person.objects.create(name="乙"), post=post, from_on=date(2027, 1, 1))
    actions.abolish(education, **reform)
    held.refresh_from_db()
    unit.refresh_from_db()
    assert (held.until_on, unit.closed_on, Duty.objects.get().until_on) == (DAY, DAY, DAY)
    assert not Appointment.objects.filter(pk=later.pk).exists()
    assert not writer.groups.exists()
    assert told == [("education", [], DAY)]


def test_an_abolished_body_changes_no_more(education, reform):
    actions.abolish(education, **reform)
    with pytest.raises(Refused, match="已于 2026-03-01 撤销"):
        actions.rename(education, name="甲", short_name="甲", **reform)
    assert not education.periods.filter(until_on__isnull=True).exists()


@pytest.mark.parametrize(("on", "said"), [(date(2009, 12, 31), "不能早于上一次变动"), (date(2026, 3, 3), "还没有到")])
def test_a_reform_reaches_neither_behind_the_last_nor_ahead(education, reform, on, said):
    with pytest.raises(Refused, match=said) as refusal:
        actions.rename(education, name="甲", short_name="甲", **reform | {"effective_on": on})
    assert refusal.value.field == "effective_on"


def test_a_body_cannot_end_on_the_day_it_began(county, reform):
    body = establish(county, "culture", "文旅局", reform)
    with pytest.raises(Refused, match="要晚于"):
        actions.abolish(body, **reform)


def test_a_wrong_check_sign_is_refused_at_its_field(county, reform):
    right = "11130000MB0X0000X"
    right += credit_check_sign(right)
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    with pytest.raises(Refused, match="校验位") as refusal:
        establish(county, "culture", "文旅局", reform, credit_code=wrong)
    assert refusal.value.field == "credit_code"
    assert establish(county, "culture", "文旅局", reform, credit_code=right).credit_code == right


def test_a_reform_without_a_basis_is_refused(education, reform):
    with pytest.raises(Refused, match="批准文件"):
        actions.rename(education, name="甲", short_name="甲", **reform | {"basis": " "})


@pytest.mark.parametrize("role", ["security_administrator", "audit_administrator", "site_manager", "writer"])
def test_only_the_system_administrator_reforms(education, reform, role, request):
    with pytest.raises(Forbidden):
        actions.rename(education, name="甲", short_name="甲", **reform | {"by": request.getfixturevalue(role)})


def test_contacts_change_without_a_period(education, reform):
    actions.change_facts(education, phone="0310-1234567", by=reform["by"], at=reform["at"])
    assert Organisation.objects.get(pk=education.pk).phone == "0310-1234567"
    assert len(queries.history(education)) == 1


def test_the_bodies_of_a_day_cost_one_query(education, forestry, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(queries.as_of(DAY)) == 3
