import pytest

from openxian.core.errors import Refused
from openxian.core.numbering.rules import format_number, missing


def test_the_year_stands_in_hexagonal_brackets():
    assert format_number("{code}〔{year}〕{value}号", year=2026, value=3, code="青政办发") == "青政办发〔2026〕3号"


@pytest.mark.parametrize("wrong", ["[{year}]", "【{year}】", "（{year}）", "({year})", "［{year}］"])
def test_other_brackets_are_refused_and_the_right_ones_shown(wrong):
    with pytest.raises(Refused, match="青政〔{year}〕{value}号"):
        format_number(f"青政{wrong}{{value}}号", year=2026, value=3)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [("青政〔{year}〕号", "要有"), ("{office}〔{year}〕{value}号", "office"), ("〔{year}〕{value", "不成对")],
)
def test_a_pattern_that_cannot_be_filled_is_refused(pattern, said):
    with pytest.raises(Refused, match=said) as refusal:
        format_number(pattern, year=2026, value=3)
    assert refusal.value.field == "pattern"


def test_codes_without_a_year_and_with_fixed_width():
    assert format_number("WZ{year}{value:05}", year=2026, value=42) == "WZ202600042"
    assert format_number("登记{value}号", year=0, value=7) == "登记7号"


def test_missing_numbers_are_found():
    assert missing(3, 8, [3, 5, 7]) == [4, 6]
    assert missing(1, 1, []) == []
