"""An officer writes and pastes from Word, three people review, the public reads, and it is withdrawn again."""

import re
import secrets

import pytest

from tests.journeys.conftest import DESKTOP, shoot

pytestmark = [pytest.mark.journey, pytest.mark.slow]

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-style-unhide:no}</style></head>
<body><!--StartFragment--><p class="MsoNormal" style="text-indent:28.0pt;mso-char-indent-count:2.0">
<span style="font-family:仿宋_GB2312;mso-hansi-font-family:Calibri">本学期每周三下午开放实验室。<o:p></o:p></span></p>
<table class="MsoTableGrid" border="1" style="border-collapse:collapse"><tr><td style="width:99pt">
<p class="MsoNormal"><b>年级</b></p></td><td><p class="MsoNormal"><b>时间</b></p></td></tr>
<tr><td><p class="MsoNormal">七年级</p></td><td><p class="MsoNormal">14:30</p></td></tr></table>
<!--EndFragment--></body></html>
"""


def test_written_reviewed_published_and_withdrawn(log_in, visit, viewport, county_server):
    title = f"县一中实验室每周三开放（{secrets.token_hex(3)}）"
    page = log_in("ye.xiaoman", viewport)
    review = _write_and_submit(page, county_server, title)

    for reviewer in ("xu.wenjing", "han.zhongliang", "yan.zhixing"):
        page = log_in(reviewer, viewport)
        page.goto(county_server.url("/office/reviews/"))
        page.get_by_role("link", name=title).first.click()
        if reviewer == "xu.wenjing":
            shoot(page, f"review-{viewport['width']}")
        page.locator("form.decision").wait_for()
        for check in page.locator("form.decision input[type=checkbox]").all():
            check.check()
        page.get_by_role("button", name="通过", exact=True).click()
        page.wait_for_load_state()
        assert page.locator(".error-message").all_inner_texts() == []

    page.goto(review)
    address = page.locator("a[href*='/art/']").first.get_attribute("href")
    public = visit(viewport, javascript=False, path="/")
    public.goto(county_server.url(re.sub(r"^https?://[^/]+", "", address)))
    assert public.locator("h1").inner_text().strip() == title
    assert public.locator("table").first.get_by_text("14:30").is_visible()
    assert "Mso" not in public.content() and "style=" not in public.locator("article").inner_html()

    page.get_by_role("link", name="撤稿").first.click()
    page.get_by_label("原因").fill("开放时间有误，核实后另发。")
    page.locator("main, #main").get_by_role("button", name=re.compile("撤")).first.click()
    page.wait_for_load_state()
    assert public.reload().status == 410
    assert public.get_by_role("link", name="首页").first.is_visible()


def test_what_waits_for_me_is_on_the_first_page_of_content(log_in, viewport, county_server):
    page = log_in("yan.zhixing", viewport)
    page.goto(county_server.url("/office/"))
    assert page.get_by_role("heading", name="待我审核").first.is_visible()
    shoot(page, f"office-{viewport['width']}")


def test_an_officer_of_another_unit_does_not_find_it(log_in, county_server):
    page = log_in("song.lin", DESKTOP)
    page.goto(county_server.url("/office/articles/"))
    rows = page.locator("main tbody, #main tbody").first
    assert rows.get_by_text("县林业局").first.is_visible()
    assert not rows.get_by_text("县教体局").count()


def _write_and_submit(page, county_server, title: str) -> str:
    """Write an article with a table from Word and hand it to the reviewers; returns its page in the office."""
    page.goto(county_server.url("/office/articles/new/"))
    page.locator("[name=title]").fill(title)
    if not page.locator(".ProseMirror[contenteditable=true]").count():
        page.locator("button.c-sf-add-button").first.click()
        page.get_by_role("option", name="文字").click()
    editor = page.locator(".ProseMirror[contenteditable=true]").first
    editor.click()
    page.evaluate(
        """html => {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/html', html);
            document.querySelector('.ProseMirror[contenteditable=true]').dispatchEvent(
                new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));
        }""",
        WORD,
    )
    assert editor.locator("table").count() == 1
    shoot(page, f"editor-{page.viewport_size['width']}")
    _choose_column(page, "教体动态")
    page.get_by_role("button", name="保存并提交审核").click()
    page.wait_for_load_state()
    assert page.get_by_text("待初审").first.is_visible()
    return page.url


def _choose_column(page, name: str) -> None:
    box = page.get_by_label(name, exact=True)
    if not box.first.is_visible():
        tab = page.get_by_role("tab", name="刊登")
        if tab.count():
            tab.first.click()
    box.first.check()
