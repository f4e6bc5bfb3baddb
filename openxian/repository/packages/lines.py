"""Lines of a JSON Lines file, one at a time, however long or broken they are."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from openxian.repository.packages.package import BROKEN, PackageUnreadable

MOST_BYTES = 16 * 1024 * 1024
CHUNK = 1024 * 1024
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Line:
    """One line: its number from 1, its parsed object, or what is wrong with it."""

    number: int
    size: int
    row: dict[str, Any] | None = None
    fault: str = ""

    @property
    def external_id(self) -> str:
        """The id the row claims, as far as it can be read."""
        claimed = (self.row or {}).get("external_id")
        return claimed.strip()[:200].encode("utf-8", "replace").decode("utf-8") if isinstance(claimed, str) else ""


def read(stream: IO[bytes], most_bytes: int = MOST_BYTES) -> Iterator[Line]:
    """Every line that is not blank; memory never holds more than one line of ``most_bytes``."""
    number = 0
    while raw := _next(stream, most_bytes + 1, number + 1):
        number += 1
        if len(raw) > most_bytes and not raw.endswith(b"\n"):
            size = len(raw) + _skip(stream, number)
            yield Line(
                number, size, fault=f"这一行有 {size:,} 字节，超过上限 {most_bytes:,} 字节，请把正文里的大文件改为附件"
            )
        elif raw.strip():
            yield _parse(number, raw)


def _next(stream: IO[bytes], most_bytes: int, number: int) -> bytes:
    try:
        return stream.readline(most_bytes)
    except BROKEN as error:
        sentence = (
            f"读到第 {number} 行时数据包断了（{type(error).__name__}）；前面的行已照常处理，请取得完整的包再运行一次"
        )
        raise PackageUnreadable(sentence) from error


def _skip(stream: IO[bytes], number: int) -> int:
    """Read on to the end of the line without keeping it; returns the bytes passed."""
    passed = 0
    while raw := _next(stream, CHUNK, number):
        passed += len(raw)
        if raw.endswith(b"\n"):
            break
    return passed


def _parse(number: int, raw: bytes) -> Line:
    if raw.startswith(BOM):
        return Line(number, len(raw), fault="行首有 BOM（看不见的文件头），请另存为不带 BOM 的 UTF-8")
    try:
        row = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        return Line(number, len(raw), fault=f"第 {error.start + 1} 个字节起不是 UTF-8，请用 UTF-8 重新导出")
    except json.JSONDecodeError as error:
        return Line(number, len(raw), fault=f"不是完整的 JSON（第 {error.colno} 个字符附近），请重新导出这一行")
    except (ValueError, RecursionError):
        return Line(number, len(raw), fault="JSON 里有过大的数字、NaN 或过深的嵌套，请重新导出这一行")
    if not isinstance(row, dict):
        return Line(number, len(raw), fault="一行要是一个 JSON 对象 {…}")
    return Line(number, len(raw), row=row)


def _no_constant(name: str) -> None:
    raise ValueError(name)
