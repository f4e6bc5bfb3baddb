"""A citizen on a phone or a desk, with JavaScript or without: from the front page to the file they need."""

import pytest

from tests.journeys.conftest import shoot

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

NOTICE = "2026年县城区小学、初中招生公告"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_from_home_to_an_attachment_in_two_clicks(visit, viewport, javascript):
    page = visit(viewport, javascript)
    page.get_by_role("link", name=NOTICE).first.click()
    assert page.locator("h1").inner_text().strip() == NOTICE
    with page.expect_download() as coming:
        page.get_by_role("link", name="入学申请表").first.click()
    assert coming.value.path().read_bytes().startswith(b"PK")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_the_menu_leads_to_every_channel(visit, viewport, javascript):
    page = visit(viewport, javascript)
    for channel in ("魅力县域", "新闻中心", "信息公开", "政务服务", "公众参与", "投资旅游"):
        _open_menu(page)
        page.locator("header, nav").get_by_role("link", name=channel, exact=True).first.click()
        assert channel in page.locator("h1").first.inner_text()


def test_a_policy_and_its_interpretation_lead_to_each_other(visit, viewport):
    page = visit(viewport, path="/disclosure/policies/county-government/")
    page.get_by_role("link", name="青岚县古树名木保护管理办法").first.click()
    policy = page.url
    assert page.locator("h1").first.inner_text().strip()
    page.get_by_role("link", name="古树名木保护办法解读").first.click()
    assert page.url != policy
    page.get_by_role("link", name="青岚县古树名木保护管理办法").first.click()
    assert page.url == policy


def test_large_type_stays_from_page_to_page(visit, viewport):
    page = visit(viewport)
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.get_by_text("长者模式").first.click()
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > before * 1.15
    shoot(page, f"age-friendly-{viewport['width']}")
    page.goto(page.url.split("#")[0] + "news/")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > before * 1.15


def test_a_wrong_address_shows_the_way_back(visit, viewport, county_server):
    page = visit(viewport)
    assert page.goto(county_server.url("/no-such-page/")).status == 404
    assert page.get_by_role("link", name="首页").first.is_visible()


def test_nothing_is_cut_off_or_scrolls_sideways(visit, viewport, county_server):
    page = visit(viewport)
    for path in ("", "news/", "news/notices/", "disclosure/policies/county-government/", "openness/", "site-map/"):
        page.goto(county_server.url("/" + path))
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path


def test_the_browser_has_nothing_to_complain_about(visit, viewport):
    page = visit(viewport)
    page.goto(page.url + "news/notices/")
    assert visit.complaints == []


def _open_menu(page) -> None:
    menu = page.locator("summary", has_text="全部频道")
    if menu.count() and menu.first.is_visible():
        menu.first.click()
