"""Lost line ends are found again at the numbering of official documents, and not one letter is lost."""

import re

from hypothesis import given
from hypothesis import strategies as st

from openxian.repository.packages.paragraphs import as_html, split


def test_levels_of_an_official_document_begin_paragraphs():
    text = (
        "现就有关事项通知如下：一、总体要求（一）指导思想。坚持便民。（二）基本原则。"
        "1.公开。2.公正。二、工作任务（一）抓好落实。"
    )
    assert split(text) == [
        "现就有关事项通知如下：",
        "一、总体要求",
        "（一）指导思想。坚持便民。",
        "（二）基本原则。",
        "1.公开。",
        "2.公正。",
        "二、工作任务",
        "（一）抓好落实。",
    ]


def test_chapters_and_articles_of_rules_begin_paragraphs():
    text = (
        "工作规则（试行）第一章总则第一条为规范工作，制定本规则。"
        "第二条违反第三条规定的，依照第五条第（二）项处理。第二章附则第三条自印发之日起施行。"
    )
    assert split(text) == [
        "工作规则（试行）",
        "第一章总则",
        "第一条为规范工作，制定本规则。",
        "第二条违反第三条规定的，依照第五条第（二）项处理。",
        "第二章附则",
        "第三条自印发之日起施行。",
    ]


def test_a_citation_out_of_order_begins_nothing():
    assert split("按照前述（三）的要求办理，金额为3.5万元。") == ["按照前述（三）的要求办理，金额为3.5万元。"]


def test_line_ends_and_indents_that_are_there_are_kept():
    assert split("通知\n各乡镇：　　请认真落实。") == ["通知", "各乡镇：", "请认真落实。"]


def test_headings_become_headings_and_signs_stay_signs():
    assert (
        as_html(["第一章总则", "一、要求", "金额<100元。"])
        == "<h2>第一章总则</h2><h3>一、要求</h3><p>金额&lt;100元。</p>"
    )


@given(st.text(alphabet="第一二十章条、（）。：1.3附件年月日号各县 总则\n　", max_size=80))
def test_no_letter_is_lost(text):
    assert re.sub(r"\s", "", "".join(split(text))) == re.sub(r"\s", "", text)
