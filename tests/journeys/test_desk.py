"""工作台：走廊里一个拇指批一件，坐着整天只用键盘，没有脚本也能一起办；页面轻、不跳动、无障碍。"""

import pytest

from tests.journeys.conftest import DESKTOP, PHONE, shoot
from tests.journeys.test_accessibility import violations

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PAGES = {
    "desk": ("xu.wenjing", ""),
    "desk-list": ("xu.wenjing", "todo/"),
    "desk-waiting": ("ye.xiaoman", "todo/waiting/"),
    "desk-done": ("xu.wenjing", "todo/done/"),
    "desk-overdue": ("han.zhongliang", "todo/overdue/"),
    "desk-calendar": ("xu.wenjing", "calendar/"),
    "desk-notices": ("xu.wenjing", "notices/"),
    "desk-search": ("xu.wenjing", "search/?q=县"),
    "desk-more": ("fang.zhihua", "more/"),
    "desk-keys": ("xu.wenjing", "keys/"),
    "desk-settings": ("xu.wenjing", "notifications/settings/"),
    "styleguide": ("xu.wenjing", "styleguide/"),
}
THUMB = 260
"""How far up from the lower edge a thumb reaches, in CSS pixels."""


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_the_desk_are_open_to_everybody(log_in, viewport, county_server, name):
    person, path = PAGES[name]
    page = log_in(person, viewport)
    page.goto(county_server.url(f"/office/desk/{path}"))
    shoot(page, f"{name}-{viewport['width']}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    assert violations(page) == []


def test_one_to_do_is_open_to_everybody(log_in, viewport, county_server):
    page = log_in("xu.wenjing", viewport)
    page.locator(".row__title").first.click()
    page.wait_for_url("**/desk/todo/*/")
    shoot(page, f"desk-todo-{viewport['width']}")
    assert violations(page) == []
    page.get_by_role("button", name="退回").click()
    shoot(page, f"desk-confirm-{viewport['width']}")
    assert violations(page) == []


def test_a_leader_approves_with_one_thumb(log_in):
    page = log_in("han.zhongliang", PHONE)
    page.locator(".row__title").first.click()
    page.wait_for_url("**/desk/todo/*/")
    approve = page.get_by_role("button", name="通过")
    box = approve.bounding_box()
    assert box["y"] > PHONE["height"] - THUMB and box["height"] >= 44 and box["width"] >= 150
    approve.click()
    page.wait_for_load_state()
    assert page.get_by_role("status").first.inner_text().startswith("已通过")
    shoot(page, "desk-approved-390")


def test_a_clerk_needs_no_mouse(log_in, county_server):
    page = log_in("yan.zhixing", DESKTOP)
    page.goto(county_server.url("/office/desk/todo/"))
    rows = page.locator(".row__title")
    keys = page.keyboard
    keys.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    keys.press("Escape")
    page.evaluate("document.activeElement.blur()")
    keys.press("j")
    assert page.evaluate("document.activeElement.id") == rows.first.get_attribute("id")
    keys.press("x")
    assert page.locator("[name=chosen]").first.is_checked()
    assert "已选 1 件" in page.locator("[data-pick-count]").inner_text()
    keys.press("x")
    keys.press("?")
    assert page.get_by_role("dialog", name="快捷键").is_visible()
    keys.press("Escape")
    rows.first.focus()
    keys.press("Enter")
    page.wait_for_url("**/desk/todo/*/")
    page.get_by_label("意见").focus()
    keys.type("第二段的jk数字请核对。")
    _tab_to(page, "退回")
    keys.press("Enter")
    page.wait_for_load_state()
    assert page.get_by_label("意见").input_value() == "第二段的jk数字请核对。"
    _tab_to(page, "确认退回")
    keys.press("Enter")
    page.wait_for_load_state()
    assert "已退回" in page.get_by_role("status").first.inner_text()


def test_the_keys_can_be_turned_off_on_this_device(log_in, county_server):
    page = log_in("xu.wenjing", DESKTOP)
    page.goto(county_server.url("/office/desk/keys/"))
    page.locator("main [data-keys-switch]").uncheck()
    page.goto(county_server.url("/office/desk/todo/"))
    page.keyboard.press("?")
    assert not page.get_by_role("dialog").is_visible()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")


def test_without_scripts_several_are_done_together(visit, county_server, passwords):
    page = visit(PHONE, javascript=False, path="/office/account/login/")
    page.get_by_label("登录名").fill("xu.wenjing")
    page.get_by_label("口令").fill(passwords["xu.wenjing"])
    page.get_by_role("button", name="登录").click()
    page.goto(county_server.url("/office/desk/todo/"))
    boxes = page.locator("[name=chosen]").all()
    for box in boxes:
        box.check()
    page.get_by_role("button", name="一起办理").click()
    shoot(page, "desk-bulk-390")
    page.get_by_role("button", name=f"通过 {len(boxes)} 件").click()
    assert f"办成 {len(boxes)} 件" in page.get_by_role("status").first.inner_text()
    shoot(page, "desk-bulk-done-390")
    page.goto(county_server.url("/office/desk/"))
    page.locator(".person summary").click()
    page.get_by_role("button", name="退出").click()
    assert "why=left" in page.url


@pytest.mark.parametrize("path", ["", "todo/", "calendar/"])
def test_nothing_moves_while_a_page_comes(log_in, viewport, county_server, path):
    page = log_in("xu.wenjing", viewport)
    page.goto(county_server.url(f"/office/desk/{path}"))
    page.wait_for_load_state("networkidle")
    moved = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
                .observe({type: 'layout-shift', buffered: true});
            setTimeout(() => done(sum), 300);
        })"""
    )
    assert moved == 0


def test_a_page_asks_for_few_and_small_files(log_in, county_server):
    page = log_in("ye.xiaoman", DESKTOP)
    page.goto(county_server.url("/office/desk/todo/"))
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.encodedBodySize)")
    assert 0 < len(sizes) <= 12
    assert 0 < sum(sizes) < 120_000


def _tab_to(page, name: str) -> None:
    """Press Tab until the button of this name has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"按 Tab 到不了“{name}”")
