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
    "office-home": "/office/",
    "explorer": "/office/articles/",
    "reviews": "/office/reviews/",
}
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
    page = log_in("xu.wenjing", viewport)
    page.goto(county_server.url(OFFICE[name]))
    shoot(page, f"{name}-{viewport['width']}")
    assert violations(page) == []
