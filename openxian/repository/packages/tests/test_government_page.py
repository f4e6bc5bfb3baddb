"""The metadata table of an old government page is read; the tables of its text are not taken for it."""

import pytest

from openxian.repository.packages.government_page import read_day, read_page

PAGE = """
<div><table><tr><td><table>
<tr><td><b>索 引 号：</b></td><td>000014349/2018-00227</td><td><b>主题分类：</b></td><td>科技、教育\\科技</td></tr>
<tr><td><b>发文机关：</b></td><td>青岚县人民政府</td><td><b>成文日期：</b></td><td>2018年12月28日</td></tr>
<tr><td><b>标　　题：</b></td><td colspan="3">关于造林的决定</td></tr>
<tr><td><b>发文字号：</b></td><td>青政发〔2018〕44号</td><td><b>发布日期：</b></td><td>2019年01月08日</td></tr>
<tr><td>主 题 词：</td><td></td><td></td><td></td></tr></table></td></tr></table>
<table><tr><td id="UCAP-CONTENT"><p>正文</p><table><tr><td>文号</td><td>附表里的</td></tr></table></td></tr></table>
<table><tr><td>打印 关闭</td></tr></table></div>
"""


def test_every_field_of_the_table_is_read():
    assert read_page(PAGE).facts == {
        "index_number": "000014349/2018-00227",
        "subject": "科技、教育\\科技",
        "issuer": "青岚县人民政府",
        "dated_on": "2018-12-28",
        "title": "关于造林的决定",
        "document_number": "青政发〔2018〕44号",
        "published_on": "2019-01-08",
    }


def test_the_text_is_what_stands_in_its_element():
    body = read_page(PAGE).body
    assert body.startswith("<p>正文</p>") and "附表里的" in body
    assert "打印" not in body and "索" not in body


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li>文号：青政发〔2020〕1号</li><li>公开日期：2020-3-1</li></ul>",
        "<dl><dt>文号</dt><dd>青政发〔2020〕1号</dd><dt>公开日期</dt><dd>2020/3/1</dd></dl>",
        "<table><th>公文文号</th><td>青政发〔2020〕1号</td><th>发布时间</th><td>2020.03.01 08:00</td></table>",
    ],
)
def test_other_shapes_of_the_table_are_read(markup):
    facts = read_page(f"<div>{markup}</div>").facts
    assert (facts["document_number"], facts["published_on"]) == ("青政发〔2020〕1号", "2020-03-01")


def test_an_empty_value_is_no_value():
    facts = read_page("<table><tr><td>文号：</td><td>无</td><td>有效性：</td><td></td></tr></table>").facts
    assert facts == {}


@pytest.mark.parametrize(("text", "day"), [("2019年2月30日", ""), ("2019年02月03日", "2019-02-03"), ("没有", "")])
def test_a_day_that_does_not_exist_is_none(text, day):
    assert read_day(text) == day


def test_an_empty_page_says_nothing():
    page = read_page("  ")
    assert (page.facts, page.body) == ({}, "")
