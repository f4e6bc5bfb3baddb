"""What a row becomes: a published article whose time, address and text are those it had."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from openxian.core.models import AuditLine
from openxian.repository.models import Article, PolicyDocument, Subject
from openxian.repository.packages.tests.fakes import make_policy, make_row

BEIJING = ZoneInfo("Asia/Shanghai")


def body_of(article) -> str:
    return str(article.body[0].value)


def test_a_row_becomes_a_published_article(come_in, county, columns):
    totals, refusals = come_in(make_row(keywords=["造林", "青岚岭"], tags=["林业"], author="李禾"))
    article = Article.objects.get(external_id="a-1")
    assert (totals.created, refusals) == (1, [])
    assert article.live and article.stage == "published" and not article.has_unpublished_changes
    assert (article.organisation, article.keywords, article.author) == (county, "造林,青岚岭", "李禾")
    assert [tag.name for tag in article.tags.all()] == ["林业"]
    assert [block.block_type for block in article.body] == ["text"]
    assert columns.placed == {"a-1": [11]}


def test_the_time_of_publication_is_kept_and_fixes_the_address(come_in):
    come_in(make_row(published_at="2019-05-31T23:30:00Z"))
    article = Article.objects.get()
    assert article.published_at == datetime(2019, 6, 1, 7, 30, tzinfo=BEIJING)
    assert article.addressed_on == date(2019, 6, 1)
    assert article.first_published_at == article.last_published_at == article.published_at


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2019-05-06", datetime(2019, 5, 6, 0, 0)),
        ("2019-05-06 08:30", datetime(2019, 5, 6, 8, 30)),
        ("2019-05-06T08:30:15", datetime(2019, 5, 6, 8, 30, 15)),
        ("2019-05-06T08:30+09:00", datetime(2019, 5, 6, 7, 30)),
    ],
)
def test_a_time_without_zone_is_beijing_time(come_in, given, kept):
    come_in(make_row(published_at=given))
    assert Article.objects.get().published_at == kept.replace(tzinfo=BEIJING)


def test_a_policy_document_has_its_metadata(come_in):
    metadata = {"effective_on": "2019-03-01", "ceased_on": "2024-03-01", "validity": "expired", "normative": True}
    come_in(make_policy(metadata=metadata))
    policy = PolicyDocument.objects.get()
    assert (policy.document_number, policy.index_number) == ("青政发〔2019〕6号", "000014349/p-1")
    assert (policy.issuer, policy.dated_on) == ("青岚县人民政府", date(2019, 1, 22))
    assert (policy.effective_on, policy.ceased_on) == (date(2019, 3, 1), date(2024, 3, 1))
    assert (policy.genre, policy.validity, policy.normative_document) == ("notice", "expired", True)
    assert str(policy.subject) == "农业、林业、水利\\林业"
    assert policy.live and policy.title == "关于春季造林的通知"


def test_subjects_are_made_once(come_in):
    come_in(make_policy("p-1"), make_policy("p-2"), make_policy("p-3", metadata={"subject": "其他"}))
    assert sorted(str(subject) for subject in Subject.objects.all()) == [
        "其他",
        "农业、林业、水利",
        "农业、林业、水利\\林业",
    ]


def test_articles_and_policy_documents_of_one_batch_keep_apart(come_in):
    come_in(
        *[make_policy(f"p-{n}", published_at=f"2019-01-{n + 1:02}") if n % 2 else make_row(f"a-{n}") for n in range(8)]
    )
    assert PolicyDocument.objects.count() == 4
    for policy in PolicyDocument.objects.all():
        assert policy.index_number == f"000014349/{policy.external_id}"


def test_the_text_is_cleaned(come_in):
    dirty = '<p onclick="x()" style="color:red">正文<script>alert(1)</script><a href="javascript:x()">链接</a></p>'
    come_in(make_row(body={"format": "html", "text": dirty}))
    text = body_of(Article.objects.get())
    assert "正文" in text and "链接" in text
    assert not any(word in text for word in ("script", "onclick", "style=", "alert"))


def test_tables_survive_with_their_spans(come_in):
    table = '<table><tr><th rowspan="2">单位</th><th colspan="2">件数</th></tr><tr><td>收</td><td>办</td></tr></table>'
    come_in(make_row(body={"format": "html", "text": f"<p>附表</p>{table}"}))
    text = body_of(Article.objects.get())
    assert (text.count("<td"), text.count("<th"), text.count("<table")) == (2, 2, 1)
    assert 'rowspan="2"' in text and 'colspan="2"' in text


def test_markdown_is_rendered_with_tables_and_its_angle_brackets_are_words(come_in):
    text = "## 第一章 总则\n\n依照<森林法>制定。\n\n| 树种 | 株数 |\n|---|---|\n| 杉 | 300 |\n"
    come_in(make_row(body={"format": "markdown", "text": text}))
    html = body_of(Article.objects.get())
    assert "<h2>第一章 总则</h2>" in html and "&lt;森林法&gt;" in html
    assert html.count("<td>") == 2


def test_indented_markdown_is_text_not_code(come_in):
    come_in(make_row(body={"format": "markdown", "text": "    缩进的一段。\n\n落款\n---\n二〇一九年"}))
    html = body_of(Article.objects.get())
    assert "<p>缩进的一段。</p>" in html and "<h2>" not in html and "<pre>" not in html


def test_relative_addresses_are_completed_from_the_source(come_in):
    body = {"format": "html", "text": '<p>图<img src="../img/a.png"><a href="b.html">详情</a></p>'}
    come_in(make_row(body=body, source_url="http://old.example.gov.cn/art/2019/1.html"))
    text = body_of(Article.objects.get())
    assert 'src="http://old.example.gov.cn/art/img/a.png"' in text
    assert 'href="http://old.example.gov.cn/art/2019/b.html"' in text


def test_the_body_is_found_by_slug_name_short_name_or_credit_code(come_in, education):
    type(education).objects.filter(pk=education.pk).update(credit_code="11000000000000000A")
    names = ["education", "青岚县教育体育局", "县教体局", "11000000000000000A"]
    totals, _ = come_in(*[make_row(f"a-{n}", organisation=name) for n, name in enumerate(names)])
    assert totals.created == 4
    assert set(Article.objects.values_list("organisation", flat=True)) == {education.pk}


def test_a_row_may_stand_in_several_columns_home_first(come_in, columns):
    come_in(make_row(columns=["documents", "news", "documents"]))
    assert columns.placed["a-1"] == [12, 11]


def test_every_article_leaves_one_line_and_so_does_the_run(come_in):
    come_in(make_row("a-1"), make_policy("p-1"))
    lines = AuditLine.objects.filter(act="repository.import").order_by("id")
    assert [line.thing_name for line in lines] == ["我县春季造林开工", "关于春季造林的通知"]
    assert lines[0].sentence == "从数据包导入稿件《我县春季造林开工》，发布时间保持 2019-05-06 08:30。"
    run = AuditLine.objects.get(act="repository.import_package")
    assert run.sentence == "导入数据包“old-site”：新建 2 篇，更新 0 篇，未变 0 篇，未收 0 行。"
    assert run.actor_name == "系统"


def test_an_imported_article_can_be_edited_like_any_other(come_in, writer):
    come_in(make_policy())
    policy = PolicyDocument.objects.get()
    draft = policy.get_latest_revision_as_object()
    draft.title = "关于秋季造林的通知"
    draft.save_revision(user=writer, clean=False)
    policy.refresh_from_db()
    assert policy.title == "关于春季造林的通知"
    assert policy.get_latest_revision_as_object().title == "关于秋季造林的通知"
    assert policy.get_latest_revision_as_object().index_number == "000014349/p-1"
