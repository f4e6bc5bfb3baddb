"""Real tables stay tables with every cell; tables that only laid out a page are taken apart."""

import gzip
import json
import re
from pathlib import Path

import pytest
from lxml import html as parsed

from openxian.core.html import clean

DOCUMENTS = Path(__file__).parents[4] / "shared/data/gov_docs/state_council_docs.jsonl.gz"


def test_spans_are_kept_and_dress_is_not():
    dirty = (
        "<table border=1 cellspacing=0 style='border-collapse:collapse'><tr><td colspan=2 bgcolor=red>甲</td></tr>"
        "<tr><td rowspan='2'>乙</td><td>丙</td></tr><tr><td>丁</td></tr></table>"
    )
    assert clean(dirty) == (
        '<table><tbody><tr><td colspan="2">甲</td></tr><tr><td rowspan="2">乙</td><td>丙</td></tr>'
        "<tr><td>丁</td></tr></tbody></table>"
    )


def test_a_first_row_all_in_bold_is_the_head():
    dirty = "<table><tr><td><b>姓名</b></td><td><p><b>职务</b></p></td></tr><tr><td>张</td><td>局长</td></tr></table>"
    assert clean(dirty) == (
        '<table><thead><tr><th scope="col">姓名</th><th scope="col">职务</th></tr></thead>'
        "<tbody><tr><td>张</td><td>局长</td></tr></tbody></table>"
    )


def test_a_head_that_reaches_into_the_body_is_not_cut_off():
    dirty = "<table><tr><th rowspan=2>甲</th><th>乙</th></tr><tr><td>丙</td></tr></table>"
    assert clean(dirty) == (
        '<table><tbody><tr><th rowspan="2" scope="col">甲</th><th scope="col">乙</th></tr>'
        "<tr><td>丙</td></tr></tbody></table>"
    )


def test_layout_tables_are_taken_apart_around_the_real_one():
    real = "<table><tbody><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></tbody></table>"
    dirty = (
        f"<table><tr><td><table border=0><tr><td id=UCAP-CONTENT><p>文</p>{real}</td></tr></table></td></tr></table>"
    )
    assert clean(dirty) == f"<p>文</p>{real}"


def test_a_table_inside_a_table_of_data_becomes_lines():
    dirty = (
        "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr><tr><td>戊</td><td>"
        "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table></td></tr></table>"
    )
    assert "<td><p>1 2</p><p>3 4</p></td>" in clean(dirty)


def test_the_tables_of_the_state_council_keep_every_word_of_every_cell():
    if not DOCUMENTS.exists():
        pytest.skip("the State Council documents are not here")
    with gzip.open(DOCUMENTS, "rt", encoding="utf-8") as lines:
        for line in lines:
            html = json.loads(line)["html"]
            assert _tables(clean(html)) == [table for table in _tables(html) if _filled(table) > 1]


def _tables(html: str) -> list[list[str]]:
    """The cells of every innermost table."""
    tree = parsed.fromstring(f"<div>{html}</div>")
    innermost = [table for table in tree.iter("table") if not table.xpath(".//table")]
    return [[re.sub(r"\s", "", cell.text_content()) for cell in table.iter("td", "th")] for table in innermost]


def _filled(table: list[str]) -> int:
    return sum(1 for cell in table if cell)
