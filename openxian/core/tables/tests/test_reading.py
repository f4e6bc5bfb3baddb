"""表格进来：每一行或者收下，或者说明哪里不对；没有一行悄悄不见。"""

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openxian.core.errors import Refused
from openxian.core.tables import reading, sheets
from openxian.core.tables.columns import Column
from openxian.core.tables.tests import books
from openxian.core.tables.tests.books import GOOD, HEAD, PEOPLE

VALUES = {
    "name": "陈晓禾", "number": "11010519491231002X", "phone": "13800138000", "kind": "staff",
    "joined_on": date(2026, 1, 5), "count": 3,
}  # fmt: skip


def read(file, name="a.xlsx", columns=PEOPLE, **more):
    return reading.read(file, name, columns, **more)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (books.xlsx(HEAD, GOOD), "a.xlsx"),
        (books.csv(HEAD, GOOD), "a.csv"),
        (books.csv(HEAD, GOOD, coding="utf-8-sig"), "a.csv"),
        (books.csv(HEAD, GOOD, coding="gb18030"), "a.csv"),
        (books.csv(HEAD, GOOD, coding="utf-16", delimiter="\t"), "a.csv"),
        (books.csv(HEAD, GOOD, delimiter=";"), "a.csv"),
        (books.ods(books.ods_row(*HEAD), books.ods_row(*GOOD)), "a.ods"),
    ],
    ids=["xlsx", "utf-8", "utf-8 with mark", "gb18030", "utf-16", "semicolons", "ods"],
)
def test_every_format_and_coding_reads_the_same(file, name):
    got = read(file, name)
    assert got.is_whole, (got.sentences, got.errors)
    assert [row.values for row in got.rows] == [VALUES]
    assert got.rows[0].number == 2


def test_the_order_width_and_marks_of_labels_do_not_matter():
    head = ["件数", "身份证号 ", "＊姓名", "联系电话：", "类别（选填）", "入 职 日 期"]
    line = ["3", GOOD[1], "陈晓禾", GOOD[2], "在编", GOOD[4]]
    assert [row.values for row in read(books.xlsx(head, line)).rows] == [VALUES]
    assert read(books.xlsx(["名字"], ["甲"])).rows[0].values["name"] == "甲"


def test_titles_above_the_header_are_passed_over():
    got = read(books.xlsx(["青岚县人员名册"], [], ["填表说明：如实填写"], HEAD, GOOD))
    assert (len(got.rows), got.above, got.blank, got.rows[0].number) == (1, 2, 1, 5)


def test_a_table_without_our_labels_is_refused_as_a_whole():
    got = read(books.xlsx(["甲", "乙"], ["1", "2"]))
    assert not got.is_whole
    assert "没有找到表头" in got.sentences[0]
    assert got.above == 2


def test_a_required_column_that_is_missing_is_said():
    got = read(books.xlsx(["身份证号"], [GOOD[1]]))
    assert got.sentences == ["缺少必填的列：姓名。"]
    assert not got.is_whole


def test_unknown_columns_are_named_and_unnamed_ones_refused():
    got = read(books.xlsx([*HEAD, "备注"], [*GOOD, "好"]))
    assert (got.unknown, got.is_whole) == (["备注"], True)
    got = read(books.xlsx(HEAD, [*GOOD, "没有列名"]))
    assert "G1 一列" in got.sentences[0]


def test_a_label_that_stands_twice_is_refused():
    assert "出现了两次（G1）" in read(books.xlsx([*HEAD, "姓名"], [*GOOD, "乙"])).sentences[0]


def test_each_fault_says_where_it_is_and_what_to_do():
    got = read(books.xlsx(HEAD, GOOD, ["", "123", "x", "临时", "明天", "1.5"]))
    assert [(error.coordinate, error.label) for error in got.errors] == [
        ("A3", "姓名"), ("B3", "身份证号"), ("C3", "联系电话"), ("D3", "类别"), ("E3", "入职日期"), ("F3", "件数"),
    ]  # fmt: skip
    assert got.errors[3].sentence == "“类别”只能填：在编、聘用。"
    assert (len(got.rows), len(got.wrong), got.wrong[0].number) == (1, 1, 3)
    assert got.wrong[0].written["joined_on"] == "明天"


def test_a_value_that_must_be_unique_names_the_earlier_row():
    got = read(books.xlsx(HEAD, GOOD, GOOD))
    assert got.errors[0].sentence == "“身份证号”与第 2 行重复。"


def test_a_citizen_number_typed_as_a_number_is_not_guessed():
    got = read(books.xlsx(HEAD, [*GOOD[:1], 110105194912310021, *GOOD[2:]]))
    assert "文本" in got.errors[0].sentence


def test_a_rule_over_the_whole_row_may_refuse_it():
    got = read(books.xlsx(HEAD, GOOD), check=lambda row: [("count", "件数要大于 5。")] if row["count"] < 5 else [])
    assert [(error.coordinate, error.sentence) for error in got.errors] == [("F2", "件数要大于 5。")]


