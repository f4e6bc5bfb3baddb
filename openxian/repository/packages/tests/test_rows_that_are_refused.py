"""Every refusal names the line, the id, the field and says what to do; the other rows come in all the same."""

import json

import pytest

from openxian.organisations.models import Organisation
from openxian.repository.models import Article
from openxian.repository.packages import bodies
from openxian.repository.packages.tests.fakes import make_policy, make_row


def html(text: str) -> dict:
    return {"format": "html", "text": text}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": ""}, "title", "不能为空"),
        ({"title": "长" * 301}, "title", "最多 300 个字"),
        ({"title": 7}, "title", "要写成文字"),
        ({"title": "两\n行"}, "title", "不能换行"),
        ({"title": "看不见\x00的"}, "title", "控制字符"),
        ({"title": "坏\ud800字"}, "title", "字符编码"),
        ({"tittle": "拼错"}, "tittle", "不认识这个字段"),
        ({"kind": "blog"}, "kind", "只能是 news、notice"),
        ({"tags": "林业"}, "tags", "要写成列表"),
        ({"tags": ["签"] * 31}, "tags", "最多 30 项，现有 31 项"),
        ({"body": "正文"}, "body", "要写成对象 {…}"),
        ({"body": {"format": "docx", "text": "x"}}, "body.format", "只能是 html、markdown"),
        ({"body": html("<p> &nbsp; </p><script>1</script>")}, "body", "正文是空的"),
        ({"body": html('<img src="a.png">')}, "body", "不在包里"),
        ({"source_url": "old.example.cn/a"}, "source_url", "不是完整的网址"),
        ({"source_url": "javascript:alert(1)"}, "source_url", "不是完整的网址"),
        ({"organisation": "不存在的局"}, "organisation", "平台里没有机构"),
        ({"columns": ["no/such"]}, "columns", "没有栏目“no/such”"),
        ({"published_at": "2027-01-01"}, "published_at", "晚于现在"),
        ({"published_at": "0001-01-01"}, "published_at", "早于 1949-10-01"),
        ({"published_at": "9999-12-31T23:59:59-23:59"}, "published_at", "晚于现在"),
        ({"published_at": "2019-02-30"}, "published_at", "没有“2019-02-30”这一天"),
        ({"published_at": "2019-02-03 25:00"}, "published_at", "没有“2019-02-03 25:00”这个时间"),
        ({"published_at": "昨天"}, "published_at", "时间写成"),
        ({"published_at": 1557100000}, "published_at", "时间写成"),
        ({"kind": "policy"}, "", "要有 metadata"),
        ({"metadata": {"issuer": "县政府"}}, "", "只用于类别是 policy 的行"),
        ({"external_id": "长" * 201}, "external_id", "没有外部编号"),
        ({"external_id": "a\nb"}, "external_id", "没有外部编号"),
        ({"external_id": 5}, "external_id", "没有外部编号"),
        ({"version": 2}, "version", "只能是 1"),
        ({"keywords": ["词" * 50] * 5}, "", "关键词合计超过 200 字"),
        ({"attachments": [{"path": "../secret.pdf"}]}, "attachments[0].path", "不是包里的相对路径"),
        ({"attachments": [{"path": "none.pdf"}]}, "attachments[0].path", "包里没有文件"),
        ({"attachments": [{"name": "a.pdf"}]}, "attachments[0].path", "缺少这个字段"),
        ({"lead_picture": "/etc/passwd"}, "lead_picture", "不是包里的相对路径"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named_with_a_sentence(refused, changes, field, words):
    row = json.dumps(make_row(**changes))
    assert any(name == field and words in reason for name, reason in refused(row))


@pytest.mark.parametrize(
    ("metadata", "field", "words"),
    [
        ({"issuer": ""}, "metadata.issuer", "不能为空"),
        ({"dated_on": "2027-01-01"}, "metadata.dated_on", "晚于今天"),
        ({"dated_on": "2019年1月2日"}, "metadata.dated_on", "日期写成 2024-01-15"),
        ({"effective_on": "9999-01-01"}, "metadata.effective_on", "晚于 2086 年"),
        ({"effective_on": "2020-01-02", "ceased_on": "2020-01-01"}, "metadata", "不能早于施行日期"),
        ({"subject": "甲\\乙\\丙"}, "metadata", "最多两级"),
        ({"genre": "poem"}, "metadata.genre", "只能是"),
        ({"normative": "yes"}, "metadata.normative", "只能是 true 或 false"),
        ({"access_status": "withheld"}, "metadata", "只有主动公开的文件"),
    ],
)
def test_wrong_metadata_is_named_with_a_sentence(refused, metadata, field, words):
    assert any(name == field and words in reason for name, reason in refused(make_policy(metadata=metadata)))


@pytest.mark.parametrize("name", ["external_id", "title", "body", "source", "published_at"])
def test_a_missing_field_is_named(refused, name):
    row = make_row()
    del row[name]
    assert [field for field, _reason in refused(row)] == [name]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"external_id": "a-1", "title": "\xb2\xe2\xca\xd4"}', "不是 UTF-8"),
        (b'\xef\xbb\xbf{"external_id": "a-1"}', "BOM"),
        (b'{"external_id": "a-1", ', "不是完整的 JSON"),
        (b'["a-1"]', "一行要是一个 JSON 对象"),
        (b'{"external_id": NaN}', "NaN"),
        (b"[" * 200_000, "过深的嵌套"),
        (b'{"n": ' + b"9" * 5000 + b"}", "过大的数字"),
    ],
)
def test_a_broken_line_is_refused_as_a_whole(refused, line, words):
    ((field, reason),) = refused(line)
    assert field == "" and words in reason


