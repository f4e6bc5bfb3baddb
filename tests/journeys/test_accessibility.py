"""WCAG 2.2 AA by machine: axe finds nothing on any kind of page, public or of the office."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import shoot

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PAGES = {
    "home": "/",
    "channel": "/news/",
    "list": "/news/notices/",
    "pictures": "/invest/scenery/",
    "single": "/county/overview/",
    "policies": "/disclosure/policies/county-government/",
    "topic": "/openness/",
    "leaders": "/disclosure/statutory/leaders/",
    "organisations": "/disclosure/statutory/organisations/",
    "site-map": "/site-map/",
    "error-report": "/error-report/",
    "search": "/search?q=茶",
    "not-found": "/no-such-page/",
    "leave": "/leave?url=https://example.com/",
    "login": "/office/account/login/",
}
OFFICE = {
    "office-home": ("xu.wenjing", "/office/"),
    "explorer": ("xu.wenjing", "/office/articles/"),
    "reviews": ("xu.wenjing", "/office/reviews/"),
    "editor": ("song.lin", "/office/articles/new/"),
    "policy-editor": ("song.lin", "/office/policies/new/"),
    "policy-list": ("su.wanqing", "/office/policies/"),
    "pictures-upload": ("song.lin", "/office/images/multiple/add/"),
    "files": ("song.lin", "/office/documents/"),
    "organisation-tree": ("fang.zhihua", "/office/organisations/"),
    "columns": ("fang.zhihua", "/office/columns/"),
    "websites": ("fang.zhihua", "/office/websites/"),
    "accounts": ("zhong.mingyuan", "/office/account/people/"),
    "my-account": ("ye.xiaoman", "/office/account/"),
}
"""Name of the page: who looks at it and where it is."""
OPENED = {
    "article-page": ("song.lin", "/office/articles/", "main table a[href^='/office/articles/']"),
    "review-page": ("xu.wenjing", "/office/reviews/", "a.waiting__title"),
}
"""Name of the page: who looks at it, the list it stands in, and the link that opens it."""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def violations(page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{item['id']}: {[node['html'][:120] for node in item['nodes'][:3]]}" for item in found]


@pytest.mark.parametrize("name", PAGES)
def test_every_kind_of_public_page(visit, viewport, name):
    page = visit(viewport, path=PAGES[name])
    shoot(page, f"{name}-{viewport['width']}")
    assert violations(page) == []


@pytest.mark.parametrize(("name", "link"), [("list", "县城区小学、初中招生公告"), ("policies", "古树名木保护管理办法")])
def test_an_article_and_a_policy_document(visit, viewport, name, link):
    page = visit(viewport, path=PAGES[name])
    page.get_by_role("link", name=re.compile(link)).first.click()
    shoot(page, f"{name}-article-{viewport['width']}")
    assert violations(page) == []


def test_the_home_page_in_large_type(visit, viewport):
    page = visit(viewport)
    page.get_by_text("长者模式").first.click()
    assert violations(page) == []


@pytest.mark.parametrize("name", OFFICE)
def test_the_pages_of_the_office(log_in, viewport, county_server, name):
    person, path = OFFICE[name]
    page = log_in(person, viewport)
    page.goto(county_server.url(path))
    judge(page, f"{name}-{viewport['width']}")


@pytest.mark.parametrize("name", OPENED)
def test_what_is_opened_from_a_list_of_the_office(log_in, viewport, county_server, name):
    person, path, link = OPENED[name]
    page = log_in(person, viewport)
    page.goto(county_server.url(path))
    page.locator(link).first.click()
    page.wait_for_load_state()
    judge(page, f"{name}-{viewport['width']}")


def test_the_start_of_a_batch_in_the_office(log_in, viewport, county_server):
    page = log_in("song.lin", viewport)
    page.goto(county_server.url("/office/articles/"))
    page.locator("main table [type=checkbox][name=chosen]").first.check()
    page.get_by_label("对勾选的稿件").select_option(index=1)
    page.get_by_role("button", name="下一步：确认").click()
    page.wait_for_url("**/batches/start/")
    judge(page, f"batch-start-{viewport['width']}")


def judge(page, name: str) -> None:
    """Keep a picture of the page once its scripts are done, and let axe look at it."""
    page.wait_for_load_state("networkidle")
    shoot(page, name)
    assert violations(page) == []
