"""A program of its own that draws pages and reads their text: ``drawing.py outline|page|picture …``, file on stdin.

It runs apart from the server, within limits of memory and time, because a file from outside may be made to hang or
crash the libraries that draw it; and because pdfium must never be used by two threads. It knows nothing of Django.
"""

import io
import json
import resource
import sys

MEMORY = 2 * 1024**3
CPU_SECONDS = 20
MOST_PIXELS = 12_000_000
TALLEST = 16_000  # pixels; a WebP has at most 16,383
MOST_PAGES = 2000
MOST_TEXT = 20_000
QUALITY = 80


def outline(content: bytes, bounded: bool) -> bytes:
    """JSON: width and height in points, and text, of every page; ``bounded`` cuts long texts and long documents."""
    import pypdfium2

    pages = []
    document = pypdfium2.PdfDocument(content)
    for number in range(min(len(document), MOST_PAGES) if bounded else len(document)):
        page = document[number]
        words = page.get_textpage().get_text_range(errors="replace")
        pages.append([*page.get_size(), words[:MOST_TEXT] if bounded else words])
        page.close()
    return json.dumps({"count": len(document), "pages": pages}).encode()


def page(content: bytes, number: int, width: int) -> bytes:
    """A page (counted from 1) as WebP, so many pixels wide, or smaller when it would be huge."""
    import pypdfium2

    drawn = pypdfium2.PdfDocument(content)[number - 1]
    wide, high = drawn.get_size()
    scale = min((width - 0.01) / wide, (MOST_PIXELS / (wide * high)) ** 0.5, TALLEST / high)
    return _webp(drawn.render(scale=scale, may_draw_forms=True).to_pil())


def picture(content: bytes, width: int) -> bytes:
    """A picture as WebP, upright, at most so many pixels wide; of moving ones the first frame."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content)) as opened:
        opened.draft("RGB", (width * 2, width * 2))
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((width, TALLEST))
        return _webp(upright)


def size(content: bytes) -> bytes:
    """JSON like ``outline`` of a picture: its size upright in pixels."""
    from PIL import Image

    with Image.open(io.BytesIO(content)) as opened:
        wide, high = opened.size
        if opened.getexif().get(0x0112, 1) in (5, 6, 7, 8):
            wide, high = high, wide
    return json.dumps({"count": 1, "pages": [[wide, high, ""]]}).encode()


def _webp(drawn) -> bytes:
    out = io.BytesIO()
    plain = drawn if drawn.mode in ("RGB", "RGBA") else drawn.convert("RGBA" if "A" in drawn.getbands() else "RGB")
    plain.save(out, "WEBP", quality=QUALITY, method=2)
    return out.getvalue()


def main(what: str, *numbers: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    content, values = sys.stdin.buffer.read(), [int(number) for number in numbers]
    made = {
        "outline": lambda: outline(content, bounded=True),
        "texts": lambda: outline(content, bounded=False),
        "page": lambda: page(content, *values),
        "picture": lambda: picture(content, *values),
        "size": lambda: size(content),
    }[what]()
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main(*sys.argv[1:])
