"""What Word, WPS and old sites paste becomes the small vocabulary, and nothing else."""

import time

import pytest

from openxian.core.html import clean, text_of

CASES = {
    "a paragraph of Word loses its dress": (
        "<p class=MsoNormal style='text-indent:21.0pt;mso-char-indent-count:2.0'><span lang=EN-US style='font-family:"
        "宋体'>&nbsp;&nbsp;&nbsp;&nbsp;</span><span style='font-family:宋体'>各乡镇：</span><o:p></o:p></p>",
        "<p>各乡镇：</p>",
    ),
    "conditional comments and Office islands vanish": (
        "<!--[if gte mso 9]><xml><w:WordDocument>x</w:WordDocument></xml><![endif]--><p>正文</p><w:sdt>内</w:sdt>",
        "<p>正文</p><p>内</p>",
    ),
    "empty paragraphs and indentation by full-width spaces vanish": (
        "<p>　　第一段</p><p>&nbsp;</p><p><br></p><p>　　第二段　</p>",
        "<p>第一段</p><p>第二段</p>",
    ),
    "two breaks, or a break and an indent, part paragraphs": (
        "　　第一段<br>　　第二段<br><br>第三段<br>续行",
        "<p>第一段</p><p>第二段</p><p>第三段<br>续行</p>",
    ),
    "a list that Word fakes is a list": (
        "<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>l<span>&nbsp;</span>"
        "</span><![endif]>甲</p><p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>l</span>乙</p>",
        "<ul><li>甲</li><li>乙</li></ul>",
    ),
    "a numbered list of Word is numbered": (
        "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>甲</p>"
        "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>乙</p>",
        "<ol><li>甲</li><li>乙</li></ol>",
    ),
    "the numbers of a 公文 are words and stay": (
        "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>一、</span>总体要求</p>",
        "<p>一、总体要求</p>",
    ),
    "lines that begin with one symbol are a list": ("<p>• 甲</p><p>•乙</p>", "<ul><li>甲</li><li>乙</li></ul>"),
    "one line with a symbol is a line": ("<p>• 甲</p>", "<p>• 甲</p>"),
    "alignment becomes a class, whoever said it": (
        "<center>标题</center><p align=right>落款</p><div style='text-align: center !important'><p>日期</p></div>"
        "<p class='ql-align-right'>右</p><p style='text-align:justify'>正文</p>",
        '<p class="align-center">标题</p><p class="align-right">落款</p><p class="align-center">日期</p>'
        '<p class="align-right">右</p><p>正文</p>',
    ),
    "weight, slope and lines said by style are marks": (
        "<p><span style='font-weight:700'>甲</span><span style='font-style:italic'>乙</span>"
        "<span style='text-decoration:underline'>丙</span><b style='font-weight:normal'>丁</b></p>",
        "<p><strong>甲</strong><em>乙</em><u>丙</u>丁</p>",
    ),
    "neighbours that look alike become one": (
        "<p><b>甲</b><b>乙</b><strong>丙</strong></p>",
        "<p><strong>甲乙丙</strong></p>",
    ),
    "headings begin at the second level and are bold by themselves": (
        "<h1><b>题</b></h1><h3>节</h3>",
        "<h2>题</h2><h3>节</h3>",
    ),
    "hidden links vanish": (
        "<p>字<a style='display:none' href='http://x.cn'>博彩</a><i hidden>藏</i></p>",
        "<p>字</p>",
    ),
    "scripts, handlers and their addresses vanish": (
        "<p onclick=a()>字<script>a()</script><img src=/a.png onerror=a()><a href='java\nscript:a()'>链</a></p>",
        '<p>字<img src="/a.png" alt="">链</p>',
    ),
    "frames, forms and drawings vanish": (
        "<iframe src=http://x.cn></iframe><form>姓名<input><button>交</button></form><svg><p>画</p></svg><p>字</p>",
        "<p>姓名</p><p>字</p>",
    ),
    "pictures inside the text itself are not taken": ("<p>字<img src='data:image/png;base64,AA'></p>", "<p>字</p>"),
    "links keep address and title, nothing else": (
        "<a href='http://a.cn/?a=1&b=2' target=_blank rel=x class=y title='题'>链</a><a href='#top'>顶</a>",
        '<p><a href="http://a.cn/?a=1&amp;b=2" title="题">链</a>顶</p>',
    ),
    "a figure keeps its picture and caption": (
        "<figure class=x><img src=/a.png width=300 alt='山'><figcaption><b>图1</b> 山</figcaption></figure>",
        '<figure><img src="/a.png" alt="山" width="300"><figcaption><strong>图1</strong> 山</figcaption></figure>',
    ),
    "blanks to fill in stay": (
        "<p>姓名：<u>&nbsp;&nbsp;&nbsp;&nbsp;</u>性别</p>",
        "<p>姓名：<u>&nbsp;&nbsp;&nbsp;&nbsp;</u>性别</p>",
    ),
    "lines of source text between characters leave no gap": ("<p>青岚县\n  人民政府</p>", "<p>青岚县人民政府</p>"),
}


@pytest.mark.parametrize(("dirty", "plain"), CASES.values(), ids=CASES)
def test_foreign_html(dirty, plain):
    assert clean(dirty) == plain
    assert clean(plain) == plain


def test_relative_addresses_are_read_against_the_page_they_stood_on():
    html = "<img src='../a.png'><a href='./b.pdf'>附件</a><a href='//c.cn/d'>站</a>"
    assert clean(html, base_url="http://www.x.gov.cn/news/1/2.html") == (
        '<p><img src="http://www.x.gov.cn/news/a.png" alt=""><a href="http://www.x.gov.cn/news/1/b.pdf">附件</a>'
        '<a href="http://c.cn/d">站</a></p>'
    )


@pytest.mark.parametrize("opening", ["<div>", "<blockquote>", "<ul><li>", "<table><tr><td>", "<b>", "<span>"])
def test_nesting_without_end_is_cleaned_in_a_moment(opening):
    began = time.process_time()
    cleaned = clean(opening * 300_000 + "文字")
    assert text_of(cleaned) == "文字"
    assert len(cleaned) < 1000
    assert time.process_time() - began < 10