def test_a_broken_line_does_not_hold_up_the_others(come_in):
    totals, refusals = come_in(make_row("a-1"), b"{broken", b"", make_row("a-2"), make_row("a-3", title=""))
    assert (totals.read, totals.created, totals.refused) == (4, 2, 2)
    assert [(one.line, one.external_id) for one in refusals] == [(2, ""), (5, "a-3")]


def test_every_fault_of_a_row_is_told_at_once(refused):
    found = refused(make_row(organisation="没有", columns=["没有"], lead_picture="none.png"))
    assert [field for field, _reason in found] == ["organisation", "columns", "lead_picture"]


def test_an_id_used_twice_comes_in_once(come_in):
    totals, refusals = come_in(make_row("a-1", title="甲"), make_row("a-2"), make_row("a-1", title="乙"))
    assert (totals.created, totals.refused) == (2, 1)
    assert (refusals[0].line, refusals[0].reason) == (3, "与第 1 行的外部编号重复，只取先出现的一行")
    assert Article.objects.get(external_id="a-1").title == "甲"


def test_an_index_number_is_used_once(come_in):
    same = {"index_number": "000014349/2019-1"}
    totals, refusals = come_in(make_policy("p-1", metadata=same), make_policy("p-2", metadata=same))
    assert (totals.created, refusals[0].reason) == (1, "索引号“000014349/2019-1”与第 1 行重复，请核对")
    totals, refusals = come_in(make_policy("p-3", metadata=same))
    assert refusals[0].reason == "索引号“000014349/2019-1”已属于《关于春季造林的通知》，请核对"


def test_a_body_abolished_says_so(refused, education):
    Organisation.objects.filter(pk=education.pk).update(abolished_on="2024-01-01")
    assert "已于 2024-01-01 撤销" in refused(make_row(organisation="education"))[0][1]


def test_without_column_or_body_the_row_says_what_is_missing(refused):
    from openxian.repository.packages.checking import Defaults

    found = dict(refused(make_row(), defaults=Defaults()))
    assert "--organisation" in found["organisation"] and "--column" in found["columns"]


def test_a_body_of_one_megabyte_comes_in_and_of_three_does_not(come_in):
    line = "<p>" + "县" * 1000 + "</p>"
    totals, refusals = come_in(make_row("a-1", body=html(line * 350)), make_row("a-2", body=html(line * 1000)))
    assert totals.created == 1
    assert "正文超过 2 MB" in refusals[0].reason


def test_endless_nesting_is_refused_instead_of_worked_on(refused):
    assert "嵌套超过" in refused(make_row(body=html("<div>" * 100_000 + "正文")))[0][1]


def test_untidy_tags_are_not_deep():
    assert bodies.depth("<p>一<br><p>二<li>三<td>四" * 500) == 0
    assert bodies.depth("<div><span></span></div>" * 500) == 2


def test_a_line_over_the_limit_is_passed_over(come_in, monkeypatch):
    from openxian.repository.packages import lines

    monkeypatch.setattr(lines.read, "__defaults__", (2000,))
    totals, refusals = come_in(make_row("a-1"), make_row("a-2", summary="长" * 5000), make_row("a-3"))
    assert (totals.created, totals.refused, refusals[0].line) == (2, 1, 2)
    assert "超过上限 2,000 字节" in refusals[0].reason
