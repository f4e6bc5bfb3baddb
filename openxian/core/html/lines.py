"""Lines: spaces, breaks and indentation put in order."""

from openxian.core.html import words
from openxian.core.html.nodes import BREAK, Paragraph, Picture, Run

_EDGES = " \u3000\u2002\u2003"


def paragraphs(paragraph: Paragraph) -> list[Paragraph]:
    """A line as it came → the lines it is: parted at double breaks, trimmed, empty ones left out."""
    if paragraph.tag == "pre":
        return _raw(paragraph)
    parts = [trimmed(pieces) for pieces in _parted(paragraph.runs)]
    lines: list = []
    for pieces in parts:
        if not _says_something(pieces):
            continue
        line = Paragraph(paragraph.tag, paragraph.align, paragraph.level)
        line.marker = "" if lines else paragraph.marker
        line.runs = _without_bold(pieces) if paragraph.tag != "p" else pieces
        lines.append(line)
    return lines


def _raw(paragraph: Paragraph) -> list[Paragraph]:
    text = "".join(run.text for run in paragraph.runs if isinstance(run, Run)).strip("\n")
    if not text.strip():
        return []
    line = Paragraph("pre")
    line.runs = [Run(text)]
    return [line]


def _parted(pieces: list) -> list[list]:
    """Old sites write two breaks where a paragraph ends (spaces between them do not count)."""
    parts: list[list] = []
    part: list = []
    for piece in pieces:
        if piece is BREAK:
            while part and isinstance(part[-1], Run) and not part[-1].text.strip():
                part.pop()
            if part and part[-1] is BREAK:
                part.pop()
                parts.append(part)
                part = []
                continue
        part.append(piece)
    return [*parts, part]


def trimmed(pieces: list) -> list:
    """No spaces at the edges of a line, none doubled; neighbours that look alike become one run."""
    kept: list = []
    at_edge = True
    for piece in pieces:
        if piece is BREAK:
            _trim_end(kept)
            if kept:
                kept.append(BREAK)
            at_edge = True
            continue
        if isinstance(piece, Picture):
            kept.append(piece)
            at_edge = False
            continue
        text = piece.text.lstrip(_EDGES) if at_edge else piece.text
        if not at_edge and text[:1] == " " and isinstance(kept[-1], Run) and kept[-1].text[-1:] == " ":
            text = text[1:]
        if not text:
            continue
        at_edge = False
        last = kept[-1] if kept else None
        if isinstance(last, Run) and last[1:] == piece[1:]:
            kept[-1] = last._replace(text=last.text + text)
        else:
            kept.append(piece._replace(text=text))
    while kept and kept[-1] is BREAK:
        kept.pop()
        _trim_end(kept)
    _trim_end(kept)
    while kept and kept[-1] is BREAK:
        kept.pop()
        _trim_end(kept)
    return kept


def _trim_end(kept: list) -> None:
    while kept and isinstance(kept[-1], Run):
        text = kept[-1].text.rstrip(_EDGES)
        if text == kept[-1].text:
            return
        if text:
            kept[-1] = kept[-1]._replace(text=text)
            return
        kept.pop()


def _says_something(pieces: list) -> bool:
    return any(isinstance(piece, Picture) or (isinstance(piece, Run) and piece.text.strip()) for piece in pieces)


def _without_bold(pieces: list) -> list:
    """A heading is bold by itself."""
    return trimmed(
        [piece._replace(marks=piece.marks & ~words.STRONG) if isinstance(piece, Run) else piece for piece in pieces]
    )
