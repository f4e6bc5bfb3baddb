"""审批路线：办公室负责人用手机、不靠脚本，把一条路线从头建到发布；看路线的每一页都无障碍。"""

import re

import pytest

from tests.journeys.conftest import PHONE, shoot
from tests.journeys.test_accessibility import violations

pytestmark = [pytest.mark.journey, pytest.mark.slow]

MANAGER = "jiang.muyun"
ROUTES = "/office/desk/routes/"
PAGES = {
    "route": "",
    "version": "versions/1/",
    "compare": "compare/",
    "try": "try/",
    "build": "build/",
    "step": "build/steps/s3/",
    "ways": "build/ways/p2/",
    "publish": "publish/",
    "retire": "retire/",
}


def test_a_route_is_drawn_up_tried_and_published_on_a_phone_without_scripts(visit, county_server, passwords):
    page = visit(PHONE, javascript=False, path="/office/account/login/")
    page.get_by_label("登录名").fill(MANAGER)
    page.get_by_label("口令").fill(passwords[MANAGER])
    page.get_by_role("button", name="登录").click()
    page.goto(county_server.url(ROUTES))
    page.get_by_role("link", name="新建路线").click()
    page.get_by_label("机构").select_option(label="县府办")
    page.get_by_label("适用事项").select_option(label="用车和经费申请")
    page.get_by_label("名称").fill("值班用品领用")
    page.get_by_role("button", name="建立，接着加环节").click()

    for label in ("股室审核", "主任审批", "承办"):
        page.get_by_label("新环节的名称").fill(label)
        page.get_by_role("button", name="加在最后").click()
    stage = page.locator(".stage", has=page.get_by_role("link", name="主任审批", exact=True))
    stage.get_by_text("加一个同时办理的环节").click()
    stage.get_by_label("同时办理的环节名称").fill("副主任会签")
    stage.get_by_role("button", name="加上").click()
    assert page.get_by_text("“股室审核”没有承办").first.is_visible()
    shoot(page, "route-build-390")

    edit(page, "股室审核", holder=re.compile("起草人所在股室负责人"), days="2")
    edit(page, "主任审批", holder=re.compile("^主任（江慕云）"), days="3", condition=("金额（元）", "大于", "2000"))
    edit(page, "副主任会签", holder=re.compile("^副主任（韩仲良）"), days="3")
    edit(page, "承办", holder=re.compile("由上一环节选定"))

    page.get_by_role("link", name="试走").click()
    page.get_by_label("起草人", exact=True).select_option(label="苏晚晴")
    page.get_by_label("哪一天发起").fill("2026-03-02")
    page.get_by_role("spinbutton", name="金额").fill("800")
    page.get_by_role("button", name="试走").click()
    result = page.locator(".tried")
    assert "走得通" in result.inner_text()
    assert "跳过：条件不满足" in result.inner_text()
    assert "韩仲良" in result.inner_text() and "2026-03-04" in result.inner_text()
    shoot(page, "route-tried-390")

    page.go_back()
    page.go_back()
    page.get_by_role("link", name="发布…").click()
    page.get_by_label("修改说明").fill("第一版")
    page.get_by_role("button", name="发布").click()
    assert "已发布" in page.get_by_role("status").first.inner_text()
    assert page.get_by_role("heading", name="现行：第1版").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    shoot(page, "route-published-390")


def edit(page, step, *, holder, days="", condition=None):
    """Open a step of the builder, say who does it, how long and when, and save."""
    page.get_by_role("link", name=step, exact=True).click()
    held = page.get_by_label("承办 1")
    held.select_option(value=value_of(held, holder))
    if days:
        page.get_by_label("多久").fill(days)
    if condition:
        field, operator, value = condition
        row = page.get_by_role("group", name="条件 1")
        row.get_by_label("字段").select_option(label=field)
        row.get_by_label("比较").select_option(label=operator)
        row.get_by_label("值").fill(value)
    page.get_by_role("button", name="保存").click()
    assert "已保存到草稿" in page.get_by_role("status").first.inner_text()


def value_of(select, words) -> str:
    """The value of the option whose label matches."""
    return select.locator("option", has_text=words).first.get_attribute("value")


def test_the_pages_of_routes_are_open_to_everybody(log_in, viewport, county_server):
    page = log_in(MANAGER, viewport)
    page.goto(county_server.url(ROUTES))
    judge(page, f"routes-list-{viewport['width']}")
    page.get_by_role("link", name="用车和经费申请").first.click()
    route = page.url
    for name, path in PAGES.items():
        page.goto(route + path)
        judge(page, f"routes-{name}-{viewport['width']}")
    page.goto(county_server.url(f"{ROUTES}new/"))
    judge(page, f"routes-new-{viewport['width']}")


def test_so_is_what_nobody_stands_behind(log_in, viewport, county_server):
    page = log_in("zhong.mingyuan", viewport)
    page.goto(county_server.url("/office/desk/operations/without-people/"))
    judge(page, f"without-people-{viewport['width']}")


def judge(page, name):
    """Keep a picture; nothing scrolls sideways, and axe finds nothing."""
    shoot(page, name)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways"
    assert violations(page) == [], name
