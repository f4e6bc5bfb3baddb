"""What a file holds decides, not what it is called; what does not fit is renamed or refused with a sentence."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from openxian.core import files
from openxian.core.errors import Refused

SHARED = Path(__file__).parents[4] / "shared/data"
GOVERNMENT_FILES = sorted((SHARED / "gov_files").glob("*-*.*"))
OFD_FILES = sorted((SHARED / "ofd").glob("*igned/*.ofd"))


def packed(**members) -> io.BytesIO:
    """A ZIP with these members; ``__`` in a name stands for a slash, ``_dot_`` for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream


def drawn(format_name="PNG", size=(8, 8)) -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", size).save(stream, format_name)
    return stream


def office(folder) -> io.BytesIO:
    return packed(**{"[Content_Types]_dot_xml": "<x/>", f"{folder}__document_dot_xml": "<x/>"})


ODT = "application/vnd.oasis.opendocument.text"
ACCEPTED = [
    (lambda: io.BytesIO(b"%PDF-1.7\n"), "报告.pdf", "报告.pdf", "application/pdf"),
    (lambda: io.BytesIO(b"%PDF-1.7\n"), "报告.doc", "报告.pdf", "application/pdf"),
    (lambda: office("word"), "通知.docx", "通知.docx", files.OOXML["word/"].content_type),
    (lambda: office("word"), "通知.wps", "通知.wps", "application/vnd.ms-works"),
    (lambda: office("xl"), "名单.xls", "名单.xlsx", files.OOXML["xl/"].content_type),
    (lambda: packed(OFD_dot_xml="<x/>"), "公文.ofd", "公文.ofd", "application/ofd"),
    (lambda: packed(OFD_dot_xml="<x/>"), "公文.zip", "公文.ofd", "application/ofd"),
    (lambda: packed(mimetype=ODT), "a.odt", "a.odt", ODT),
    (lambda: packed(a_dot_txt="x"), "材料.zip", "材料.zip", "application/zip"),
    (lambda: drawn("PNG"), "图.jpg", "图.png", "image/png"),
    (lambda: drawn("WEBP"), "图.webp", "图.webp", "image/webp"),
    (lambda: io.BytesIO("姓名,职务\n张,局长\n".encode()), "表.csv", "表.csv", "text/csv"),
    (lambda: io.BytesIO("说明".encode("gb18030")), "说明.TXT", "说明.TXT", "text/plain"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "name", "kept", "content_type"), ACCEPTED, ids=[row[1] for row in ACCEPTED])
def test_content_decides_and_the_name_follows(made, name, kept, content_type):
    examined = files.examine(made(), name)
    assert (examined.name, examined.content_type) == (kept, content_type)


REFUSED = [
    (lambda: io.BytesIO(b""), "空.pdf", "空的"),
    (lambda: io.BytesIO(b"MZ\x90\x00" + b"\x00" * 200), "报告.pdf", "可以上传"),
    (lambda: io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), "图.svg", "可以上传"),
    (lambda: io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "图.png", "可以上传"),
    (lambda: io.BytesIO(b"<html><script>1</script>"), "说明.txt", "可以上传"),
    (lambda: io.BytesIO(b"#!/bin/sh\nrm"), "说明.txt", "可以上传"),
    (lambda: io.BytesIO(b"console.log(1)"), "a.js", "可以上传"),
    (lambda: packed(**{"META-INF__MANIFEST_dot_MF": "x"}), "a.zip", "可以上传"),
    (lambda: packed(**{"[Content_Types]_dot_xml": "x", "word__vbaProject_dot_bin": "x"}), "a.docx", "宏"),
    (lambda: io.BytesIO(b"PK\x03\x04" + b"\x00" * 99), "a.docx", "损坏"),
    (lambda: io.BytesIO(drawn().getvalue()[:40]), "图.png", "不是完整的"),
    (lambda: drawn("GIF", (9_000, 9_000)), "图.gif", "太大"),
]


@pytest.mark.parametrize(("made", "name", "why"), REFUSED, ids=[row[1] + row[2] for row in REFUSED])
def test_what_is_not_taken_is_refused_at_the_field(made, name, why):
    with pytest.raises(Refused, match=why) as refusal:
        files.examine(made(), name)
    assert refusal.value.field == "file"


def test_an_archive_that_would_burst_is_refused_unopened():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a", "w") as member:
        for _ in range(120):
            member.write(bytes(1024 * 1024))
    with pytest.raises(Refused, match="解压后太大"):
        files.examine(bomb, "a.zip")


def test_size_limits_stop_the_reading(settings):
    settings.OPENXIAN_UPLOAD_BYTES = 1024 * 1024
    with pytest.raises(Refused, match="超过 1 MB"):
        files.examine(io.BytesIO(b"%PDF-1.7\n" + bytes(2 * 1024 * 1024)), "a.pdf")


def test_a_path_in_the_name_is_no_part_of_it():
    assert files.examine(io.BytesIO(b"%PDF-1.7\n"), "..\\..\\etc/报告.pdf").name == "报告.pdf"


def test_sm3_is_the_standards():
    assert files.sm3_of(io.BytesIO(b"abc")) == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@pytest.mark.skipif(not GOVERNMENT_FILES, reason="the real attachments are not here")
def test_real_attachments_are_what_they_are_called():
    for path in GOVERNMENT_FILES:
        with path.open("rb") as stream:
            examined = files.examine(stream, path.name)
        assert examined.name == path.name, path.name
        assert examined.kind.family == files.DOCUMENT
    assert len(GOVERNMENT_FILES) == 52


@pytest.mark.skipif(not OFD_FILES, reason="the real OFD files are not here")
def test_real_ofd_files_are_ofd():
    for path in OFD_FILES:
        with path.open("rb") as stream:
            assert files.examine(stream, f"{path.stem}.bin").kind == files.OFD, path.name
