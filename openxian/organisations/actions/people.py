"""Units, posts, people and appointments of a body."""

from datetime import date

from django.core.files import File
from django.db import transaction
from django.db.models.fields.files import FieldFile

from openxian.core import audit, files
from openxian.core.errors import Refused
from openxian.core.files import stripping
from openxian.organisations import permissions, queries
from openxian.organisations.actions.checks import save_checked
from openxian.organisations.models import Appointment, Organisation, Person, Post, Unit

LARGEST_PHOTO = 5 * 1024 * 1024


@transaction.atomic
def add_unit(organisation: Organisation, *, by, at, **facts) -> Unit:
    """Add an inner unit 股室 to a body."""
    permissions.must_keep(by, organisation, at.date())
    _refuse_ended(organisation)
    unit = Unit(organisation=organisation, **facts)
    return _kept(unit, "add_unit", f"{organisation}增设{unit.name}。", by, at)


@transaction.atomic
def change_unit(unit: Unit, *, by, at, **facts) -> Unit:
    """Change a unit's name, work, telephone or place in the list."""
    permissions.must_keep(by, unit.organisation, at.date())
    return _kept(_with(unit, facts), "change_unit", f"修改{unit.organisation}{unit.name}。", by, at)


@transaction.atomic
def close_unit(unit: Unit, *, closed_on: date, by, at) -> Unit:
    """Close a unit from a day on."""
    permissions.must_keep(by, unit.organisation, at.date())
    if unit.closed_on:
        raise Refused("这个股室已经撤销。")
    return _kept(_with(unit, {"closed_on": closed_on}), "close_unit", f"撤销{unit.organisation}{unit.name}。", by, at)


@transaction.atomic
def add_post(organisation: Organisation, *, by, at, **facts) -> Post:
    """Add a post 职务 to a body or to one of its units."""
    permissions.must_keep(by, organisation, at.date())
    _refuse_ended(organisation)
    post = Post(organisation=organisation, **facts)
    _refuse_foreign_unit(post)
    return _kept(post, "add_post", f"{organisation}增设职务{post.title}。", by, at)


@transaction.atomic
def change_post(post: Post, *, by, at, **facts) -> Post:
    """Change a post's title, unit, rank in the list, or whether it is a leader's."""
    permissions.must_keep(by, post.organisation, at.date())
    post = _with(post, facts)
    _refuse_foreign_unit(post)
    return _kept(post, "change_post", f"修改{post.organisation}职务{post.title}。", by, at)


@transaction.atomic
def register_person(*, by, at, **facts) -> Person:
    """Enter somebody in the register of people."""
    permissions.must_keep_people(by, at.date())
    person = Person(**_sound_photo(facts))
    return _kept(person, "register_person", f"登记人员{person.name}。", by, at)


@transaction.atomic
def change_person(person: Person, *, by, at, **facts) -> Person:
    """Change what is said of somebody: photo, resume, portfolio, telephone, login."""
    permissions.must_keep_people(by, at.date())
    return _kept(_with(person, _sound_photo(facts)), "change_person", f"修改人员{person.name}的信息。", by, at)


@transaction.atomic
def appoint(
    person: Person, post: Post, *, from_on: date, until_on: date | None = None, basis: str = "", by, at
) -> Appointment:
    """Let somebody hold a post from a day on."""
    permissions.must_keep(by, post.organisation, at.date())
    _refuse_ended(post.organisation)
    same = Appointment.objects.filter(person=person, post=post)
    if queries.overlapping(same, from_on, until_on).exists():
        raise Refused(f"{person}这段时间已任{post}。", field="from_on")
    appointment = Appointment(person=person, post=post, from_on=from_on, until_on=until_on, basis=basis)
    return _kept(appointment, "appoint", f"{person}任{post.organisation}{post}，自 {from_on} 起。", by, at)


@transaction.atomic
def end_appointment(appointment: Appointment, *, until_on: date, basis: str = "", by, at) -> Appointment:
    """End somebody's holding of a post from a day on."""
    post = appointment.post
    permissions.must_keep(by, post.organisation, at.date())
    if appointment.until_on:
        raise Refused("这项任职已经结束。")
    facts = {"until_on": until_on, "basis": basis or appointment.basis}
    sentence = f"免去{appointment.person}{post.organisation}{post}，自 {until_on} 起。"
    return _kept(_with(appointment, facts), "end_appointment", sentence, by, at)


def _kept(thing, act: str, sentence: str, by, at):
    """Save a row that passes its checks, with its line in the trail."""
    save_checked(thing)
    audit.record(f"organisations.{act}", by=by, at=at, thing=thing, sentence=sentence)
    return thing


def _with(thing, facts: dict):
    for name, value in facts.items():
        setattr(thing, name, value)
    return thing


def _refuse_ended(organisation: Organisation) -> None:
    if organisation.abolished_on:
        raise Refused(f"{organisation}已撤销，不能再增设。")


def _refuse_foreign_unit(post: Post) -> None:
    if post.unit and post.unit.organisation_id != post.organisation_id:
        raise Refused("请选本机构的股室。", field="unit")


def _sound_photo(facts: dict) -> dict:
    """A new photo is a picture, not huge, without what the camera wrote into it, and named by its content."""
    photo = facts.get("photo")
    if not photo or isinstance(photo, FieldFile):
        return facts
    examined = files.examine(photo.file, photo.name)
    if examined.kind.family != files.PICTURE or examined.size > LARGEST_PHOTO:
        raise Refused("照片要用 5 MB 以内的 JPG、PNG、GIF 或 WebP 图片。", field="photo")
    cleaned = stripping.strip(photo.file, examined.kind.content_type)
    name = f"{files.sm3_of(cleaned)[:16]}.{files.ending_of(examined.name)}"
    return facts | {"photo": File(cleaned, name=name)}
