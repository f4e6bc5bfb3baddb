"""Conditions ask about fields by a closed list of operators."""

from decimal import Decimal

import pytest

from openxian.routes.rules import Condition, Field, condition_complaint, condition_text, holds, operators_for, typed

KNOWN = {
    "amount": Field("amount", "金额", "number"),
    "kind": Field("kind", "类别", "choice", (("car", "用车"), ("money", "经费"))),
    "far": Field("far", "出县", "yes_no"),
    "day": Field("day", "日期", "date"),
    "about": Field("about", "事由", "text"),
}

CASES = [
    # field, operator, values, what is filled in, holds
    ("amount", "gt", ["10000"], "10000.01", True),
    ("amount", "gt", ["10000"], "10000", False),
    ("amount", "ge", ["10000"], 10000, True),
    ("amount", "lt", ["10000"], "9,999", True),
    ("amount", "le", ["10000"], "10,000.5", False),
    ("amount", "eq", ["1e3"], "1000.00", True),
    ("amount", "ne", ["1000"], "1000.00", False),
    ("amount", "gt", ["10000"], None, False),
    ("amount", "lt", ["10000"], "", False),
    ("amount", "ne", ["10000"], None, True),
    ("amount", "gt", ["10000"], "很多", False),
    ("amount", "empty", [], " ", True),
    ("amount", "filled", [], "0", True),
    ("kind", "in", ["car", "money"], "car", True),
    ("kind", "in", ["car", "money"], "goods", False),
    ("kind", "not_in", ["car"], "money", True),
    ("kind", "not_in", ["car"], None, True),
    ("far", "eq", ["yes"], True, True),
    ("far", "eq", ["yes"], "否", False),
    ("far", "eq", ["no"], None, False),
    ("day", "ge", ["2026-03-02"], "2026-03-02", True),
    ("day", "lt", ["2026-03-02"], "2026-02-28", True),
    ("day", "lt", ["2026-03-02"], "昨天", False),
    ("about", "contains", ["抢险"], "去河堤抢险", True),
    ("about", "contains", ["抢险"], "开会", False),
    ("about", "eq", ["开会"], " 开会 ", True),
]


@pytest.mark.parametrize(("field", "operator", "values", "given", "expected"), CASES)
def test_a_condition_holds_or_not(field, operator, values, given, expected):
    condition = Condition(field=field, type=KNOWN[field].type, operator=operator, values=values)
    assert holds(condition, {field: given}) is expected
    assert holds(condition, {}) is (operator in ("ne", "not_in", "empty"))


def test_nothing_in_a_condition_is_run_as_code():
    condition = Condition(field="about", type="text", operator="eq", values=("__import__('os')",))
    assert holds(condition, {"about": "__import__('os')"})
    with pytest.raises(ValueError):
        Condition(field="about", type="text", operator="eval", values=("1",))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "一", "1e999999999", "9" * 50])
def test_only_numbers_are_numbers(number):
    if number == "1e999999999":
        assert typed("number", number) == Decimal(number)
    else:
        with pytest.raises(ValueError):
            typed("number", number)


COMPLAINTS = [
    ("amount", "gt", ["很多"], "应当是数字"),
    ("amount", "gt", [], "要填一个值"),
    ("amount", "gt", ["1", "2"], "要填一个值"),
    ("amount", "contains", ["1"], "不适合"),
    ("kind", "in", ["boat"], "没有“boat”这一项"),
    ("kind", "in", [], "至少一个值"),
    ("day", "lt", ["3月2日"], "应当是日期"),
    ("nothing", "eq", ["1"], "不是这类事项的字段"),
]


@pytest.mark.parametrize(("field", "operator", "values", "sentence"), COMPLAINTS)
def test_a_condition_that_cannot_be_meant_is_complained_of(field, operator, values, sentence):
    kind = KNOWN[field].type if field in KNOWN else "text"
    assert sentence in condition_complaint(Condition(field=field, type=kind, operator=operator, values=values), KNOWN)


def test_every_sound_condition_can_be_read():
    for field, operator, values, *_ in CASES:
        condition = Condition(field=field, type=KNOWN[field].type, operator=operator, values=values)
        assert operator in operators_for(KNOWN[field].type)
        assert KNOWN[field].label in condition_text(condition, KNOWN)
        assert condition_complaint(condition, KNOWN) == ""
    assert condition_text(Condition(field="amount", type="number", operator="le", values=("5",)), KNOWN) == "金额 ≤ 5"
    several = Condition(field="kind", type="choice", operator="in", values=("car", "money"))
    assert condition_text(several, KNOWN) == "类别是“用车”或“经费”"
