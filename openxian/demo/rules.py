"""How the fictional county numbers its bodies and its documents; plain values only."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

GROUPS = {"public_institution": "12", "forest_farm": "12"}  # 1 机构编制: 1 机关, 2 事业单位 (GB 32100-2015 表 1)
DIVISION = "990121"
GOVERNING = "11"
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def body_code(serial: int) -> str:
    """The nine signs of a body: eight and their check sign modulo 11 (GB 11714-1997)."""
    eight = f"{99000000 + serial:08d}"
    check = 11 - sum(int(sign) * weight for sign, weight in zip(eight, BODY_WEIGHTS, strict=True)) % 11
    return eight + {10: "X", 11: "0"}.get(check, str(check))


def credit_code_stem(kind: str, serial: int) -> str:
    """The first seventeen signs of a unified social credit code (GB 32100-2015 §4); the eighteenth is a check sign."""
    return GROUPS.get(kind, GOVERNING) + DIVISION + body_code(serial)


def index_numbers(documents: Iterable[tuple[str, str, date]]) -> dict[str, str]:
    """(slug, credit code of the issuer, date) → 索引号 机构代码/年月-流水, counted per body (71号 索引号)."""
    counted: dict[str, int] = defaultdict(int)
    found = {}
    for slug, code, dated_on in sorted(documents, key=lambda each: (each[2], each[0])):
        counted[code] += 1
        found[slug] = f"{code}/{dated_on:%Y%m}-{counted[code]:05d}"
    return found
