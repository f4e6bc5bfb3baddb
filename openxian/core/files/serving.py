"""The answer that carries a file: its name in any language, its type, a part of it when asked, nothing run by it."""

import re
from typing import Any, BinaryIO
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from openxian.core.files.content import ending_of

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
BOX = "default-src 'none'; sandbox"


def answer(
    request: HttpRequest, stream: BinaryIO, *, name: str, content_type: str, size: int, tag: str
) -> HttpResponseBase:
    """A file of ``size`` bytes under its name; 206 for one range of bytes, 304 when the caller has it already.

    ``tag`` names the bytes (their SM3). The stream is closed with the answer.
    """
    headers = {
        "Content-Disposition": disposition(name),
        "ETag": f'"{tag}"',
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": BOX,
        "Accept-Ranges": "bytes",
    }
    held = get_conditional_response(request, etag=headers["ETag"])
    if held is not None:
        stream.close()
        return held
    part = _part(request, size, headers["ETag"])
    if part is None:
        return _sent(stream, content_type, headers | {"Content-Length": str(size)})
    start, stop = part
    if start >= stop:
        stream.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers |= {"Content-Range": f"bytes {start}-{stop - 1}/{size}", "Content-Length": str(stop - start)}
    return _sent(Part(stream, start, stop), content_type, headers, status=206)


def disposition(name: str) -> str:
    """RFC 6266: a plain name for old programs, the true one (RFC 5987) for all others."""
    ending = ending_of(name)
    plain = f"file.{ending}" if ending.isascii() and ending.isalnum() else "file"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


class Part:
    """The bytes ``start`` to ``stop`` (not included) of a stream, read in pieces."""

    def __init__(self, stream: BinaryIO, start: int, stop: int) -> None:
        self.stream, self.left = stream, stop - start
        stream.seek(start)

    def read(self, most: int = -1) -> bytes:
        piece = self.stream.read(self.left if most < 0 else min(most, self.left))
        self.left -= len(piece)
        return piece

    def close(self) -> None:
        self.stream.close()


def _sent(stream: Any, content_type: str, headers: dict[str, str], status: int = 200) -> FileResponse:
    """The answer; Django would name it after the file on the disk, so ours are said last."""
    sent = FileResponse(stream, status=status, content_type=content_type)
    for header, value in headers.items():
        sent[header] = value
    return sent


def _part(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """The one range asked for (RFC 9110 §14), as start and stop; ``None`` for the whole file."""
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or not any(asked.groups()) or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first:
        return max(size - int(last), 0), size
    return int(first), min(int(last) + 1, size) if last else size