def test_merged_cells_count_for_every_row_and_this_is_said():
    file = books.xlsx(["姓名", "类别"], ["甲", ""], ["乙", ""], ["丙", "聘用"], merged=[("B2:B3", "在编")])
    got = read(file)
    assert [row.values["kind"] for row in got.rows] == ["staff", "staff", "contract"]
    assert got.notes == ["合并单元格 B2:B3 的值已填到每一行。"]


def test_a_formula_counts_by_its_result_and_one_without_is_refused():
    good = books.xlsx(["姓名", "件数"], ["甲", ""], formulas={"B2": ("=1+1", 2)})
    assert read(good).rows[0].values["count"] == 2
    for result in ("", "#DIV/0!"):
        bad = books.xlsx(["姓名", "件数"], ["甲", ""], ["", ""], formulas={"B2": ("=1/0", result)})
        assert read(bad).errors[0].coordinate == "B2"
    nothing_else = books.xlsx(["姓名", "件数"], ["甲", "1"], ["", ""], formulas={"A3": ("=1/0", "#N/A")})
    assert [error.coordinate for error in read(nothing_else).errors] == ["A3"]


def test_hidden_and_other_sheets_are_not_read_and_this_is_said():
    file = books.xlsx(
        sheets={"封面": [["名册"]], "旧": [HEAD, GOOD], "数据": [HEAD, GOOD], "藏": [HEAD, GOOD, GOOD]},
        hidden=["旧", "藏"],
    )
    got = read(file)
    assert got.sheet == "数据"
    assert got.notes == [
        "没有读工作表“封面”（1 行）；需要的话请单独上传。",
        "没有读隐藏的工作表“旧”（2 行）；需要的话请单独上传。",
        "没有读隐藏的工作表“藏”（3 行）；需要的话请单独上传。",
    ]


def test_a_row_with_words_only_in_foreign_columns_is_not_lost():
    got = read(books.xlsx(["姓名", "备注"], ["甲", ""], ["", "合计 1 人"]), columns=PEOPLE[:1] + PEOPLE[2:3])
    assert len(got.wrong) == 1
    optional = [column for column in PEOPLE if not column.required]
    got = read(books.xlsx(["类别", "备注"], ["在编", ""], ["", "合计"]), columns=optional)
    assert "不认识的列" in got.errors[0].sentence


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.csv"),
        (b"MZ", "a.xlsx"),
        (b"%PDF-1.4\n", "a.xlsx"),
        (b'"a,b\n', "a.csv"),
        (b"\xff\xff\xff\x80", "a.csv"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, name):
    with pytest.raises(Refused):
        read(io.BytesIO(content), name)


def test_a_sheet_that_claims_a_million_columns_is_refused_before_it_is_opened():
    with pytest.raises(Refused, match="太大"):
        read(_stretched(books.xlsx(HEAD, GOOD)))
    far = books.ods(books.ods_row(*HEAD), books.ods_row("甲", wide=16_000, repeated=1_000_000))
    with pytest.raises(Refused, match="太大"):
        read(far, "a.ods")


def _stretched(file):
    """The same workbook with its last cell moved to the far corner."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'r="F2"', b'r="XFD1048576"'))
    return out


def test_coordinates_are_what_spreadsheets_say():
    assert [sheets.coordinate(0, place) for place in (0, 25, 26, 701, 702)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1"]


words = st.text(st.sampled_from("甲乙1 　\u200b=+-@'\t×在编2026-/年月日"), max_size=8)
lines = st.lists(st.lists(st.one_of(words, st.sampled_from(GOOD)), min_size=0, max_size=8), max_size=12)


@given(lines, st.integers(0, 3))
@settings(max_examples=150, deadline=None)
def test_no_line_is_lost_whatever_comes_in(these, above):
    made = [*these[:above], HEAD, *these[above:]]
    got = read(books.xlsx(*made))
    header = 1 if got.rows or got.wrong or "没有找到表头" not in "".join(got.sentences) else 0
    assert got.lines == got.above + header + len(got.rows) + len(got.wrong) + got.blank
    numbers = [row.number for row in got.rows] + [row.number for row in got.wrong]
    assert len(numbers) == len(set(numbers))


def test_a_real_table_of_every_county_is_read_whole():
    import gzip
    from pathlib import Path

    file = Path(__file__).parents[5] / "shared" / "data" / "divisions" / "divisions.csv.gz"
    if not file.exists():
        pytest.skip("the real table is not here")
    columns = [Column("code", "code", required=True, unique=True), Column("name", "name", required=True)]
    got = read(io.BytesIO(gzip.decompress(file.read_bytes())), "divisions.csv", columns)
    assert (got.is_whole, len(got.rows), got.unknown) == (True, 44_703, ["level", "parent_code"])
