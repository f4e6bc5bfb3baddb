"""An article as the public reads it."""

from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from openxian.portal import actions, rules
from openxian.portal.tests.green_hills import AT, make_article, make_column, make_site
from openxian.portal.tests.reading import read


def address(article):
    return rules.article_address(article.pk, article.addressed_on)


def test_title_and_time_in_the_tags_are_those_people_see(green_hills, client):
    reader = read(client.get(address(green_hills.article)))
    assert reader.meta("ArticleTitle") == reader.heads("h1") == [green_hills.article.title]
    (visible,) = [words for words in reader.heads("time") if ":" in words]
    assert reader.meta("PubDate") == [visible] == ["2026-03-02 09:00"]
    assert reader.meta("PubDate") == [localtime(green_hills.article.published_at).strftime("%Y-%m-%d %H:%M")]
    assert reader.meta("ContentSource") == ["青岚县人民政府"]
    assert reader.canonical == reader.meta("Url")[0] == f"http://testserver{address(green_hills.article)}"


def test_an_evil_title_is_escaped_everywhere(green_hills, county, client):
    title = '"><script>alert(1)</script>&'
    article = make_article(county, green_hills.headlines, title=title, at=AT + timedelta(days=1), summary=title)
    for url in (address(article), "/news/headlines/", "/", "/search?q=script"):
        page = client.get(url)
        assert "<script>alert" not in page.content.decode(), url
    assert read(client.get(address(article))).meta("ArticleTitle") == [title]


def test_links_that_leave_are_announced_and_others_are_not(green_hills, client):
    urls = [url for url, _ in read(client.get(address(green_hills.article))).links]
    assert "/leave?url=https%3A%2F%2Fwww.example.com%2Ftrees" in urls
    assert "https://www.gov.cn/" in urls


def test_beside_it_are_the_newer_and_the_older_of_its_column(green_hills, client):
    page = client.get(address(green_hills.article)).content.decode()
    newer, older = page.split('class="beside"')[1].split("<span>下一篇")
    assert "全县教育工作会议" in newer
    assert "县政府常务会议" in older


def test_the_newest_of_its_column_has_nothing_newer(green_hills, county, client):
    newest = make_article(county, green_hills.headlines, title="更新的一篇", at=AT + timedelta(hours=1))
    assert "<span>上一篇" not in client.get(address(newest)).content.decode()


def test_a_policy_shows_its_metadata_files_and_explainer(green_hills, client):
    page = client.get(address(green_hills.policy)).content.decode()
    for words in ("00899999X/2026-00003", "青政办发〔2026〕3号", "2026年2月20日", "2026年4月1日", "有效", "一图读懂"):
        assert words in page
    assert "青岚县农村供水管理办法.txt" in page
    assert "TXT" in page


def test_an_explainer_leads_back_to_its_policy(green_hills, client):
    page = client.get(address(green_hills.explainer)).content.decode()
    assert address(green_hills.policy) in page
    assert "青政办发〔2026〕3号" in page


def test_a_repealed_document_says_so_on_its_page(green_hills, client):
    page = client.get(address(green_hills.repealed)).content.decode()
    assert "本文件已废止（2025年12月31日起）" in page
    assert "青政发〔2025〕18号" in page


def test_a_document_without_number_says_none(green_hills, county, client):
    from openxian.portal.tests.green_hills import make_policy

    policy = make_policy(county, green_hills.policies, title="无号文件", document_number="", index_number=None)
    assert "<dt>发文字号</dt><dd>无</dd>" in client.get(address(policy)).content.decode()


def test_the_wrong_month_leads_to_the_right_one(green_hills, client):
    page = client.get(f"/art/2020/01/{green_hills.article.pk}.html")
    assert (page.status_code, page["Location"]) == (301, address(green_hills.article))


def test_a_draft_was_never_there(green_hills, county, client):
    draft = make_article(county, green_hills.headlines, live=False)
    assert client.get(f"/art/2026/03/{draft.pk}.html").status_code == 404


def test_a_withdrawn_article_is_gone_and_the_reason_is_not_told(green_hills, client):
    article = green_hills.article
    article.live, article.stage, article.withdrawn_because = False, "withdrawn", "数据有误"
    article.save()
    actions.follow_withdrawal(None, article=article)
    page = client.get(address(article))
    words = page.content.decode()
    assert page.status_code == 410
    assert "已撤下" in words
    assert "/news/headlines/" in words
    assert "数据有误" not in words
    assert article.title not in words
    assert not page.cookies


def test_an_article_that_waits_for_its_columns_reviews_is_not_readable(green_hills, county, client):
    article = make_article(county, green_hills.headlines)
    article.placements.update(shown=False)
    assert client.get(address(article)).status_code == 404


def test_an_article_lives_on_one_site_and_others_lead_there(green_hills, county, client):
    farm = make_site("farm.example", "青岚湖国有林场", default=False)
    column = make_column(farm.root_page, "林场动态", "news")
    article = make_article(county, column, green_hills.headlines, title="林场春苗下地", at=AT + timedelta(days=2))
    here = client.get(address(article))
    assert (here.status_code, here["Location"]) == (301, f"http://farm.example{address(article)}")
    assert client.get(address(article), headers={"host": "farm.example"}).status_code == 200
    assert f'href="http://farm.example{address(article)}"' in client.get("/news/headlines/").content.decode()


@pytest.mark.parametrize("header", ["If-None-Match", "If-Modified-Since"])
def test_a_reader_who_has_it_gets_304(green_hills, client, header):
    first = client.get(address(green_hills.article))
    known = first["ETag"] if header == "If-None-Match" else first["Last-Modified"]
    assert client.get(address(green_hills.article), headers={header: known}).status_code == 304


def test_preview_shows_the_draft_in_the_public_dress(green_hills, county, rf):
    from openxian.repository import registry

    draft = make_article(county, green_hills.headlines, title="还在写", live=False)
    page = registry.preview(rf.get("/office/preview/"), draft).content.decode()
    assert "这是预览" in page
    assert "<h1>还在写</h1>" in page
    assert "尚未发布" in page
