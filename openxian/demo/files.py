"""Attachments made from a few lines and rows: small, valid docx, xlsx, csv and pdf, the same bytes every time."""

import csv
import io
import zipfile
from xml.sax.saxutils import escape

TYPES = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def made(spec: dict) -> bytes:
    """The bytes of one attachment of ``attachments.toml``."""
    return {"docx": docx, "xlsx": xlsx, "csv": comma_separated, "pdf": pdf}[spec["format"]](
        spec["title"], spec.get("lines", []), spec.get("rows", [])
    )


def _zipped(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), TYPES + text)
    return stream.getvalue()


def _frame(part: str, content_type: str) -> dict[str, str]:
    """The two files that open every Office package: its types, and which part is the document."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="{part}"/></Relationships>',
    }


def docx(title: str, lines: list[str], rows: list[list[str]]) -> bytes:
    """A form: title, notes, a table with borders."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in "top left bottom right insideH insideV".split()
    )
    cells = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:tcPr><w:tcW w:w='4500' w:type='dxa'/></w:tcPr>{_said(cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for row in rows
    )
    grid = "<w:tblGrid>" + "<w:gridCol w:w='4500'/>" * (len(rows[0]) if rows else 0) + "</w:tblGrid>"
    table = f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>{grid}{cells}</w:tbl>" if rows else ""
    heading = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'
    body = f"{heading}<w:t>{escape(title)}</w:t></w:r></w:p>" + "".join(map(_said, lines)) + table + "<w:p/>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return _zipped(_frame("word/document.xml", kind) | {"word/document.xml": document})


def _said(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def xlsx(title: str, lines: list[str], rows: list[list[str]]) -> bytes:
    """One sheet; what looks like a number is one."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = _frame("xl/workbook.xml", f"{kind}.sheet.main+xml")
    override = f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", override)
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="数据" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    )
    said = [[title], *([line] for line in lines), *rows]
    data = "".join("<row>" + "".join(map(_cell, row)) + "</row>" for row in said)
    parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{SHEET}"><sheetData>{data}</sheetData></worksheet>'
    return _zipped(parts)


def _cell(text: str) -> str:
    if text.replace(".", "", 1).isdigit():
        return f"<c><v>{text}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def comma_separated(title: str, lines: list[str], rows: list[list[str]]) -> bytes:
    """UTF-8 with a mark, so that office programs read Chinese."""
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def pdf(title: str, lines: list[str], rows: list[list[str]]) -> bytes:
    """One A4 page of text in the reader's own Song typeface (Adobe-GB1, not embedded)."""
    text = "BT /F1 18 Tf 60 770 Td " + _shown(title) + " /F1 12 Tf 0 -20 Td "
    text += (
        "".join(f"0 -24 Td {_shown(line[at : at + 38])} " for line in lines for at in range(0, len(line), 38)) + "ET"
    )
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ 6 0 R ] >>"
    )
    descendant = (
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 7 0 R >>"
    )
    descriptor = (
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [ -25 -254 1000 880 ] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    use = "/Resources << /Font << /F1 5 0 R >> >>"
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents 4 0 R {use} >>"
    stream = f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"
    tree = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>", page, stream]
    return _numbered([*tree, font, descendant, descriptor])


def _shown(text: str) -> str:
    return f"<{text.encode('utf-16-be').hex()}> Tj"


def _numbered(objects: list[str]) -> bytes:
    """Objects with the table that says where each of them begins."""
    out, starts = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{start:010d} 00000 n \n" for start in starts)
    size, at = len(objects) + 1, len(out)
    out += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n"
    )
    return out.encode("ascii")
