"""How a route reads in Chinese."""

from collections.abc import Iterable, Mapping

from openxian.routes.rules.conditions import OPERATORS, Condition, Field
from openxian.routes.rules.definition import Join, Limit

_SIGNS = {"gt": "＞", "ge": "≥", "lt": "＜", "le": "≤", "eq": "＝", "ne": "≠"}
_VERBS = {"eq": "是", "ne": "不是", "in": "是", "not_in": "不是", "contains": "包含"}
_UNITS = {"working_days": "个工作日", "hours": "小时"}
NO_FIELDS: Mapping[str, Field] = {}


def limit_text(limit: Limit | None) -> str:
    """``3 个工作日``, or ``不限时``."""
    return f"{limit.amount} {_UNITS[limit.unit]}" if limit else "不限时"


def condition_text(condition: Condition, fields: Mapping[str, Field] = NO_FIELDS) -> str:
    """``金额 ＞ 10000``; values of a choice by their labels when the fields are known."""
    field = fields.get(condition.field)
    label = field.label if field else condition.field
    if condition.operator in ("empty", "filled"):
        return f"{label}{OPERATORS[condition.operator]}"
    labels = dict(field.choices) if field else {}
    if condition.type == "yes_no":
        labels = {"yes": "是", "no": "否"}
    values = [labels.get(value, value) for value in condition.values]
    plain = OPERATORS[condition.operator]
    if condition.type in ("number", "date"):
        return f"{label} {_SIGNS.get(condition.operator, plain)} {'、'.join(values)}"
    return f"{label}{_VERBS.get(condition.operator, plain)}{'或'.join(f'“{value}”' for value in values)}"


def conditions_text(conditions: Iterable[Condition], join: Join, fields: Mapping[str, Field] = NO_FIELDS) -> str:
    """Several conditions, joined by 且 or 或."""
    return (" 且 " if join == "all" else " 或 ").join(condition_text(each, fields) for each in conditions)
