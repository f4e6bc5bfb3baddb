"""What a cell means: the ways people write text, numbers, dates and codes in Chinese offices.

A reader takes a raw cell (``str``, ``float``, ``bool``, ``date``, ``datetime``) that is not empty, and gives a value
or raises ``Wrong`` with a sentence that says what to write instead.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

EXACT_DIGITS = 10**15  # a spreadsheet keeps 15 digits of a number and turns the rest into zeros
BLANKS = "\u200b\u200c\u200d\ufeff\u2060"
SCIENTIFIC = re.compile(r"[+-]?\d(\.\d+)?E\+?\d{2,}", re.I)
LOST = "这里是数字格式，超过 15 位的号码已被表格软件改掉；请把这一列设成“文本”格式后重新填写。"
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?|(\d{4})(\d{2})(\d{2})")
MOMENT = re.compile(r"(.+?)[\sT]+(\d{1,2})\s*[:时点]\s*(\d{1,2})\s*分?(?:[:]?\s*(\d{1,2})\s*秒?)?")
DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
YES, NO = {"是", "有", "对", "√", "y", "yes", "true", "1"}, {"否", "无", "不", "×", "n", "no", "false", "0"}
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"


class Wrong(ValueError):  # noqa: N818 - it is an answer to a person
    """A cell cannot be read; the message is a Chinese sentence that says what to write."""


def is_empty(raw: Any) -> bool:
    """Nothing but blanks of any width."""
    return raw is None or (isinstance(raw, str) and not _trimmed(raw))


def plain(written: Any) -> str:
    """For comparing labels and choices: one width, one case, no blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", _trimmed(str(written)))).casefold()


def text(raw: Any) -> str:
    """Words, codes and numbers of things as they are written; refuses numbers that have lost digits."""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, int | float):
        return _number_as_text(float(raw))
    if isinstance(raw, datetime):
        return f"{raw:%Y-%m-%d %H:%M:%S}"
    if isinstance(raw, date | time):
        return raw.isoformat()
    written = _trimmed(str(raw))
    if SCIENTIFIC.fullmatch(written):
        raise Wrong(LOST)
    return written


def text_up_to(longest: int) -> Callable[[Any], str]:
    """Text of at most so many characters."""

    def read(raw: Any) -> str:
        written = text(raw)
        if len(written) > longest:
            raise Wrong(f"最多 {longest} 个字，现在有 {len(written)} 个。")
        return written

    return read


def number(raw: Any) -> Decimal:
    """An exact number; thousands marks and full-width digits are understood, units are not."""
    if isinstance(raw, bool | date | time):
        raise Wrong("请填数字。")
    written = unicodedata.normalize("NFKC", repr(raw) if isinstance(raw, float) else _trimmed(str(raw)))
    try:
        value = Decimal(re.sub(r"(?<=\d),(?=\d{3})", "", written))
    except InvalidOperation:
        raise Wrong(f"“{written}”不是数字；只写数字，不写单位。") from None
    if not value.is_finite():
        raise Wrong("请填数字。")
    return value


def whole_number(raw: Any) -> int:
    """A number without a fraction."""
    value = number(raw)
    if value != value.to_integral_value() or abs(value) >= EXACT_DIGITS:
        raise Wrong("请填整数。")
    return int(value)


def day(raw: Any) -> date:
    """A date in any usual writing: 2026-01-05, 2026/1/5, 2026.1.5, 20260105, 2026年1月5日, 二〇二六年一月五日."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, bool | time):
        raise Wrong("请填日期，如 2026-01-05。")
    written = _trimmed(_number_as_text(raw) if isinstance(raw, int | float) else str(raw))
    found = DAY.fullmatch(_western_digits(unicodedata.normalize("NFKC", written)))
    if not found:
        raise Wrong(f"“{written}”不是完整的日期，请写成 2026-01-05 或 2026年1月5日。")
    try:
        return date(*(int(part) for part in found.groups() if part))
    except ValueError:
        raise Wrong(f"没有“{written}”这一天。") from None


def moment(raw: Any) -> datetime:
    """A day and an hour on the county's clock, without a zone: 2026-01-05 9:30, 2026年1月5日 9时30分."""
    if isinstance(raw, datetime):
        return raw
    found = MOMENT.fullmatch(unicodedata.normalize("NFKC", _trimmed(str(raw))))
    if not found:
        return datetime.combine(day(raw), time())
    try:
        hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
        hour = time(hours, minutes, seconds)
    except ValueError:
        raise Wrong(f"没有“{raw}”这个时间。") from None
    return datetime.combine(day(found[1]), hour)


def yes_or_no(raw: Any) -> bool:
    """是/否, 有/无, √/×, 1/0."""
    written = plain(raw if not isinstance(raw, float) else int(raw))
    if written in YES | NO:
        return written in YES
    raise Wrong("请填“是”或“否”。")


def citizen_number(raw: Any) -> str:
    """居民身份证号码: 18 signs with the right check sign (GB 11643)."""
    written = unicodedata.normalize("NFKC", text(raw)).upper()
    if not re.fullmatch(r"\d{17}[\dX]", written):
        raise Wrong("身份证号码是 18 位，最后一位是数字或 X。")
    total = sum(weight * int(sign) for weight, sign in zip(ID_WEIGHTS, written, strict=False))
    if ID_CHECKS[total % 11] != written[-1]:
        raise Wrong("身份证号码的校验位不对，请核对。")
    return written


def telephone(raw: Any) -> str:
    """A mobile or fixed telephone number; blanks and dashes between digits are left out of a mobile number."""
    written = re.sub(r"\s", "", unicodedata.normalize("NFKC", text(raw)))
    mobile = re.sub(r"^(\+?86)?-?", "", written).replace("-", "")
    if re.fullmatch(r"1[3-9]\d{9}", mobile):
        return mobile
    if re.fullmatch(r"(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,6})?|1\d{2,4}|(400|800)-?\d{3}-?\d{4}", written):
        return written
    raise Wrong("不是完整的电话号码；固定电话请写区号，如 0571-88888888。")


def _number_as_text(value: float) -> str:
    if not value.is_integer():
        return repr(value)
    if abs(value) >= EXACT_DIGITS:
        raise Wrong(LOST)
    return str(int(value))


def _trimmed(written: str) -> str:
    """Without blanks of any width at both ends, and without the ones nobody sees anywhere."""
    return written.translate({ord(sign): None for sign in BLANKS}).strip()


def _western_digits(written: str) -> str:
    """二〇二六年十一月二十三日 → 2026年11月23日."""
    written = re.sub(r"([一二三])?十([一二三四五六七八九])?", _tens, written)
    return written.translate(DIGITS)


def _tens(found: re.Match[str]) -> str:
    tens, ones = found[1] or "一", found[2] or "〇"
    return f"{tens}{ones}"
