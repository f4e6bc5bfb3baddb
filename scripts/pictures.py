"""Takes the pictures of the documentation from a running demo: ``python -m scripts.pictures http://localhost:8000``."""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.journeys.conftest import CHROMIUM, DESKTOP, PHONE, QUIET

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
TALLEST = 2400
PUBLIC = {
    "home": ("/", DESKTOP),
    "channel": ("/disclosure/", DESKTOP),
    "list": ("/news/notices/", DESKTOP),
    "topic": ("/openness/", DESKTOP),
    "leaders": ("/disclosure/statutory/leaders/", DESKTOP),
    "home-phone": ("/", PHONE),
}
OFFICE = {
    "desk": ("/office/desk/", "xu.wenjing", DESKTOP),
    "desk-calendar": ("/office/desk/operations/days/", "xu.wenjing", DESKTOP),
    "desk-route": ("/office/desk/routes/1/", "jiang.muyun", DESKTOP),
    "office": ("/office/", "yan.zhixing", DESKTOP),
    "explorer": ("/office/articles/", "yan.zhixing", DESKTOP),
    "editor": ("/office/articles/new/", "ye.xiaoman", DESKTOP),
}


def keep(page: Page, name: str) -> None:
    """The page as a small PNG of at most 2,400 px height."""
    page.wait_for_load_state("networkidle")
    shot = Image.open(io.BytesIO(page.screenshot(full_page=True)))
    shot = shot.crop((0, 0, shot.width, min(shot.height, TALLEST))).convert("RGB")
    shot.quantize(192, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)


def main(base: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for name, (path, size) in PUBLIC.items():
            page = browser.new_context(viewport=size, locale="zh-CN").new_page()
            page.goto(base + path)
            keep(page, name)
        _follow(browser, base, "article", "/news/notices/", "县城区小学、初中招生公告")
        _follow(browser, base, "policy", "/disclosure/policies/county-government/", "关于推动茶产业高质量发展的意见")
        page = browser.new_context(viewport=DESKTOP, locale="zh-CN").new_page()
        page.goto(base)
        page.get_by_text("长者模式").first.click()
        keep(page, "age-friendly")
        for name, (path, login, size) in OFFICE.items():
            page = _logged_in(browser, base, login, size)
            page.goto(base + path)
            keep(page, name)
        _thumb(browser, base)
        browser.close()


def _follow(browser, base: str, name: str, path: str, link: str) -> None:
    page = browser.new_context(viewport=DESKTOP, locale="zh-CN").new_page()
    page.goto(base + path)
    page.get_by_role("link", name=link).first.click()
    keep(page, name)


def _thumb(browser, base: str) -> None:
    """What a leader holds in one hand: the screen, not the whole page."""
    page = _logged_in(browser, base, "xu.wenjing", PHONE)
    page.goto(base + "/office/desk/todo/")
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / "desk-phone.png")


def _logged_in(browser, base: str, login: str, size) -> Page:
    from openxian.demo.manuscripts import table

    passwords = {row["login"]: row["password"] for row in table("accounts")["account"]}
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()
    page.goto(base + "/office/account/login/")
    page.get_by_label("登录名").fill(login)
    page.get_by_label("口令").fill(passwords[login])
    page.get_by_role("button", name="登录").click()
    return page


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
