"""单元格的写法：各种常见的日期、号码、数字都认得，认不得的说清楚怎么改。"""

from datetime import date, datetime
from decimal import Decimal

import pytest

from openxian.core.tables import cells


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-05", "2026/1/5", "2026.1.5", "2026年1月5日", "2026年01月05号", "20260105", "２０２６年１月５日",
        "二〇二六年一月五日", " 2026 年 1 月 5 日 ", 20260105.0, date(2026, 1, 5), datetime(2026, 1, 5, 9, 30),
    ],
)  # fmt: skip
def test_a_day_may_be_written_in_many_ways(written):
    assert cells.day(written) == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("written", "day"),
    [("二〇二六年十一月二十三日", date(2026, 11, 23)), ("二零二六年十月十日", date(2026, 10, 10)),
     ("二○二六年二月三十日", None), ("二〇二六年十二月三十一日", date(2026, 12, 31))],
)  # fmt: skip
def test_a_day_may_be_written_in_chinese_numerals(written, day):
    if day is None:
        with pytest.raises(cells.Wrong, match="没有"):
            cells.day(written)
    else:
        assert cells.day(written) == day


@pytest.mark.parametrize("written", ["26-1-5", "2026年1月", "明天", "2026-13-01", 46027.0, True, "2026-1-5 起"])
def test_half_a_date_is_refused(written):
    with pytest.raises(cells.Wrong):
        cells.day(written)


@pytest.mark.parametrize("written", ["2026-01-05 9:30", "2026年1月5日 9时30分", "2026/1/5T09:30:00"])
def test_a_moment_has_a_day_and_an_hour(written):
    assert cells.moment(written) == datetime(2026, 1, 5, 9, 30)


@pytest.mark.parametrize("written", [4.40101199001011234e17, "4.40101E+17", 1e15])
def test_a_number_that_has_lost_its_digits_is_refused(written):
    with pytest.raises(cells.Wrong, match="文本"):
        cells.text(written)


def test_a_code_typed_as_a_number_is_read_as_it_looks():
    assert [cells.text(raw) for raw in (13800138000.0, 12.5, True, "\u3000 甲\u200b乙 ")] == [
        "13800138000", "12.5", "是", "甲乙",
    ]  # fmt: skip


@pytest.mark.parametrize(("written", "value"), [("1,234.50", "1234.50"), ("１２", "12"), (0.1, "0.1"), ("-3", "-3")])
def test_numbers_are_exact(written, value):
    assert cells.number(written) == Decimal(value)


@pytest.mark.parametrize("written", ["12元", "一百", "NaN", "Infinity", "", True])
def test_what_is_no_number_is_refused(written):
    with pytest.raises(cells.Wrong):
        cells.number(written)


@pytest.mark.parametrize("written", ["1.5", 2.5, "1e20"])
def test_what_is_no_whole_number_is_refused(written):
    with pytest.raises(cells.Wrong):
        cells.whole_number(written)


def test_the_check_sign_of_a_citizen_number_is_looked_at():
    assert cells.citizen_number("１１０１０５１９４９１２３１００２x") == "11010519491231002X"
    for wrong in ("110105194912310021", "11010519491231002", "abc"):
        with pytest.raises(cells.Wrong):
            cells.citizen_number(wrong)


@pytest.mark.parametrize(
    ("written", "value"),
    [("138 0013 8000", "13800138000"), ("+86-13800138000", "13800138000"), (13800138000.0, "13800138000"),
     ("0571-88888888", "0571-88888888"), ("88888888-601", "88888888-601"), ("12345", "12345"), ("400-123-4567",) * 2],
)  # fmt: skip
def test_telephone_numbers(written, value):
    assert cells.telephone(written) == value


@pytest.mark.parametrize("written", ["1380013800", "电话", "23800138000123"])
def test_what_is_no_telephone_number_is_refused(written):
    with pytest.raises(cells.Wrong):
        cells.telephone(written)


def test_yes_and_no():
    assert [cells.yes_or_no(raw) for raw in ("是", "√", True, 1.0, "否", "无", False, "N")] == [True] * 4 + [False] * 4
    with pytest.raises(cells.Wrong):
        cells.yes_or_no("也许")


def test_text_may_be_limited():
    with pytest.raises(cells.Wrong, match="最多 3 个字，现在有 4 个"):
        cells.text_up_to(3)("一二三四")
