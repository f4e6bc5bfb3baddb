"""Cleaning what is clean changes nothing, and nothing dangerous is ever left, whatever comes in."""

import re
import zipfile
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parsed

from openxian.core.html import ATTRIBUTES, TAGS, clean

PAGES = Path(__file__).parents[4] / "shared/data/gov_pages/pages.zip"
TAG_NAMES = (
    "p div span b i u sub font a h1 h3 ul ol li table tr td th thead caption blockquote pre figure figcaption img br "
    "hr center dt code o:p script svg math style form xml"
).split()
SAYINGS = [
    'style="text-align:center"', 'style="font-weight:bold"', "align=right", 'href="http://a.cn/?a=1&b=2"',
    'href="javascript:1"', 'href="/x"', 'src="/a.png"', 'src="data:x"', "colspan=2", "rowspan=3", "onclick=x",
    'style="mso-list:l0 level1 lfo1"', 'style="mso-list:Ignore"', 'title="a&quot;b"', "hidden", 'alt="<b>"',
    'style="text-decoration:underline"',
]  # fmt: skip
WORDS = [
    "甲", "• 甲", "1.", "一、", " ", "\n", "&nbsp;&nbsp;", "　　", "a", "&lt;b&gt;", "&amp;lt;", "<", "&", '"', "<br>",
    "<br><br>", "<!-- x -->", "<![if x]>", "]]>", "\u200b", "&#0;", "&#x80;", "&#xfdd0;", "<?xml x?>", "</p>", "</td>",
]  # fmt: skip
pieces = st.one_of(
    st.builds(lambda tag, said: f"<{tag} {said}>", st.sampled_from(TAG_NAMES), st.sampled_from(["", *SAYINGS])),
    st.sampled_from(TAG_NAMES).map(lambda tag: f"</{tag}>"),
    st.sampled_from(WORDS),
)
dirty = st.one_of(st.lists(pieces, max_size=25).map("".join), st.text(max_size=60))


@given(dirty)
@settings(max_examples=400, deadline=None)
def test_cleaning_twice_is_cleaning_once(html):
    once = clean(html)
    assert clean(once) == once


@given(dirty)
@settings(max_examples=300, deadline=None)
def test_only_the_vocabulary_comes_out(html):
    tree = parsed.fragment_fromstring(clean(html), create_parent="div")
    for element in tree.iterdescendants():
        assert element.tag in TAGS
        assert set(element.attrib) <= ATTRIBUTES.get(element.tag, set()) | {"class"}
        assert element.get("class", "align-center") in ("align-center", "align-right")
        assert re.match(r"(?i)(https?:|mailto:|tel:|[^:]*$|[/?])", element.get("href") or element.get("src") or "")


def test_real_pages_come_out_clean_and_stay_so():
    if not PAGES.exists():
        pytest.skip("the pages of real sites are not here")
    with zipfile.ZipFile(PAGES) as pages:
        for name in pages.namelist()[::8]:
            once = clean(pages.read(name).decode("utf-8", "replace"))
            assert clean(once) == once


@pytest.mark.parametrize(
    "bomb",
    ["<b>" * 300_000, "<div>" * 200_000, "<table><tr><td>" * 60_000, "<blockquote>a" * 80_000, "&" * 1_000_000,
     "<p>• a</p>" * 90_000, "<b>a<i>b</b>c</i>" * 55_000, "a<br> " * 150_000, "中\n   " * 200_000],
    ids=["marks", "blocks", "tables", "quotes", "ampersands", "symbols", "crossed", "breaks", "spaces"],
)  # fmt: skip
def test_a_megabyte_meant_to_hurt_takes_seconds_at_most(bomb):
    before = process_time()
    clean(bomb)
    assert process_time() - before < 5
