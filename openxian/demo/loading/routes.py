"""One published route of the county office, and the posts it leads to."""

from datetime import date, datetime

from openxian.accounts.models import User
from openxian.demo.subjects import OFFICE_REQUEST
from openxian.organisations import actions as organisations
from openxian.organisations.models import Organisation, Post, Unit
from openxian.routes import actions
from openxian.routes.models import Route
from openxian.routes.rules import END, Branch, Condition, Definition, Holder, Limit, Stage, Step

SINCE = date(2024, 1, 1)
UNIT = "综合股"
POSTS = (("主任", "", "jiang.muyun"), ("副主任", "", "han.zhongliang"), ("股长", UNIT, "xu.wenjing"),
         ("科员", UNIT, "su.wanqing"))  # fmt: skip


def load_route(bodies: dict[str, Organisation], people: dict[str, User], *, at: datetime) -> Route:
    """用车和经费申请 of 县府办, drawn up and published by its manager."""
    office, manager = bodies["general-office"], people["jiang.muyun"]
    unit = office.units.get(name=UNIT)
    posts = _posts(office, unit, people, at)
    route = actions.create_route(office, subject=OFFICE_REQUEST.key, name="用车和经费申请", by=manager, at=at)
    actions.save_draft(route, lambda _: _definition(unit, posts), by=manager, at=at)
    actions.publish_version(route, note="第一版", by=manager, at=at)
    return route


def _posts(office: Organisation, unit: Unit, people: dict[str, User], at: datetime) -> dict[str, Post]:
    """Title → post, each with its person."""
    found = {}
    for number, (title, inner, login) in enumerate(POSTS, 1):
        where = {"unit": unit} if inner else {}
        found[title] = organisations.add_post(office, title=title, position=number * 10, by=None, at=at, **where)
        person = organisations.register_person(name=people[login].name, user=people[login], by=None, at=at)
        organisations.appoint(person, found[title], from_on=SINCE, basis="演示数据", by=None, at=at)
    return found


def _definition(unit: Unit, posts: dict[str, Post]) -> Definition:
    car = Condition(field="kind", type="choice", operator="in", values=("car",))
    small = Condition(field="amount", type="number", operator="le", values=("2000",))
    beside = (
        _step("s2", "副主任审核", f"post:{posts['副主任'].pk}", days=2),
        _step("s3", "安排车辆", f"unit:{unit.pk}", days=1, when=(car,)),
    )
    stages = (
        Stage(key="p1", steps=(_step("s1", "股室负责人审核", "chief", days=1),)),
        Stage(key="p2", steps=beside, branches=(Branch(condition=small, target=END),)),
        Stage(key="p4", steps=(_step("s4", "主任审批", f"post:{posts['主任'].pk}", days=2),)),
    )
    return Definition(stages=stages, serial=4)


def _step(key: str, label: str, holder: str, *, days: int, when: tuple[Condition, ...] = ()) -> Step:
    return Step(key=key, label=label, holders=(Holder.of(holder),), limit=Limit(amount=days), when=when)
