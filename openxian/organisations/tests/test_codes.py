"""GB 32100-2015 credit codes and GB/T 2260 division codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openxian.organisations import rules


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110108551385082Q"])
def test_known_credit_codes_are_right(code):
    assert rules.credit_code_complaint(code) == ""


@pytest.mark.parametrize("code", ["", "91350100M000100Y4", "91350100M000100Y4I", "91350100m000100y43"])
def test_what_has_not_the_shape_of_a_credit_code_is_refused(code):
    assert "18 位" in rules.credit_code_complaint(code)


@given(st.text(rules.CREDIT_SIGNS, min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 30))
def test_one_wrong_sign_is_always_noticed(body, place, shift):
    code = body + rules.credit_check_sign(body)
    wrong = rules.CREDIT_SIGNS[(rules.CREDIT_SIGNS.index(code[place]) + shift) % 31]
    assert rules.credit_code_complaint(code) == ""
    assert "校验位" in rules.credit_code_complaint(code[:place] + wrong + code[place + 1 :])


@pytest.mark.parametrize("code", ["130400", "130400001", "130400001002"])
def test_division_codes_have_six_nine_or_twelve_digits(code):
    assert rules.division_code_complaint(code, above="130400") == ""


def test_a_township_lies_in_its_county():
    assert "以本县代码 130400 开头" in rules.division_code_complaint("130500001", above="130400")
    assert "6、9 或 12" in rules.division_code_complaint("1304")
