"""Taking out who made a file, with what, when and where, before the public gets it; what people read stays.

``strip`` gives a new file and opens it again to see that nothing people read has changed. What cannot be cleaned
without harm is refused with a sentence: signed files (the signature would break: strip first, sign afterwards),
locked files, and formats whose innards hold names we cannot reach (old Office, archives, sound and video).
"""

from collections.abc import Callable
from typing import BinaryIO

from openxian.core.errors import Refused
from openxian.core.files.content import ODF, OFD, OOXML, PDF, PICTURES, TEXTS
from openxian.core.files.stripping import odf, ofd, ooxml, pdf, pictures

Cleaner = Callable[[BinaryIO], BinaryIO]

CLEANERS: dict[str, Cleaner] = {
    PDF.content_type: pdf.strip,
    OFD.content_type: ofd.strip,
    **{kind.content_type: ooxml.strip for kind in OOXML.values()},
    **{kind.content_type: odf.strip for kind in ODF.values()},
    **{kind.content_type: pictures.strip for kind in PICTURES.values()},
}
NOTHING_INSIDE = {kind.content_type for kind in TEXTS.values()}
OTHERWISE = "这种格式去不干净作者等信息，不能直接公开；文档请另存为 PDF、OFD、docx、xlsx 或 pptx 再传。"


def strip(stream: BinaryIO, content_type: str) -> BinaryIO:
    """A cleaned copy, at its beginning; the given stream stays as it is. Raises ``Refused`` (``field="file"``).

    ``content_type`` is what ``examine(…).kind.content_type`` says, never what a browser says.
    """
    stream.seek(0)
    if content_type in NOTHING_INSIDE:
        return stream
    if content_type not in CLEANERS:
        raise Refused(OTHERWISE, field="file")
    cleaned = CLEANERS[content_type](stream)
    stream.seek(0)
    cleaned.seek(0)
    return cleaned


def can_strip(content_type: str) -> bool:
    """This kind of file can be cleaned (a single one may still be refused: signed, locked, damaged)."""
    return content_type in CLEANERS or content_type in NOTHING_INSIDE
