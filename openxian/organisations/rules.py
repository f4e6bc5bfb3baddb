"""What the law and the standards say about public bodies; plain values in, Chinese sentences out.

A rule answers with the complaint, or with ``""`` when there is none.
"""

import re
from collections.abc import Collection
from datetime import date

# 县政府 → 部门 → 事业单位 → 分支 → 派出点: deeper trees do not occur in a county; the rights over records rely on it
LEVELS = 5
CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LONGEST_DELEGATION_DAYS = 366


def credit_code_complaint(code: str) -> str:
    """GB 32100-2015 法人和其他组织统一社会信用代码编码规则: 18 signs, the last is a check sign modulo 31."""
    if not re.fullmatch(f"[{CREDIT_SIGNS}]{{18}}", code):
        return "统一社会信用代码是 18 位数字或大写字母（不含 I、O、S、V、Z）。"
    if credit_check_sign(code[:17]) != code[17]:
        return "统一社会信用代码的校验位不对，请对照证书检查是否输错。"
    return ""


def credit_check_sign(body: str) -> str:
    """The eighteenth sign for the first seventeen (GB 32100-2015 附录 A: weights 3^(i-1) mod 31)."""
    total = sum(CREDIT_SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(body))
    return CREDIT_SIGNS[-total % 31]


def division_code_complaint(code: str, above: str = "") -> str:
    """GB/T 2260 (six digits, county) and GB/T 10114 (nine, township; twelve with the statistical village code).

    ``above`` is the code of the body above: a longer code begins with its county's six digits.
    """
    if not re.fullmatch(r"\d{6}|\d{9}|\d{12}", code):
        return "行政区划代码是 6、9 或 12 位数字。"
    if above and code[:6] != above[:6]:
        return f"行政区划代码要以本县代码 {above[:6]} 开头。"
    return ""


def change_date_complaint(effective_on: date, period_from: date, today: date) -> str:
    """A reform cannot reach back behind the last one, nor ahead of the day it is written down."""
    if effective_on < period_from:
        return f"生效日期不能早于上一次变动（{period_from}）。"
    if effective_on > today:
        return "生效日期还没有到，请在生效当天或以后登记。"
    return ""


def end_date_complaint(effective_on: date, period_from: date, today: date) -> str:
    """A body that ends must have existed for a day under its last name."""
    if effective_on == period_from:
        return f"撤销日期要晚于上一次变动（{period_from}）。"
    return change_date_complaint(effective_on, period_from, today)


def abolition_complaint(living_children: int, has_successor: bool) -> str:
    """A body with living bodies under it cannot vanish without an heir (职能和下属机构须有承接)."""
    if living_children and not has_successor:
        return f"它还有 {living_children} 个下级机构，请指定承接机构，或先调整下级机构的隶属。"
    return ""


def parent_complaint(body: int | None, parent: int | None, parents: dict[int, int | None]) -> str:
    """A tree stays a tree, of at most ``LEVELS`` levels; ``parents`` maps each living body to the one above it."""
    above = ancestors(parent, parents) if parent is not None else []
    if body is not None and body in above:
        return "不能隶属于自己或自己的下级机构。"
    if len(above) + height(body, parents) > LEVELS:
        return f"机构最多 {LEVELS} 级，请隶属到更高一级。"
    return ""


def ancestors(body: int, parents: dict[int, int | None]) -> list[int]:
    """A body and all above it, lowest first."""
    line: list[int] = []
    current: int | None = body
    while current is not None and current not in line:
        line.append(current)
        current = parents.get(current)
    return line


def height(body: int | None, parents: dict[int, int | None]) -> int:
    """How many levels hang on a body, itself included; one for a body still to be established."""
    level, count = {body}, 0
    while level:
        count += 1
        level = {child for child, parent in parents.items() if parent in level} if body is not None else set()
    return count


def merger_complaint(predecessors: Collection[int], successor: int) -> str:
    """Two bodies at least take part in a merger, the heir among them or new."""
    return "" if len({*predecessors, successor}) > 1 else "合并至少要有两个机构参加。"


def split_complaint(body: int, successors: Collection[int], keeps: bool) -> str:
    """A split leaves at least two bodies, the old one counted when it stays."""
    if body in successors:
        return "原机构保留时请勾选“原机构保留”，不要把它再列为分出的机构。"
    return "" if len(set(successors)) + keeps > 1 else "拆分后至少要有两个机构。"


def delegation_complaint(from_on: date, to_on: date, today: date) -> str:
    """One delegates forward, and not for ever."""
    if from_on < today:
        return "代理不能从已经过去的日子开始。"
    if to_on < from_on:
        return "结束日期不能早于开始日期。"
    if (to_on - from_on).days > LONGEST_DELEGATION_DAYS:
        return "一次委托最长一年；长期不在岗请由安全管理员调整岗位职责。"
    return ""


def hanging_complaint(has_later_subordinates: bool) -> str:
    """A reform dated back must not leave a body, for some days, below one that had already ended."""
    if has_later_subordinates:
        return "这一天以后还有机构隶属于它（后来才调走），生效日期要不早于它们调走的日期。"
    return ""
