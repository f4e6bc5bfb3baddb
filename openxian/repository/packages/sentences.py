"""From what the validator found to what a person can act on: field, and a Chinese sentence."""

from dataclasses import asdict, dataclass
from typing import Any

from pydantic import ValidationError

SENTENCES = {
    "missing": "缺少这个字段，请补上",
    "extra_forbidden": "不认识这个字段，请核对字段名（见数据包说明）或去掉它",
    "string_type": "要写成文字（带引号的字符串）",
    "string_unicode": "文字里有无效的字符编码，请用 UTF-8 重新导出",
    "string_too_long": "最多 {max_length} 个字，请删减",
    "string_too_short": "不能为空，请填写",
    "list_type": '要写成列表，如 ["…"]',
    "too_long": "最多 {max_length} 项，现有 {actual_length} 项，请减少",
    "literal_error": "只能是 {expected}",
    "enum": "只能是 {expected}",
    "bool_type": "只能是 true 或 false（不带引号）",
    "model_type": "要写成对象 {{…}}",
    "model_attributes_type": "要写成对象 {{…}}",
    "dict_type": "要写成对象 {{…}}",
}


@dataclass(frozen=True)
class Refusal:
    """Why a line did not come in (``field`` empty: the line as a whole); one line may have several."""

    line: int
    external_id: str
    field: str
    reason: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def field_name(location: tuple[str | int, ...]) -> str:
    """``("attachments", 0, "path")`` → ``attachments[0].path``."""
    name = ""
    for part in location:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else str(part)
    return name[:200]


def sentence(error: dict[str, Any]) -> str:
    """One error of the validator as a Chinese sentence."""
    if error["type"] == "sentence":
        return error["msg"]
    pattern = SENTENCES.get(error["type"], "不符合要求，请对照数据包说明检查")
    return pattern.format(**_spoken(error.get("ctx", {})))


def _spoken(values: dict[str, Any]) -> dict[str, Any]:
    return values | {
        "expected": str(values.get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")
    }


def complaints(error: ValidationError) -> list[tuple[str, str]]:
    """(field, sentence) of everything that is wrong with a row or a manifest."""
    found = error.errors(include_url=False, include_input=False)
    return [(_printable(field_name(one["loc"])), sentence(one)) for one in found]


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")
