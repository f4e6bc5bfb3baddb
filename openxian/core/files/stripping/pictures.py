"""Pictures: camera, place, author and comments are cut out piece by piece; the pixels are not touched.

JPEG, PNG, GIF and WebP are sequences of labelled pieces; what is not needed to show the picture is left out. The
colour profile stays. Which way up a photo is belongs to the picture, so that one value stays, alone in its EXIF.
"""

import io
import struct
from collections.abc import Iterator
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from openxian.core.files.stripping import refusals

ORIENTATION = 0x0112
PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD"}
PNG_KEPT |= {b"pHYs", b"acTL", b"fcTL", b"fdAT"}
WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
GIF_APPLICATIONS = {b"NETSCAPE2.0", b"ANIMEXTS1.0"}
BROKEN = (OSError, ValueError, EOFError, IndexError, struct.error, SyntaxError, UnidentifiedImageError)


def strip(stream: BinaryIO) -> BinaryIO:
    """The picture without what is said about it; every frame has the same pixels. Raises ``Refused``."""
    given = stream.read()
    try:
        cleaned = cleaned_bytes(given)
        if not _same_pixels(given, cleaned):
            raise refusals.changed()
    except BROKEN as error:
        raise refusals.damaged() from error
    return io.BytesIO(cleaned)


def cleaned_bytes(given: bytes) -> bytes:
    """The same for bytes, unchecked; bytes that are no picture of the four kinds come back as they are."""
    if given.startswith(b"\xff\xd8\xff"):
        return b"".join(_jpeg(given, _which_way_up(given)))
    if given.startswith(b"\x89PNG\r\n\x1a\n"):
        return b"".join(_png(given, _which_way_up(given)))
    if given.startswith((b"GIF87a", b"GIF89a")):
        return b"".join(_gif(given))
    if given[:4] == b"RIFF" and given[8:12] == b"WEBP":
        return _webp(given, _which_way_up(given))
    return given


def _which_way_up(given: bytes) -> int:
    """EXIF orientation, 1 to 8; 1 is upright."""
    with Image.open(io.BytesIO(given)) as picture:
        turned = picture.getexif().get(ORIENTATION, 1)
    return turned if isinstance(turned, int) and 1 <= turned <= 8 else 1


def _exif(turned: int) -> bytes:
    """TIFF structure with one value: which way up."""
    return b"MM\x00*\x00\x00\x00\x08\x00\x01" + struct.pack(">HHIHH", ORIENTATION, 3, 1, turned, 0) + b"\x00" * 4


def _jpeg(given: bytes, turned: int) -> Iterator[bytes]:
    """ITU T.81 Annex B: segments up to the first scan, then scans and what stands between them, then nothing."""
    yield b"\xff\xd8"
    place, said = 2, turned == 1
    while True:
        place = _next_marker(given, place)
        code = given[place + 1]
        if code == 0xD9:
            yield b"\xff\xd9"
            return
        size = 2 + struct.unpack(">H", given[place + 2 : place + 4])[0]
        segment = given[place : place + size]
        if len(segment) < size:
            raise EOFError
        if not said and code != 0xE0:
            said = True
            yield b"\xff\xe1" + struct.pack(">H", len(_exif(turned)) + 8) + b"Exif\x00\x00" + _exif(turned)
        yield from _jpeg_segment(code, segment)
        place += size
        if code == 0xDA:
            end = _end_of_scan(given, place)
            yield given[place:end]
            place = end


def _next_marker(given: bytes, place: int) -> int:
    """Where the next marker stands; fill bytes before it are passed over."""
    if given[place] != 0xFF:
        raise ValueError("no marker")
    while given[place + 1] == 0xFF:
        place += 1
    return place


