"""The bodies of the county with their units, and the people who lead them."""

from datetime import date, datetime

from django.core.files import File

from openxian.demo import rules
from openxian.demo.manuscripts import CONTENT, table
from openxian.organisations import actions
from openxian.organisations.models import Organisation
from openxian.organisations.rules import credit_check_sign

BASIS = "演示数据"
FOUNDED = date(1952, 4, 1)


def load_organisations(*, at: datetime) -> dict[str, Organisation]:
    """Slug → body, parents before children."""
    found: dict[str, Organisation] = {}
    for serial, spec in enumerate(table("organisations")["organisation"], 1):
        found[spec["slug"]] = _establish(spec, serial, found, at)
    return found


def _establish(spec: dict, serial: int, above: dict[str, Organisation], at: datetime) -> Organisation:
    defaults = table("organisations")["defaults"]
    stem = rules.credit_code_stem(spec["kind"], serial)
    body = actions.establish(
        slug=spec["slug"],
        kind=spec["kind"],
        name=spec["name"],
        short_name=spec["short"],
        issuer_code=spec.get("code", ""),
        credit_code=stem + credit_check_sign(stem),
        division_code=spec.get("division", rules.DIVISION),
        parent=above.get(spec.get("parent", "" if spec["slug"] == "county" else "county")),
        responsibilities=spec["duties"].strip(),
        address=spec["address"],
        office_hours=spec.get("office_hours", defaults["office_hours"]),
        phone=spec["phone"],
        fax=spec.get("fax", ""),
        email=spec.get("email", ""),
        postcode=spec.get("postcode", defaults["postcode"]),
        position=serial * 10,
        effective_on=spec.get("established_on", FOUNDED),
        basis=BASIS,
        by=None,
        at=at,
    )
    for place, unit in enumerate(spec.get("units", []), 1):
        name, _, work = unit.partition("：")
        actions.add_unit(body, name=name, responsibilities=work, position=place * 10, by=None, at=at)
    return body


def load_leaders(bodies: dict[str, Organisation], *, at: datetime) -> None:
    """Posts, people with a drawn portrait, and since when they hold them."""
    for number, spec in enumerate(table("leaders")["leader"], 1):
        post = actions.add_post(
            bodies[spec["of"]], title=spec["post"], is_leader=True, position=number * 10, by=None, at=at
        )
        with (CONTENT / "pictures" / f"portrait-{number:02d}.webp").open("rb") as portrait:
            person = actions.register_person(
                name=spec["name"],
                photo=File(portrait, name=f"portrait-{number:02d}.webp"),
                resume=f"{spec['name']}，{spec['gender']}，{spec['resume']}",
                portfolio=spec["portfolio"],
                by=None,
                at=at,
            )
        actions.appoint(person, post, from_on=spec["from_on"], basis=spec["basis"][:100], by=None, at=at)
