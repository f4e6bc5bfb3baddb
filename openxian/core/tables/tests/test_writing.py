"""表格出去：一行一行写，内存不涨；没有会被当成公式执行的单元格，长号码不走样。"""

import io
import subprocess
import sys
import textwrap
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from openxian.core.tables import blank, reading, writing
from openxian.core.tables.columns import Column
from openxian.core.tables.tests import books
from openxian.core.tables.tests.books import GOOD, HEAD, PEOPLE

TEXT = (Column("text", "内容"),)
DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    '=HYPERLINK("http://a.cn","x")',
    "-2+3+cmd|' /C calc'!A0",
]


def out(rows, columns, format):
    answer = writing.stream(rows, columns, format, "名册")
    return b"".join(answer.streaming_content)


def sheet(content, which=0):
    return CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_index(which).to_python()


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_what_goes_out_comes_in_again(format):
    row = {
        "name": "陈晓禾", "number": "11010519491231002X", "phone": "013800138000", "kind": "在编",
        "joined_on": date(2026, 1, 5), "count": 3,
    }  # fmt: skip
    columns = [*PEOPLE[:2], Column("phone", "联系电话"), *PEOPLE[3:]]
    got = reading.read(io.BytesIO(out([row], columns, format)), f"a.{format}", columns)
    assert got.rows[0].values == row | {"kind": "staff"}


@pytest.mark.parametrize("cell", DANGEROUS)
def test_no_cell_of_an_xlsx_is_a_formula(cell):
    content = out([{"text": cell}], TEXT, "xlsx")
    assert sheet(content)[1] == [cell]
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
        assert not [name for name in archive.namelist() if "rels" in name and b"a.cn" in archive.read(name)]


@pytest.mark.parametrize("cell", DANGEROUS)
def test_a_dangerous_cell_of_a_csv_is_disarmed_and_reads_back_as_it_was(cell):
    import csv

    content = out([{"text": cell}], TEXT, "csv")
    raw = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1][0]
    assert raw == f"'{cell}"
    back = reading.read(io.BytesIO(content), "a.csv", TEXT).rows[0].values["text"]
    assert back == cell.strip()


def test_long_numbers_stay_as_they_are():
    number = "110105194912310021"
    assert sheet(out([{"text": number}], TEXT, "xlsx"))[1] == [number]
    assert f"\t{number}" in out([{"text": number}], TEXT, "csv").decode()
    assert sheet(out([{"text": 110105194912310021}], TEXT, "xlsx"))[1] == [number]


def test_moments_are_told_on_the_countys_clock():
    row = {"text": datetime(2026, 1, 5, 1, 30, tzinfo=UTC)}
    assert sheet(out([row], TEXT, "xlsx"))[1] == [datetime(2026, 1, 5, 9, 30)]
    assert "2026-01-05 09:30:00" in out([row], TEXT, "csv").decode()


def test_numbers_truth_and_nothing():
    rows = [{"text": value} for value in (Decimal("12.50"), -3, True, False, None, float("nan"), Decimal("NaN"))]
    assert [line[0] for line in sheet(out(rows, TEXT, "xlsx"))[1:]] == [12.5, -3.0, "是", "否", "", "nan", "NaN"]
    assert out(rows, TEXT, "csv").decode().split("\r\n")[1:-1] == ["12.50", "-3", "是", "否", '""', "nan", "NaN"]


def test_signs_that_no_file_may_hold_do_not_break_it():
    words = "甲\x00\x0b\ud800乙"
    assert "甲" in sheet(out([{"text": words}], TEXT, "xlsx"))[1][0]
    assert "乙" in out([{"text": words}], TEXT, "csv").decode()


def test_a_cell_that_is_too_long_says_that_it_is_cut():
    cell = sheet(out([{"text": "长" * 40_000}], TEXT, "xlsx"))[1][0]
    assert len(cell) == writing.LONGEST_CELL
    assert cell.endswith(writing.CUT)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(writing, "ROWS_OF_A_SHEET", 2)
    content = out(({"text": number} for number in range(5)), TEXT, "xlsx")
    book = CalamineWorkbook.from_object(io.BytesIO(content))
    assert book.sheet_names == ["数据", "数据2", "数据3"]
    assert [line[0] for one in range(3) for line in sheet(content, one)[1:]] == [0, 1, 2, 3, 4]


def test_the_answer_is_named_in_chinese_and_not_kept():
    answer = writing.stream([], TEXT, "csv", "审计记录")
    assert "filename*=UTF-8''%E5%AE%A1%E8%AE%A1%E8%AE%B0%E5%BD%95.csv" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("newest_first", [False, True])
def test_rows_by_key_are_complete_and_in_order(newest_first, django_assert_num_queries, county, education, forestry):
    bodies = type(county).objects.all()
    with django_assert_num_queries(2):
        got = [body.pk for body in writing.keyset(bodies, newest_first=newest_first, size=2)]
    assert got == sorted([county.pk, education.pk, forestry.pk], reverse=newest_first)


def test_an_empty_template_offers_and_explains():
    content = blank.template(PEOPLE).read()
    book = CalamineWorkbook.from_object(io.BytesIO(content))
    assert sheet(content)[0] == ["姓名*", *HEAD[1:]]
    assert reading.EXPLANATIONS in book.sheet_names
    got = reading.read(io.BytesIO(content), "a.xlsx", PEOPLE)
    assert got.sentences == ["表头下面没有数据。"]


def test_refused_lines_can_be_mended_and_sent_in_again():
    got = reading.read(books.xlsx(HEAD, GOOD, ["=乙", *GOOD[1:5], "许多"]), "a.xlsx", PEOPLE)
    content = blank.marked(got).read()
    assert sheet(content)[1][-2:] == [3, "B3 “身份证号”与第 2 行重复。；F3 “许多”不是数字；只写数字，不写单位。"]
    again = reading.read(io.BytesIO(content), "a.xlsx", PEOPLE)
    assert [row.written["name"] for row in again.wrong] == ["=乙"]
    assert again.unknown == [blank.LINE, blank.FAULTS]


FLAT = """
    import io, os, resource, sys, time, django
    django.setup()
    from openxian.core.tables import writing
    from openxian.core.tables.columns import Column
    columns = [Column(str(n), f"列{n}", get=lambda row, n=n: f"第 {row} 行第 {n} 列") for n in range(5)]
    def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    def run(rows):
        if sys.argv[1] == "csv":
            for piece in writing.csv_lines(iter(range(rows)), columns): pass
        else:
            with open(sys.argv[2], "wb") as file: writing.write_xlsx(iter(range(rows)), columns, file)
    run(10_000); before = peak(); began = time.time()
    run(int(sys.argv[3])); print(peak() - before, round(time.time() - began, 1))
"""


def grown(format: str, rows: int, folder: Path) -> int:
    """Mebibytes that the process grew by while writing so many rows."""
    import os

    environ = {
        "PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "openxian.config.settings.base", "OPENXIAN_MODE": "demo",
        "OPENXIAN_DATA": str(folder),
    }  # fmt: skip
    command = [sys.executable, "-c", textwrap.dedent(FLAT), format, str(folder / "a.xlsx"), str(rows)]
    ran = subprocess.run(
        command, env=environ, cwd=Path(__file__).parents[4], capture_output=True, text=True, check=True
    )
    return int(ran.stdout.split()[-2])


def test_memory_stays_flat_over_many_rows(tmp_path):
    assert grown("csv", 100_000, tmp_path) <= 4


@pytest.mark.slow
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_memory_stays_flat_over_a_million_rows(format, tmp_path):
    assert grown(format, 1_000_000, tmp_path) <= 16
