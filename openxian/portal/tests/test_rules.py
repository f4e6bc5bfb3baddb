"""What the guideline says, on plain values."""

from datetime import date, datetime

import pytest

from openxian.portal import rules

FACTS = {
    "party_government_mark_url": "https://bszs.conac.cn/sitename?id=1",
    "error_report_url": "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=5109990001",
    "site_code": "5109990001",
    "sponsor": "青岚县人民政府办公室",
    "contact": "0999-8820001",
    "icp_number": "川ICP备12345678号-1",
    "police_number": "川公网安备 51099902000001号",
}


def test_a_complete_footer_has_no_fault():
    assert rules.footer_faults(FACTS) == {}


@pytest.mark.parametrize("field", FACTS)
def test_none_of_the_footer_items_may_be_missing(field):
    assert field in rules.footer_faults(FACTS | {field: ""})


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("site_code", "510999000"),
        ("site_code", "bm0100000"),
        ("icp_number", "12345678号"),
        ("police_number", "川公网安备 5109990200001号"),
        ("contact", "办公室"),
        ("party_government_mark_url", "javascript:alert(1)"),
        ("error_report_url", "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=5109990002"),
    ],
)
def test_a_footer_item_of_the_wrong_shape_is_named(field, wrong):
    assert field in rules.footer_faults(FACTS | {field: wrong})


def test_a_ministry_has_a_site_code_that_begins_with_bm():
    assert rules.SITE_CODE.match("bm01000001")


@pytest.mark.parametrize("domain", ["www.qinglan.gov.cn", "青岚县.政务"])
def test_government_domains_are_right(domain):
    assert not rules.domain_fault(domain, (".gov.cn", ".政务"))


@pytest.mark.parametrize(
    "domain", ["www.qinglan.com", "https://www.qinglan.gov.cn", "qinglan.gov.cn:8000", "", "gov.cn.evil.com"]
)
def test_other_domains_are_refused_in_production(domain):
    assert rules.domain_fault(domain, (".gov.cn", ".政务"))


def test_a_demonstration_may_have_any_domain():
    assert not rules.domain_fault("localhost", ())


def test_contrast_is_computed_as_wcag_says():
    assert rules.contrast("#000000") == pytest.approx(21)
    assert rules.contrast("#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("colour", "right"), [("#a4161a", True), ("#1f5f8b", True), ("#ff9900", False), ("red", False)]
)
def test_a_theme_colour_carries_white_text(colour, right):
    assert bool(rules.colour_fault(colour)) is not right


@pytest.mark.parametrize("name", ["", "政府信息公开工作年度报告及统计报表专栏", "新闻，动态", "2026"])
def test_a_column_name_is_exact_and_short(name):
    assert rules.column_name_fault(name)


def test_columns_beside_each_other_have_different_names():
    assert rules.column_name_fault("通知公告", ["要闻", "通知公告"])
    assert not rules.column_name_fault("通知公告", ["要闻"])


def test_the_publication_time_is_written_to_the_minute():
    assert rules.pub_date(datetime(2026, 3, 2, 9, 5, 59)) == "2026-03-02 09:05"
    assert rules.PUB_DATE.match("2026-03-02 09:05")
    assert not rules.PUB_DATE.match("2026-3-2 9:05")
    assert not rules.PUB_DATE.match("2026-13-02 09:05")


def test_a_required_tag_stands_exactly_once_and_says_something():
    tags = [("SiteName", "青岚县人民政府"), ("SiteName", "又一个"), ("SiteDomain", " "), ("PubDate", "昨天")]
    faults = rules.tag_faults(tags, ("SiteName", "SiteDomain", "SiteIDCode"))
    assert len(faults) == 4


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("www.gov.cn", True),
        ("gov.cn", True),
        ("青岚县.政务", True),
        ("gov.cn.example.com", False),
        ("notgov.cn", False),
    ],
)
def test_only_real_government_hosts_count_as_government(host, ours):
    assert rules.is_government(host) is ours


def test_the_address_of_an_article_says_year_and_month():
    assert rules.article_address(42, date(2026, 3, 2)) == "/art/2026/03/42.html"
