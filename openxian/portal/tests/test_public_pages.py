"""Every kind of page: sound HTML, its META tags once, no cookie, few queries."""

import pytest

from openxian.portal import rules
from openxian.portal.tests.reading import read

COLUMN_PAGES = {
    "home": "/",
    "channel": "/news/",
    "list": "/news/headlines/",
    "pictures": "/news/pictures/",
    "policies": "/disclosure/policies/",
    "single": "/county/overview/",
    "topic": "/five-openness/",
    "leaders": "/disclosure/leaders/",
    "organisations": "/disclosure/bodies/",
    "organisation": "/disclosure/bodies/county/",
    "site map": "/site-map/",
    "error report": "/error-report/",
}
PLAIN_PAGES = {"search": "/search?q=青岚", "leave": "/leave?url=https://www.example.com/", "styleguide": "/styleguide/"}
CEILINGS = {"home": 25, "channel": 12, "list": 10, "pictures": 10, "policies": 10, "single": 10, "topic": 12}


def article_pages(hills):
    return [address(hills.article), address(hills.policy), address(hills.repealed), address(hills.explainer)]


def address(article):
    return rules.article_address(article.pk, article.addressed_on)


@pytest.fixture
def every_page(green_hills, client):
    """(kind of META tags, address, page) for one page of each kind."""
    named = [("column", url) for url in COLUMN_PAGES.values()]
    named += [("plain", url) for url in PLAIN_PAGES.values()]
    named += [("article", url) for url in article_pages(green_hills)]
    return [(kind, url, client.get(url)) for kind, url in named]


def test_every_page_answers(every_page):
    assert {url: page.status_code for _, url, page in every_page if page.status_code != 200} == {}


def test_required_meta_tags_stand_exactly_once_on_every_page(every_page):
    faults = {url: rules.tag_faults(read(page).metas, rules.required_tags(kind)) for kind, url, page in every_page}
    assert {url: found for url, found in faults.items() if found} == {}


def test_no_meta_name_stands_twice_in_whatever_case(every_page):
    for _, url, page in every_page:
        names = [name.lower() for name, _ in read(page).metas]
        assert len(names) == len(set(names)), url


def test_no_public_page_sets_a_cookie_or_varies_by_one(every_page):
    for _, url, page in every_page:
        assert not page.cookies, url
        assert "cookie" not in page.get("Vary", "").lower(), url
        assert "public" in page["Cache-Control"], url


def test_html_is_well_formed_with_one_first_heading_and_unique_ids(every_page):
    for _, url, page in every_page:
        reader = read(page)
        assert reader.faults == [], url
        assert len(reader.heads("h1")) == 1, url
        assert len(reader.ids) == len(set(reader.ids)), url
        assert reader.inline == [], url


def test_every_control_has_a_label(every_page):
    for _, url, page in every_page:
        reader = read(page)
        unnamed = [
            each for each in reader.controls if each.get("type") != "hidden" and each.get("id") not in reader.labels
        ]
        assert unnamed == [], url


def test_the_seven_footer_items_are_the_same_on_every_page(every_page):
    footers = {page.content.decode().split('<footer class="footer"')[1] for _, _, page in every_page}
    assert len(footers) == 1
    (footer,) = footers
    for item in (
        "党政机关网站标识",
        "我为政府网站找错",
        "网站标识码：5109990001",
        "主办单位：青岚县人民政府办公室",
        "0999-8820001",
        "川ICP备12345678号-1",
        "川公网安备 51099902000001号",
        "网站地图",
    ):
        assert item in footer


@pytest.mark.parametrize("kind", CEILINGS)
def test_a_page_costs_few_queries(green_hills, client, kind, django_assert_max_num_queries):
    client.get(COLUMN_PAGES[kind])  # pictures are cut on the first reading
    with django_assert_max_num_queries(CEILINGS[kind]):
        client.get(COLUMN_PAGES[kind])


@pytest.mark.parametrize("which", [0, 1, 2, 3])
def test_an_article_costs_at_most_ten_queries(green_hills, client, which, django_assert_max_num_queries):
    url = article_pages(green_hills)[which]
    with django_assert_max_num_queries(10):
        assert client.get(url).status_code == 200


def test_pages_that_are_not_there_are_404_in_the_dress_of_the_site(green_hills, client):
    for url in (
        "/nothing/",
        "/news/nothing/",
        "/art/2026/03/999999.html",
        "/disclosure/bodies/nobody/",
        "/leave?url=javascript:alert(1)",
    ):
        page = client.get(url)
        assert page.status_code == 404, url
        assert "没有找到这个页面" in page.content.decode(), url
        assert not page.cookies


def test_an_unchanged_page_is_not_sent_twice(green_hills, client):
    first = client.get("/news/")
    again = client.get("/news/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_public_pages_take_no_posts(green_hills, client):
    assert client.post("/news/").status_code == 405


def test_pages_do_not_depend_on_who_asks(green_hills, client, site_manager):
    before = client.get("/news/headlines/").content
    client.force_login(site_manager, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/news/headlines/").content == before


def test_the_front_page_is_light(green_hills, client):
    assert len(client.get("/").content) < 100_000


def test_a_private_page_is_not_public(green_hills, client):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=green_hills.news, restriction_type="login")
    assert client.get("/news/").status_code == 404
    assert client.get("/news/headlines/").status_code == 404
    assert "新闻中心" not in client.get("/site-map/").content.decode()


def test_the_500_page_needs_no_database(client):
    from openxian.portal.views import server_error

    page = server_error(None)
    assert page.status_code == 500
    assert "暂时打不开" in page.content.decode()