def _jpeg_segment(code: int, segment: bytes) -> Iterator[bytes]:
    """The segment when the picture needs it: all but APPn and comments; of APPn JFIF, ICC and Adobe's colours."""
    body = segment[4:]
    if code == 0xE0 and body.startswith(b"JFIF\x00"):
        yield b"\xff\xe0\x00\x10" + body[:12] + b"\x00\x00"  # without the small picture it may carry
    elif code == 0xE2 and body.startswith(b"ICC_PROFILE\x00"):
        yield segment
    elif code == 0xEE and body.startswith(b"Adobe"):
        yield segment[:2] + b"\x00\x0e" + body[:12]
    elif not (0xE0 <= code <= 0xEF or code == 0xFE):
        yield segment


def _end_of_scan(given: bytes, place: int) -> int:
    """Where compressed data ends: at a marker that is neither a stuffed byte nor a restart."""
    while True:
        place = given.index(b"\xff", place)
        if given[place + 1] == 0xFF:
            place += 1
        elif given[place + 1] == 0 or 0xD0 <= given[place + 1] <= 0xD7:
            place += 2
        else:
            return place


def _png(given: bytes, turned: int) -> Iterator[bytes]:
    """ISO/IEC 15948: chunks of length, name, content, check sum."""
    yield given[:8]
    place = 8
    while True:
        size, name = struct.unpack(">I4s", given[place : place + 8])
        chunk = given[place : place + 12 + size]
        if len(chunk) < 12 + size:
            raise EOFError
        if name in PNG_KEPT:
            yield chunk
        if name == b"IHDR" and turned != 1:
            yield _png_exif(turned)
        if name == b"IEND":
            return
        place += len(chunk)


def _png_exif(turned: int) -> bytes:
    from zlib import crc32

    body = b"eXIf" + _exif(turned)
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", crc32(body))


def _gif(given: bytes) -> Iterator[bytes]:
    """GIF89a: header and colours, then blocks; comments and foreign applications are left out."""
    place = 13 + _colours(given[10])
    yield given[:place]
    while given[place] != 0x3B:
        start = place
        if given[place] == 0x2C:
            place = _sub_blocks_end(given, place + 11 + _colours(given[place + 9]))
            yield given[start:place]
        elif given[place] == 0x21:
            label = given[place + 1]
            place = _sub_blocks_end(given, place + 2)
            foreign = label == 0xFF and given[start + 3 : start + 14] not in GIF_APPLICATIONS
            if label != 0xFE and not foreign:
                yield given[start:place]
        else:
            raise ValueError("no block")
    yield b"\x3b"


def _colours(flags: int) -> int:
    """Bytes of the colour table that these flags announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _sub_blocks_end(given: bytes, place: int) -> int:
    while given[place]:
        place += 1 + given[place]
    return place + 1


def _webp(given: bytes, turned: int) -> bytes:
    """RIFF chunks; the flags of the first say which others there are."""
    kept = [(name, body) for name, body in _riff(given) if name in WEBP_KEPT]
    if turned != 1:
        kept.append((b"EXIF", _exif(turned)))
    chunks = []
    for name, body in kept:
        flags = bytes([body[0] & ~0x0C | (0x08 if turned != 1 else 0)]) if name == b"VP8X" else body[:1]
        chunks.append(name + struct.pack("<I", len(body)) + flags + body[1:] + b"\x00" * (len(body) % 2))
    content = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def _riff(given: bytes) -> Iterator[tuple[bytes, bytes]]:
    place, end = 12, 8 + struct.unpack("<I", given[4:8])[0]
    while place + 8 <= min(end, len(given)):
        name, size = struct.unpack("<4sI", given[place : place + 8])
        yield name, given[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


def _same_pixels(given: bytes, cleaned: bytes) -> bool:
    with Image.open(io.BytesIO(given)) as before, Image.open(io.BytesIO(cleaned)) as after:
        frames = getattr(before, "n_frames", 1)
        if (before.size, frames) != (after.size, getattr(after, "n_frames", 1)):
            return False
        for number in range(frames):
            before.seek(number)
            after.seek(number)
            if before.tobytes() != after.tobytes():
                return False
    return True
