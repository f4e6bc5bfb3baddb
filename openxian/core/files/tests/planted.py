"""Files that say who made them in every place we know of, and a search through every layer of a file."""

import io
import zipfile
import zlib

import pikepdf
import xlsxwriter
from PIL import Image, PngImagePlugin

ASCII, CHINESE = "PlantedZhangSan", "植入张三丰"
NAMES = f"{ASCII} {CHINESE}"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"


def found_in(content: bytes) -> list[str]:
    """Where a planted name still stands: in the bytes, in members of archives, in streams and texts of a PDF."""
    layers = [("bytes", content)]
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                layers.append((member.filename, archive.read(member) + member.comment + member.extra))
                if archive.read(member)[:2] == b"PK":
                    layers += [(f"{member.filename}!", b"".join(map(str.encode, found_in(archive.read(member)))))]
    if content.startswith(b"%PDF"):
        layers += _pdf_layers(content)
    return [f"{name}: {word}" for name, layer in layers for word in _words(layer)]


def _words(layer: bytes) -> list[str]:
    forms = [ASCII.encode(), ASCII.encode("utf-16-be"), ASCII.encode("utf-16-le"), ASCII.encode().hex().encode()]
    forms += [CHINESE.encode(coding) for coding in ("utf-8", "utf-16-be", "utf-16-le", "gb18030")]
    return [str(form) for form in forms if form in layer]


def _pdf_layers(content: bytes):
    with pikepdf.open(io.BytesIO(content)) as document:
        yield "trailer", repr(document.trailer).encode()
        for number, thing in enumerate(document.objects):
            yield f"object {number}", pikepdf.unparse_content_stream([]) + repr(thing).encode()
            yield f"object {number} text", str(thing.unparse(resolved=True)).encode()
            if isinstance(thing, pikepdf.Stream):
                yield f"stream {number}", thing.read_raw_bytes()
                yield f"stream {number} inside", _unwrapped(thing)


def _unwrapped(stream) -> bytes:
    """A stream without its compression; a JPEG stays one."""
    if "DCTDecode" not in repr(stream.get("/Filter")):
        return stream.read_bytes()
    raw = stream.read_raw_bytes()
    return zlib.decompress(raw) if "FlateDecode" in repr(stream.get("/Filter")) else raw


def photo(kind: str, turned: int = 1) -> bytes:
    """A small picture with EXIF (author, place), XMP, comment and a tail after its end."""
    picture, out = Image.effect_mandelbrot((64, 48), (-2, -1.5, 1, 1.5), 50).convert("RGB"), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x013B], exif[0x8298], exif[0x010F] = turned, ASCII, ASCII, ASCII
    exif.get_ifd(0x8825)[29] = ASCII
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{NAMES}</x:xmpmeta>".encode()
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", ASCII)
        words.add_itxt("Title", NAMES)
        words.add_text("Comment", NAMES.encode("utf-8").decode("latin-1"), zip=True)
        picture.save(out, "PNG", exif=exif, pnginfo=words)
    elif kind == "GIF":
        frames = [picture.convert("P"), picture.rotate(90).resize((64, 48)).convert("P")]
        frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], loop=0, comment=NAMES.encode(), xmp=xmp)
    elif kind == "WEBP":
        picture.save(out, "WEBP", exif=exif, xmp=xmp, lossless=True)
    else:
        picture.save(out, "JPEG", exif=exif, comment=NAMES.encode(), xmp=xmp, progressive=True, quality=90)
    return out.getvalue() + (NAMES.encode() if kind != "WEBP" else b"")


