"""Several sites on one installation, columns that move, hide, or lead elsewhere."""

import pytest

from openxian.portal.tests.green_hills import make_column, make_site
from openxian.portal.tests.reading import read


@pytest.fixture
def farm(green_hills):
    return make_site(
        "farm.example",
        "青岚湖国有林场",
        default=False,
        primary_colour="#17663a",
        site_code="5109990002",
        error_report_url="https://zfwzgl.www.gov.cn/x?site_code=5109990002",
    )


def test_each_site_speaks_for_itself(green_hills, farm, client):
    page = read(client.get("/", headers={"host": "farm.example"}))
    assert page.meta("SiteName") == ["青岚湖国有林场"]
    assert page.meta("SiteIDCode") == ["5109990002"]
    assert page.heads("h1") == ["青岚湖国有林场"]


def test_columns_of_one_site_are_not_on_the_other(green_hills, farm, client):
    make_column(farm.root_page, "林场动态", "dynamics", show_in_menus=True)
    assert client.get("/dynamics/", headers={"host": "farm.example"}).status_code == 200
    assert client.get("/dynamics/").status_code == 404
    assert "林场动态" not in client.get("/").content.decode()


def test_an_unknown_host_gets_the_main_site(green_hills, farm, client):
    assert read(client.get("/", headers={"host": "127.0.0.1"})).meta("SiteName") == ["青岚县人民政府"]


def test_the_theme_is_a_stylesheet_that_may_be_kept_for_ever(green_hills, farm, client):
    html = client.get("/", headers={"host": "farm.example"}).content.decode()
    url = html.split('href="/theme/')[1].split('"')[0]
    sheet = client.get(f"/theme/{url}")
    assert sheet["Content-Type"].startswith("text/css")
    assert "immutable" in sheet["Cache-Control"]
    assert "--primary:#17663a" in sheet.content.decode()


def test_an_old_theme_address_leads_to_the_new_one(green_hills, client):
    page = client.get(f"/theme/{green_hills.site.pk}-000000000000.css")
    assert page.status_code == 302
    assert client.get(page["Location"]).status_code == 200


def test_a_renamed_column_keeps_its_old_address(green_hills, client, django_capture_on_commit_callbacks):
    column = green_hills.headlines
    column.slug = "top-news"
    with django_capture_on_commit_callbacks(execute=True):
        column.save()
    page = client.get("/news/headlines/")
    assert (page.status_code, page["Location"]) == (301, "/news/top-news/")


def test_a_moved_channel_takes_the_addresses_below_along(green_hills, client):
    green_hills.towns.move(green_hills.services, pos="last-child")
    page = client.get("/news/towns/")
    assert page.status_code == 301
    assert client.get(page["Location"]).status_code == 200


def test_an_empty_column_that_hides_is_nowhere(green_hills, county, client):
    from openxian.portal.tests.green_hills import make_article

    column = make_column(green_hills.news, "空栏目", "empty", when_empty="hide")
    assert client.get("/news/empty/").status_code == 404
    assert "空栏目" not in client.get("/news/").content.decode()
    make_article(county, column)
    assert client.get("/news/empty/").status_code == 200


def test_an_empty_column_that_stays_says_so(green_hills, client):
    make_column(green_hills.news, "空栏目", "empty")
    assert "暂无内容" in client.get("/news/empty/").content.decode()


def test_an_entry_elsewhere_leads_there_and_warns_when_it_leaves(green_hills, client):
    make_column(green_hills.news, "国务院信息", "council", link_url="https://www.gov.cn/")
    make_column(green_hills.news, "合作媒体", "media", link_url="https://media.example/")
    assert client.get("/news/council/")["Location"] == "https://www.gov.cn/"
    assert client.get("/news/media/")["Location"] == "/leave?url=https%3A%2F%2Fmedia.example%2F"


def test_a_policy_column_shows_what_is_below_it(green_hills, county, client):
    from openxian.portal.tests.green_hills import make_policy

    below = make_column(green_hills.policies, "部门文件", "departments", layout="policy")
    make_policy(county, below, title="部门的文件", index_number="B/1")
    page = client.get("/disclosure/policies/").content.decode()
    assert "部门的文件" in page
    assert "农村供水" in page


def test_an_archived_column_says_since_when(green_hills, client):
    from datetime import date

    green_hills.towns.archived_on = date(2025, 12, 31)
    green_hills.towns.save()
    page = client.get("/news/towns/").content.decode()
    assert "已归档" in page
    assert "2025-12-31" in page


def test_leaving_shows_where_to_and_redirects_nobody(green_hills, client):
    page = client.get("/leave", {"url": 'https://www.example.com/"><script>alert(1)</script>'})
    words = page.content.decode()
    assert page.status_code == 200
    assert "www.example.com" in words
    assert "<script>alert" not in words
    assert 'rel="nofollow noopener external"' in words


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "ftp://x.example", "//x.example", "https://", "data:text/html,x"]
)
def test_what_is_no_web_address_is_not_offered(green_hills, client, url):
    assert client.get("/leave", {"url": url}).status_code == 404


def test_search_finds_titles_with_every_word(green_hills, client):
    page = read(client.get("/search", {"q": "农村 供水"}))
    found = [words for words in page.heads("a") if "供水" in words]
    assert len(found) == 3


def test_search_says_when_nothing_is_found(green_hills, client):
    assert "没有标题含" in client.get("/search", {"q": "火星"}).content.decode()


def test_an_organisation_has_a_page_of_its_own(green_hills, education, client):
    from openxian.organisations.models import Unit

    Unit.objects.create(organisation=education, name="基础教育股", phone="0999-8820102")
    page = client.get("/disclosure/bodies/education/").content.decode()
    assert "青岚县教育体育局" in page
    assert "基础教育股" in page


def test_leaders_come_from_the_appointments(green_hills, county, client):
    from datetime import date

    from openxian.organisations.models import Appointment, Person, Post

    post = Post.objects.create(organisation=county, title="县长", is_leader=True)
    person = Person.objects.create(name="沈远山", portfolio="领导县政府全面工作。", resume="大学学历。")
    Appointment.objects.create(person=person, post=post, from_on=date(2022, 1, 1))
    page = client.get("/disclosure/leaders/").content.decode()
    for words in ("沈远山", "县长", "领导县政府全面工作", "大学学历"):
        assert words in page


def test_pictures_are_served_and_attachments_are_not_lying_open(green_hills, client):
    from openxian.repository.models import Attachment

    picture = client.get("/news/pictures/").content.decode().split('<img src="/files/')[1].split('"')[0]
    assert client.get(f"/files/{picture}").status_code == 200
    assert client.get(f"/files/{Attachment.objects.first().file.name}").status_code == 404


def test_an_editor_previews_a_column_that_is_not_public_yet(green_hills, rf):
    column = make_column(green_hills.news, "筹备中的栏目", "soon", live=False)
    page = column.serve_preview(rf.get("/office/preview/"), "").content.decode()
    assert "<h1>筹备中的栏目</h1>" in page
    assert "新闻中心" in page


def test_a_page_below_one_that_is_not_public_is_not_public(green_hills, client):
    green_hills.news.live = False
    green_hills.news.save()
    assert client.get("/news/headlines/").status_code == 404
