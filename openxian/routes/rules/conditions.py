"""Conditions on the fields of a case: a closed list of operators, nothing that could be run as code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

FieldType = Literal["number", "text", "choice", "yes_no", "date"]
Operator = Literal["eq", "ne", "gt", "ge", "lt", "le", "in", "not_in", "contains", "empty", "filled"]

OPERATORS: dict[str, str] = {
    "eq": "等于",
    "ne": "不等于",
    "gt": "大于",
    "ge": "不小于",
    "lt": "小于",
    "le": "不大于",
    "in": "是其中之一",
    "not_in": "不是其中之一",
    "contains": "包含",
    "empty": "没有填",
    "filled": "已经填了",
}
_COMPARED: tuple[str, ...] = ("gt", "ge", "lt", "le", "eq", "ne")
_ASKED_FOR_PRESENCE: tuple[str, ...] = ("empty", "filled")
_BY_TYPE: dict[str, tuple[str, ...]] = {
    "number": _COMPARED + _ASKED_FOR_PRESENCE,
    "date": _COMPARED + _ASKED_FOR_PRESENCE,
    "text": ("contains", "eq", "ne", "in", "not_in", *_ASKED_FOR_PRESENCE),
    "choice": ("in", "not_in", "eq", "ne", *_ASKED_FOR_PRESENCE),
    "yes_no": ("eq",),
}
_YES, _NO = {"yes", "true", "1", "是"}, {"no", "false", "0", "否"}
_LONGEST_NUMBER = 40


@dataclass(frozen=True)
class Field:
    """A field of a kind of case that conditions may ask about; ``choices`` are (value, label)."""

    name: str
    label: str
    type: FieldType
    choices: tuple[tuple[str, str], ...] = ()


class Condition(BaseModel):
    """``field`` ``operator`` ``values``; it carries the field's type, so that an old version stays readable."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    field: str
    type: FieldType
    operator: Operator
    values: tuple[str, ...] = ()


def operators_for(kind: str) -> tuple[str, ...]:
    """The operators that make sense for a type of field."""
    return _BY_TYPE[kind]


def typed(kind: str, value: Any) -> Any:
    """A value as its type (``Decimal``, ``date``, ``bool``, ``str``), ``None`` when nothing is filled in.

    Raises ``ValueError`` for what is not of the type.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return _READERS[kind](value)


def holds(condition: Condition, fields: Mapping[str, Any]) -> bool:
    """Whether a condition holds for these fields; what is not filled in is neither large nor small nor equal."""
    value = _quietly(condition.type, fields.get(condition.field))
    if condition.operator in _ASKED_FOR_PRESENCE:
        return (value is None) == (condition.operator == "empty")
    wanted = [_quietly(condition.type, each) for each in condition.values]
    if value is None or not wanted or None in wanted:
        return condition.operator in ("ne", "not_in")
    return bool(_TESTS[condition.operator](value, wanted))


_TESTS: dict[str, Any] = {
    "eq": lambda value, wanted: value == wanted[0],
    "ne": lambda value, wanted: value != wanted[0],
    "gt": lambda value, wanted: value > wanted[0],
    "ge": lambda value, wanted: value >= wanted[0],
    "lt": lambda value, wanted: value < wanted[0],
    "le": lambda value, wanted: value <= wanted[0],
    "in": lambda value, wanted: value in wanted,
    "not_in": lambda value, wanted: value not in wanted,
    "contains": lambda value, wanted: str(wanted[0]) in str(value),
}


def _quietly(kind: str, value: Any) -> Any:
    try:
        return typed(kind, value)
    except ValueError:
        return None


def _number(value: Any) -> Decimal:
    text = str(value).replace(",", "").strip()
    if len(text) > _LONGEST_NUMBER:
        raise ValueError("数字太长")
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError("不是数字") from error
    if not number.is_finite():
        raise ValueError("不是数字")
    return number


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value).strip())


def _yes_no(value: Any) -> bool:
    word = str(value).strip().lower()
    if word not in _YES | _NO:
        raise ValueError("只能是“是”或“否”")
    return word in _YES


def _text(value: Any) -> str:
    return str(value).strip()


_READERS: dict[str, Any] = {"number": _number, "date": _day, "yes_no": _yes_no, "text": _text, "choice": _text}
