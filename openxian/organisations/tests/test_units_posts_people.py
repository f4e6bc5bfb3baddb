"""Units, posts, people and appointments; leaders as the public sees them."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from openxian.core.errors import Forbidden, Refused
from openxian.core.files.tests import planted
from openxian.core.models import AuditLine
from openxian.organisations import actions, queries
from openxian.organisations.models import Person
from tests.cast import grant, make_user

TODAY = date(2026, 3, 2)


@pytest.fixture
def keeper(education):
    """站点管理员 of 教体局 alone."""
    return grant(make_user("keeper", "管家"), "site_manager", education)


@pytest.fixture
def told(keeper, at):
    return {"by": keeper, "at": at}


def test_a_unit_is_added_changed_and_closed_once(education, told):
    unit = actions.add_unit(education, name="办公室", **told)
    actions.change_unit(unit, name="综合办公室", **told)
    actions.close_unit(unit, closed_on=TODAY, **told)
    with pytest.raises(Refused, match="已经撤销"):
        actions.close_unit(unit, closed_on=TODAY, **told)
    assert AuditLine.objects.filter(thing_type="organisations.unit").count() == 3


def test_two_units_of_one_name_are_refused(education, told):
    actions.add_unit(education, name="办公室", **told)
    with pytest.raises(Refused, match="同名股室"):
        actions.add_unit(education, name="办公室", **told)


def test_the_keeper_of_one_body_does_not_keep_another(forestry, told):
    with pytest.raises(Forbidden):
        actions.add_unit(forestry, name="办公室", **told)


def test_a_post_lies_in_a_unit_of_its_own_body(education, forestry, told, system_administrator, at):
    unit = actions.add_unit(forestry, name="办公室", by=system_administrator, at=at)
    with pytest.raises(Refused, match="本机构的股室"):
        actions.add_post(education, title="主任", unit=unit, **told)


def test_leaders_of_a_day_stand_by_rank(education, told, django_assert_num_queries):
    deputy = actions.add_post(education, title="副局长", is_leader=True, position=2, **told)
    head = actions.add_post(education, title="局长", is_leader=True, position=1, **told)
    clerk = actions.add_post(education, title="办事员", **told)
    for name, post in (("乙", deputy), ("甲", head), ("丙", clerk)):
        actions.appoint(actions.register_person(name=name, **told), post, from_on=date(2025, 1, 1), **told)
    with django_assert_num_queries(1):
        found = [(held.person.name, held.post.title) for held in queries.leaders(education, TODAY)]
    assert found == [("甲", "局长"), ("乙", "副局长")]


def test_who_left_is_no_leader_from_that_day_on(education, told):
    post = actions.add_post(education, title="局长", is_leader=True, **told)
    held = actions.appoint(actions.register_person(name="甲", **told), post, from_on=date(2025, 1, 1), **told)
    actions.end_appointment(held, until_on=TODAY, **told)
    assert queries.leaders(education, TODAY) == []
    assert len(queries.leaders(education, date(2026, 3, 1))) == 1
    with pytest.raises(Refused, match="已经结束"):
        actions.end_appointment(held, until_on=TODAY, **told)


def test_one_does_not_hold_a_post_twice_at_once(education, told):
    post = actions.add_post(education, title="局长", **told)
    person = actions.register_person(name="甲", **told)
    actions.appoint(person, post, from_on=date(2025, 1, 1), until_on=TODAY, **told)
    actions.appoint(person, post, from_on=TODAY, **told)
    with pytest.raises(Refused, match="已任"):
        actions.appoint(person, post, from_on=date(2026, 5, 1), **told)


def test_people_are_kept_by_keepers_only(writer, told, at):
    person = actions.register_person(name="甲", **told)
    actions.change_person(person, portfolio="主持全面工作", **told)
    assert Person.objects.get().portfolio == "主持全面工作"
    with pytest.raises(Forbidden):
        actions.change_person(person, portfolio="", by=writer, at=at)


def picture(kind="PNG"):
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "green").save(drawn, kind)
    return drawn.getvalue()


def test_a_photo_is_known_by_its_content_and_named_by_it(told, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    person = actions.register_person(name="甲", photo=SimpleUploadedFile("../x.html", picture("JPEG")), **told)
    assert re.fullmatch(r"people/[0-9a-f]{16}(_\w+)?\.jpg", person.photo.name)
    actions.change_person(person, portfolio="主持全面工作", photo=person.photo, **told)
    assert person.photo.read() == picture("JPEG")


def test_a_photo_does_not_say_where_it_was_taken(told, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    given = planted.photo("JPEG")
    person = actions.register_person(name="甲", photo=SimpleUploadedFile("x.jpg", given), **told)
    assert planted.found_in(given)
    assert planted.found_in(person.photo.read()) == []


@pytest.mark.parametrize("content", [b"<html><script>alert(1)</script>", b"%PDF-1.7\n%%EOF", b"<svg onload='x'/>"])
def test_what_is_no_picture_is_no_photo(told, content):
    with pytest.raises(Refused):
        actions.register_person(name="甲", photo=SimpleUploadedFile("photo.png", content), **told)
    assert not Person.objects.exists()


def test_public_bodies_stand_by_kind_with_their_units(education, county, told, django_assert_num_queries):
    actions.add_unit(education, name="办公室", **told)
    with django_assert_num_queries(2):
        bodies = queries.public_bodies(TODAY)
    assert list(bodies) == ["县政府", "部门"]
    assert [unit.name for unit in bodies["部门"][0].open_units] == ["办公室"]