def pdf() -> bytes:
    """Two pages by somebody: properties, XMP, scripts, an attachment, a remark, a photo, an old version."""
    document, out = pikepdf.new(), io.BytesIO()
    for words in (b"first page", b"second page"):
        page = document.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), XObject=pikepdf.Dictionary())
        page.Contents = document.make_stream(b"BT /F1 24 Tf 72 700 Td (" + words + b") Tj ET")
        page.PieceInfo = pikepdf.Dictionary(Maker=pikepdf.Dictionary(Private=NAMES))
    inside = document.make_stream(
        photo("JPEG"), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=64, Height=48,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    inside.Metadata = document.make_stream(NAMES.encode())
    wrapped = document.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=64, Height=48)
    wrapped.ColorSpace, wrapped.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    wrapped.write(
        zlib.compress(photo("JPEG")), filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
    )
    first = document.pages[0]
    first.Resources.XObject["/Im1"], first.Resources.XObject["/Im2"] = inside, wrapped
    first.Thumb = document.make_stream(NAMES.encode())
    first.AA = pikepdf.Dictionary(O=_script(document))
    remark = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[10, 10, 40, 40], T=NAMES, Contents="please check",
        CreationDate=f"D:20260101 {ASCII}", A=_script(document),
    )  # fmt: skip
    clip = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[50, 10, 80, 40], Contents=NAMES
    )
    first.Annots = pikepdf.Array([remark, document.make_indirect(clip)])  # the first is written inside the page
    document.attachments["notes.txt"] = pikepdf.AttachedFileSpec(document, NAMES.encode(), description=NAMES)
    document.Root.OpenAction = _script(document)
    document.Root.Names.JavaScript = pikepdf.Dictionary(Names=["run", _script(document)])
    with document.open_metadata() as meta:
        meta["dc:creator"] = [NAMES]
        meta["xmp:CreatorTool"] = NAMES
    document.docinfo["/Author"], document.docinfo["/Title"], document.docinfo["/Company"] = NAMES, NAMES, NAMES
    document.save(out)
    return out.getvalue() + f"\n% {NAMES}\n".encode() + _earlier_version(out.getvalue())


def _script(document):
    return document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{NAMES}')"))


def _earlier_version(content: bytes) -> bytes:
    """An update of a document that nothing refers to any more, as a saved-over draft leaves it."""
    start = content.rindex(b"startxref")
    return b"900 0 obj (" + NAMES.encode() + b") endobj\n" + content[start:]


def zipped(parts: dict[str, str | bytes], stored: str = "") -> bytes:
    """An archive whose members carry a remark of their own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = ASCII.encode()
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, (2026, 1, 1, 8, 0, 0))
            member.comment = ASCII.encode()
            member.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return out.getvalue()


def relations(*these: tuple[str, str, str]) -> str:
    """A part of relations: (number, kind, target)."""
    lines = "".join(
        f'<Relationship Id="{number}" Type="{RELATION}{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for number, kind, target in these
    )
    return f'<Relationships xmlns="{PACKAGE}relationships">{lines}</Relationships>'


def docx(embedded: bytes | None = None) -> bytes:
    """A Word file: properties, a remark, a tracked change, editing sessions, a template at somebody's desk, a photo."""
    by = f'w:author="{NAMES}" w:date="2026-01-01T08:00:00Z"'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/><Override PartName="/customXml/item1.xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": relations(
            ("rId1", "officeDocument", "word/document.xml"), ("rId9", "metadata/thumbnail", "docProps/thumbnail.jpeg")
        ),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{NAMES}</dc:creator>'
        f"<cp:lastModifiedBy>{NAMES}</cp:lastModifiedBy></cp:coreProperties>",
        "docProps/app.xml": f"<Properties><Company>{NAMES}</Company><Manager>{NAMES}</Manager></Properties>",
        "docProps/custom.xml": f"<Properties><property name='{ASCII}'>{NAMES}</property></Properties>",
        "docProps/thumbnail.jpeg": photo("JPEG"),
        "customXml/item1.xml": f"<person>{NAMES}</person>",
        "customXml/_rels/item1.xml.rels": relations(),
        "word/_rels/document.xml.rels": relations(
            ("rId1", "comments", "comments.xml"), ("rId2", "customXml", "../customXml/item1.xml")
        ),
        "word/_rels/settings.xml.rels": relations(("rId1", "attachedTemplate", f"file:///C:/Users/{ASCII}/a.dotm")),
        "word/document.xml": f'<w:document {W}><w:body><w:p w:rsidR="00AB12CD"><w:r w:rsidRPr="00AB12CD"><w:t>正文一段'
        f'</w:t></w:r><w:ins w:id="1" {by}><w:r><w:t>新增的话</w:t></w:r></w:ins><w:del w:id="2" {by}><w:r>'
        "<w:delText>删去的话</w:delText></w:r></w:del></w:p></w:body></w:document>",
        "word/comments.xml": f'<w:comments {W}><w:comment w:id="0" {by} w:initials="{ASCII}"><w:p><w:r><w:t>请核对'
        "</w:t></w:r></w:p></w:comment></w:comments>",
        "word/people.xml": '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        f'<w15:person w15:author="{NAMES}"><w15:presenceInfo w15:providerId="AD" w15:userId="{ASCII}"/></w15:person>'
        "</w15:people>",
        "word/settings.xml": f'<w:settings {W} {R}><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsid w:val="00AB12CD"/>'
        f'</w:rsids><w:docVars><w:docVar w:name="a" w:val="{NAMES}"/></w:docVars></w:settings>',
        "word/media/image1.jpg": photo("JPEG"),
        "word/header1.xml": f'<w:hdr {W}><w:drawing descr="C:\\Users\\{ASCII}\\Desktop\\logo.png"/></w:hdr>',
    }
    if embedded:
        parts["word/embeddings/sheet.xlsx"] = embedded
    return zipped(parts)


