"""The office screens of organisations: who gets which page, and that each form does its act."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from openxian.accounts.models import Role
from openxian.organisations import queries
from openxian.organisations.models import Appointment, Delegation, Duty, Organisation, Person, Post, Unit
from tests.cast import login

STAFF = ["system_administrator", "security_administrator", "audit_administrator", "site_manager", "writer"]
REFORM, KEEP = {"system_administrator"}, {"system_administrator", "site_manager"}
WHO = {
    "tree": set(STAFF),
    "body": set(STAFF),
    "my_delegations": set(STAFF),
    "establish": REFORM,
    "rename": REFORM,
    "transfer": REFORM,
    "merge": REFORM,
    "split": REFORM,
    "abolish": REFORM,
    "facts": KEEP,
    "add_unit": KEEP,
    "add_post": KEEP,
    "appoint": KEEP,
    "people": KEEP,
    "register_person": KEEP,
    "duties": {"security_administrator"},
    "grant_duty": {"security_administrator"},
}
ALONE = {"tree", "establish", "people", "register_person", "duties", "my_delegations"}
TOLD = {"effective_on": "2026-03-01", "basis": "青编〔2026〕3号"}


def address(name, *args):
    return reverse(f"organisations:{name}", args=args)


@pytest.mark.parametrize("person", STAFF)
def test_each_page_opens_for_those_who_may(client, request, person, education):
    login(client, request.getfixturevalue(person))
    for name, allowed in WHO.items():
        response = client.get(address(name, *([] if name in ALONE else [education.pk])))
        assert response.status_code == (200 if person in allowed else 403), (person, name)


def test_the_tree_of_a_day_long_ago(client, writer, county, education):
    login(client, writer)
    page = client.get(address("tree"), {"on": "1999-01-01"})
    assert page.context["count"] == 1
    assert client.get(address("tree"), {"on": "1999-99-99"}).context["is_today"]


def test_a_tree_of_three_hundred_bodies_costs_few_queries(client, writer, county, django_assert_max_num_queries):
    from openxian.organisations.models import OrganisationPeriod

    facts = {"kind": "department", "parent": county}
    bodies = Organisation.objects.bulk_create(
        Organisation(slug=f"b{n}", name=f"单位{n}", established_on=date(2020, 1, 1), **facts) for n in range(300)
    )
    OrganisationPeriod.objects.bulk_create(
        OrganisationPeriod(organisation=body, name=body.name, from_on=date(2020, 1, 1), **facts) for body in bodies
    )
    login(client, writer)
    client.get(address("tree"))
    with django_assert_max_num_queries(18):
        assert client.get(address("tree")).context["count"] == 302


def test_reforms_by_form(client, system_administrator, county, education, forestry):
    login(client, system_administrator)
    new = {"parent": county.pk, "kind": "department", "name": "青岚县体育局", "short_name": "县体育局", "slug": "sport"}
    client.post(address("establish"), new | {"position": 10} | TOLD)
    sport = Organisation.objects.get(slug="sport")
    client.post(address("rename", forestry.pk), {"name": "青岚县林草局", "short_name": "县林草局"} | TOLD)
    client.post(address("transfer", sport.pk), {"parent": education.pk} | TOLD)
    client.post(address("split", education.pk), {"successors": [sport.pk], "keeps": "on"} | TOLD)
    client.post(address("merge", forestry.pk), {"successor": education.pk} | TOLD | {"effective_on": "2026-03-02"})
    client.post(address("abolish", sport.pk), {"successor": ""} | TOLD | {"effective_on": "2026-03-02"})
    assert [body.slug for body in queries.as_of(date(2026, 3, 1))] == ["sport", "county", "education", "forestry"]
    assert [body.slug for body in queries.as_of(date(2026, 3, 2))] == ["county", "education"]
    assert client.get(address("body", sport.pk)).status_code == 200


def test_a_refusal_stands_at_its_field(client, system_administrator, education):
    login(client, system_administrator)
    values = {"name": "甲", "short_name": "甲"} | TOLD | {"effective_on": "2000-01-01"}
    page = client.post(address("rename", education.pk), values)
    assert "不能早于" in page.context["form"].errors["effective_on"][0]
    education.refresh_from_db()
    assert education.name == "青岚县教育体育局"


def test_units_posts_people_by_form(client, site_manager, education):
    login(client, site_manager)
    client.post(address("facts", education.pk), {"phone": "0310-1", "position": 5})
    client.post(address("add_unit", education.pk), {"name": "办公室", "position": 1})
    unit = Unit.objects.get()
    client.post(address("change_unit", unit.pk), {"name": "综合办", "position": 1})
    client.post(address("add_post", education.pk), {"title": "主任", "unit": unit.pk, "position": 1})
    post = Post.objects.get()
    client.post(address("change_post", post.pk), {"title": "局长", "unit": "", "is_leader": "on", "position": 1})
    client.post(address("register_person"), {"name": "甲"})
    person = Person.objects.get()
    client.post(address("change_person", person.pk), {"name": "甲", "portfolio": "主持全面工作"})
    client.post(address("appoint", education.pk), {"person": person.pk, "post": post.pk, "from_on": "2025-01-01"})
    assert [held.person.portfolio for held in queries.leaders(education, date(2026, 1, 1))] == ["主持全面工作"]
    client.post(address("end_appointment", Appointment.objects.get().pk), {"until_on": "2026-01-01"})
    client.post(address("close_unit", unit.pk), {"closed_on": "2026-01-01"})
    education.refresh_from_db()
    unit.refresh_from_db()
    assert (education.phone, unit.name, unit.closed_on) == ("0310-1", "综合办", date(2026, 1, 1))
    assert queries.leaders(education, date(2026, 1, 1)) == []
    assert client.get(address("people"), {"text": "甲"}).context["people"] == [person]


def test_duties_by_form(client, security_administrator, nobody, education):
    login(client, security_administrator)
    role = Role.objects.get(key="writer")
    today = timezone.localdate().isoformat()
    assert f'value="{today}"' in client.get(address("grant_duty", education.pk)).content.decode()
    values = {"user": nobody.pk, "role": role.pk, "from_on": today}
    client.post(address("grant_duty", education.pk), values)
    duty = Duty.objects.get()
    assert [row.pk for row in client.get(address("duties"), {"text": "白丁"}).context["duties"]] == [duty.pk]
    client.post(address("revoke_duty", duty.pk))
    assert not queries.holds(nobody, "writer", timezone.localdate())


def test_delegation_by_form(client, writer, stranger, education):
    login(client, writer)
    today = timezone.localdate().isoformat()
    client.post(address("my_delegations"), {"user": stranger.pk, "from_on": today, "to_on": today, "reason": "出差"})
    delegation = Delegation.objects.get()
    assert queries.holds(stranger, "writer", timezone.localdate(), education)
    assert "县教体局" in client.get("/office/account/").content.decode()
    login(client, stranger)
    assert client.post(address("end_delegation", delegation.pk)).status_code == 403
    login(client, writer)
    client.post(address("end_delegation", delegation.pk))
    assert not queries.holds(stranger, "writer", timezone.localdate(), education)
