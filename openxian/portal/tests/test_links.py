"""Links that leave are announced; nothing dangerous passes."""

import pytest

from openxian.portal import links

OWN = frozenset({"www.qinglan.gov.cn", "localhost"})


def test_a_link_to_a_site_that_is_not_the_governments_goes_by_our_page():
    html = links.outbound('<p><a href="https://www.example.com/a?b=1&amp;c=2">看</a></p>', OWN)
    assert 'href="/leave?url=https%3A%2F%2Fwww.example.com%2Fa%3Fb%3D1%26c%3D2"' in html


@pytest.mark.parametrize(
    "url", ["https://www.gov.cn/zhengce/", "http://localhost/x", "/news/", "#top", "mailto:a@b.cn"]
)
def test_links_to_government_and_to_ourselves_stay_as_they_are(url):
    assert f'href="{url}"' in links.outbound(f'<a href="{url}">看</a>', OWN)


@pytest.mark.parametrize(
    "url", ["//evil.example/x", "\\\\evil.example", "/\\evil.example", "HTTPS://EVIL.example", " https://evil.example"]
)
def test_disguised_addresses_are_announced_too(url):
    html = links.outbound(f'<a href="{url}">看</a>', OWN)
    assert "/leave?url=" in html or "href" not in html


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="JaVaScRiPt&colon;alert(1)">x</a>',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        '<img src=x onerror="alert(1)">',
        '<p style="position:fixed">x</p>',
        '<iframe src="https://evil.example"></iframe>',
        '<a href="https://evil.example/&quot; onmouseover=&quot;alert(1)">x</a>',
        "<svg><script>alert(1)</script></svg>",
    ],
)
def test_an_attack_in_the_text_comes_out_harmless(attack):
    html = links.outbound(attack, OWN).lower()
    for sign in ("<script", "javascript:", " onerror", ' onmouseover="', "<iframe", "style=", "data:text"):
        assert sign not in html


def test_a_table_can_scroll_by_keyboard_on_a_phone():
    html = links.outbound("<table><tr><td>一</td></tr></table>", OWN)
    assert html.startswith('<div class="table-scroll" tabindex="0"')
    assert html.count("<div") == html.count("</div>")


def test_text_about_tables_is_left_alone():
    assert "&lt;table" in links.outbound("<p>&lt;table&gt;</p>", OWN)


def test_typed_indents_give_way_to_the_stylesheet():
    assert links.outbound("<p>　　正文</p>", OWN) == "<p>正文</p>"


@pytest.mark.parametrize(
    ("url", "out"), [("javascript:alert(1)", ""), ("https://a.cn", "https://a.cn"), ("/x", "/x"), ("http://[", "")]
)
def test_an_address_typed_by_an_editor_is_safe(url, out):
    assert links.safe(url) == out
