"""How numbers are written and which of them are missing. Pure."""

import re
from collections.abc import Iterable
from string import Formatter

from openxian.core.errors import Refused

WRONG_BRACKETS = re.compile(r"[\[【（(［]\{year[^}]*\}[\]】）)］]")


def format_number(pattern: str, *, year: int, value: int, **words: object) -> str:
    """A number as people write it: ``{code}〔{year}〕{value}号`` → ``青政办发〔2026〕3号``.

    GB/T 9704—2012 7.2.5：年份应标全称，用六角括号“〔〕”括入。 Brackets of another shape around the year are refused,
    and so is a pattern without ``{value}`` or with a name that nobody gave.
    """
    if WRONG_BRACKETS.search(pattern):
        raise Refused(f"年份要用六角括号“〔〕”括起来，请改为“{with_right_brackets(pattern)}”。", field="pattern")
    given = {"year": f"{year:04}" if year else "", "value": value, **words}
    names = _names(pattern)
    if "value" not in names:
        raise Refused("编号格式里要有 {value}（序号）。", field="pattern")
    unknown = [name for name in names if name not in given]
    if unknown:
        raise Refused(f"编号格式里的“{{{unknown[0]}}}”不认识，可以用：{'、'.join(given)}。", field="pattern")
    return pattern.format(**given)


def with_right_brackets(pattern: str) -> str:
    """The pattern with its year in 〔〕."""
    return WRONG_BRACKETS.sub(lambda found: f"〔{found.group()[1:-1]}〕", pattern)


def missing(first: int, following: int, given: Iterable[int]) -> list[int]:
    """The numbers from ``first`` up to ``following`` (not included) of which there is no trace."""
    return sorted(set(range(first, following)) - set(given))


def _names(pattern: str) -> list[str]:
    try:
        return [name for _, name, _, _ in Formatter().parse(pattern) if name is not None]
    except ValueError as error:
        raise Refused("编号格式里的花括号不成对，请检查。", field="pattern") from error