def xlsx() -> bytes:
    """An Excel file: properties, a remark, a printer, the folder it lay in, a link to a file of somebody's."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"author": NAMES, "company": NAMES, "manager": NAMES, "title": NAMES})
    book.set_custom_property("who", NAMES)
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, ["编号", "金额", "日期"])
    sheet.write_row(1, 0, ["A001", 12.5, "2026-01-01"])
    sheet.write_formula(2, 1, "=SUM(B2:B2)", None, 12.5)
    sheet.write_comment("A2", "请核对", {"author": NAMES})
    book.close()
    return zipped(_with_traces(out.getvalue()))


def _with_traces(content: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    sheet, book = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
    margins = '<pageMargins left="0.7" right="0.7" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>'
    printer = f'{margins}<pageSetup {R} r:id="rId9"/>'
    old = parts[sheet].decode()
    start, end = old.index("<pageMargins"), old.index("/>", old.index("<pageMargins")) + 2
    parts[sheet] = old[:start] + printer + old[end:]
    links = f"xl/worksheets/_rels/{sheet.rpartition('/')[2]}.rels"
    line = (
        f'<Relationship Id="rId9" Type="{RELATION}printerSettings" Target="../printerSettings/printerSettings1.bin"/>'
    )
    parts[links] = parts[links].decode().replace("</Relationships>", line + "</Relationships>")
    parts["xl/printerSettings/printerSettings1.bin"] = NAMES.encode("utf-16-le")
    where = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
        'Requires="x15"><x15ac:absPath url="C:\\Users\\' + ASCII + '\\" '
        'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent>'
    )
    parts[book] = parts[book].decode().replace("<bookViews>", where + "<bookViews>")
    return parts


def pptx() -> bytes:
    """A PowerPoint file: authors of remarks, who changed what."""
    p = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}content-types"><Override '
            'PartName="/ppt/changesInfos/changesInfo1.xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": relations(("rId1", "officeDocument", "ppt/presentation.xml")),
            "docProps/core.xml": f"<a>{NAMES}</a>",
            "ppt/presentation.xml": f"<p:presentation {p}/>",
            "ppt/_rels/presentation.xml.rels": relations(("rId5", "changesInfo", "changesInfos/changesInfo1.xml")),
            "ppt/changesInfos/changesInfo1.xml": f"<a name='{NAMES}'/>",
            "ppt/slides/slide1.xml": f"<p:sld {p} {a}><a:t>第一页</a:t></p:sld>",
            "ppt/commentAuthors.xml": f'<p:cmAuthorLst {p}><p:cmAuthor id="0" name="{NAMES}" initials="{ASCII}"/>'
            "</p:cmAuthorLst>",
            "ppt/authors.xml": f'<p188:authorLst xmlns:p188="u"><p188:author id="1" name="{NAMES}" initials="{ASCII}" '
            f'userId="{ASCII}" providerId="AD"/></p188:authorLst>',
        }
    )


def odf(kind: str) -> bytes:
    """An OpenDocument file: properties, a remark, a tracked change, a printer, a small picture of its first page."""
    o = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    t = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    dc, m = 'xmlns:dc="http://purl.org/dc/elements/1.1/"', 'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
    c = 'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"'
    mf = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    who = f"<dc:creator>{NAMES}</dc:creator><dc:date>2026-01-01T08:00:00</dc:date>"
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {o} {t} {dc} {m}><office:body><text:tracked-changes><text:changed"
            f"-region><text:insertion><office:change-info>{who}</office:change-info></text:insertion></text:changed-region>"
            f"</text:tracked-changes><text:p>正文<office:annotation>{who}<meta:creator-initials>{ASCII}</meta:creator-"
            "initials><text:p>请核对</text:p></office:annotation>第一段</text:p></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {o}/>",
            "meta.xml": f"<office:document-meta {o} {dc} {m}><office:meta><meta:initial-creator>{NAMES}</meta:initial-"
            f"creator>{who}</office:meta></office:document-meta>",
            "settings.xml": f'<office:document-settings {o} {c}><config:config-item config:name="PrinterName" '
            f'config:type="string">{NAMES}</config:config-item></office:document-settings>',
            "Thumbnails/thumbnail.png": photo("PNG"),
            "Pictures/1.jpg": photo("JPEG"),
            "META-INF/manifest.xml": f'<manifest:manifest {mf}><manifest:file-entry manifest:full-path="/"/>'
            '<manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png"/></manifest:manifest>',
        },
        stored="mimetype",
    )


def ofd(signed: bool = False) -> bytes:
    """An OFD file: properties, private data, a remark, an attachment, an extension, a photo."""
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    seal = "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>" if signed else ""
    return zipped(
        {
            "OFD.xml": f'<ofd:OFD {ns} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>07</ofd:DocID>'
            f"<ofd:Title>{NAMES}</ofd:Title><ofd:Author>{NAMES}</ofd:Author><ofd:Creator>{NAMES}</ofd:Creator>"
            f"<ofd:ModDate>2026-01-01</ofd:ModDate><ofd:CustomDatas><ofd:CustomData Name='{ASCII}'>{NAMES}"
            f"</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{seal}"
            "</ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {ns}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID>"
            "</ofd:CommonData><ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/Page_0/Content.xml'/></ofd:Pages>"
            "<ofd:Annotations>"
            "Annotations.xml</ofd:Annotations><ofd:Attachments>/Doc_0/Attachs/Attachments.xml</ofd:Attachments>"
            "<ofd:Extensions>Extensions.xml</ofd:Extensions></ofd:Document>",
            "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {ns}><ofd:TextCode>正文第一段</ofd:TextCode></ofd:Page>",
            "Doc_0/Annotations.xml": f"<ofd:Annotations {ns}/>",
            "Doc_0/Annots/Page_0/Annotation.xml": f"<ofd:PageAnnot {ns}><ofd:Annot ID='3' Type='Highlight' "
            f"Creator='{NAMES}' LastModDate='2026-01-01'/></ofd:PageAnnot>",
            "Doc_0/Attachs/Attachments.xml": f"<ofd:Attachments {ns}><ofd:Attachment ID='1' Name='{NAMES}'>"
            "<ofd:FileLoc>notes.txt</ofd:FileLoc></ofd:Attachment></ofd:Attachments>",
            "Doc_0/Attachs/notes.txt": NAMES,
            "Doc_0/Extensions.xml": f"<ofd:Extensions {ns}><ofd:Extension AppName='{ASCII}' Company='{NAMES}'/>"
            "</ofd:Extensions>",
            "Doc_0/Res/1.jpg": photo("JPEG"),
        }
    )
