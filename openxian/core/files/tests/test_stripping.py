"""公开前去掉作者、时间、机器和地点：每一层里都找不到植入的姓名；人读的内容一字不变。"""

import contextlib
import io
import random
import warnings
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageOps
from python_calamine import CalamineWorkbook

from openxian.core.errors import Refused
from openxian.core.files import content, drawn, stripping
from openxian.core.files.tests import planted

DATA = Path(__file__).parents[5] / "shared" / "data"
FILES = {
    "a.pdf": planted.pdf,
    "a.docx": planted.docx,
    "b.docx": lambda: planted.docx(embedded=planted.xlsx()),
    "a.xlsx": planted.xlsx,
    "a.pptx": planted.pptx,
    "a.odt": lambda: planted.odf("text"),
    "a.ods": lambda: planted.odf("spreadsheet"),
    "a.odp": lambda: planted.odf("presentation"),
    "a.ofd": planted.ofd,
    "a.jpg": lambda: planted.photo("JPEG"),
    "a.png": lambda: planted.photo("PNG"),
    "a.gif": lambda: planted.photo("GIF"),
    "a.webp": lambda: planted.photo("WEBP"),
}


def stripped(given: bytes, name: str) -> bytes:
    examined = content.examine(io.BytesIO(given), name)
    return stripping.strip(io.BytesIO(given), examined.kind.content_type).read()


@pytest.mark.parametrize("name", FILES)
def test_no_planted_name_is_left_in_any_layer(name):
    given = FILES[name]()
    assert planted.found_in(given), "the search finds what was planted"
    assert planted.found_in(stripped(given, name)) == []


@pytest.mark.parametrize("name", FILES)
def test_what_comes_out_is_still_that_kind_of_file_and_clean_already(name):
    given = FILES[name]()
    once = stripped(given, name)
    kind = content.examine(io.BytesIO(given), name).kind
    assert content.examine(io.BytesIO(once), name).kind == kind
    assert len(stripped(once, name)) == pytest.approx(len(once), abs=64)


def test_every_kind_that_can_be_cleaned_is_attacked_here():
    attacked = {content.examine(io.BytesIO(make()), name).kind.content_type for name, make in FILES.items()}
    assert attacked == set(stripping.CLEANERS)


def test_the_pages_of_a_pdf_read_and_look_the_same():
    given = planted.pdf()
    before, after = (pypdfium2.PdfDocument(one) for one in (given, stripped(given, "a.pdf")))
    assert len(before) == len(after) == 2
    for number in range(2):
        texts = [one[number].get_textpage().get_text_range() for one in (before, after)]
        looks = [one[number].render(scale=1).to_pil().tobytes() for one in (before, after)]
        assert texts[0] == texts[1] == ("first page", "second page")[number]
        assert looks[0] == looks[1]


def test_a_remark_in_a_pdf_stays_without_its_author():
    with pikepdf.open(io.BytesIO(stripped(planted.pdf(), "a.pdf"))) as document:
        remarks = list(document.pages[0].Annots)
        assert [str(one.Contents) for one in remarks] == ["please check"]
        assert "/OpenAction" not in document.Root


def test_the_words_and_changes_of_a_word_file_stay():
    with zipfile.ZipFile(io.BytesIO(stripped(planted.docx(), "a.docx"))) as archive:
        words = archive.read("word/document.xml").decode() + archive.read("word/comments.xml").decode()
        assert archive.testzip() is None
        assert not {name for name in archive.namelist() if name.startswith("customXml")}
    assert all(one in words for one in ("正文一段", "新增的话", "删去的话", "请核对", "作者"))
    assert "rsid" not in words


def test_the_values_of_a_sheet_stay():
    given = planted.xlsx()
    before, after = (
        CalamineWorkbook.from_object(io.BytesIO(one)).get_sheet_by_index(0).to_python()
        for one in (given, stripped(given, "a.xlsx"))
    )
    assert before == after == [["编号", "金额", "日期"], ["A001", 12.5, "2026-01-01"], ["", 12.5, ""]]


def test_no_relation_of_a_sheet_leads_to_what_is_gone():
    with zipfile.ZipFile(io.BytesIO(stripped(planted.xlsx(), "a.xlsx"))) as archive:
        assert b"rId9" not in archive.read("xl/worksheets/sheet1.xml")
        assert b"printerSettings" not in archive.read("xl/worksheets/_rels/sheet1.xml.rels")
        assert b"AlternateContent" not in archive.read("xl/workbook.xml")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turned", [1, 3, 6])
def test_a_photo_has_the_same_pixels_the_same_way_up(kind, turned):
    given = planted.photo(kind, turned)
    with Image.open(io.BytesIO(given)) as before, Image.open(io.BytesIO(stripped(given, f"a.{kind.lower()}"))) as after:
        assert ImageOps.exif_transpose(before).tobytes() == ImageOps.exif_transpose(after).tobytes()
        assert after.getexif().get(0x0112, 1) == turned
        assert set(after.getexif()) <= {0x0112}


def test_an_animation_keeps_its_frames():
    given = planted.photo("GIF")
    with Image.open(io.BytesIO(stripped(given, "a.gif"))) as after:
        assert (after.n_frames, after.info.get("loop")) == (2, 0)


def test_the_colour_profile_of_a_photo_stays():
    from PIL import ImageCms

    profile, out = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "JPEG", icc_profile=profile)
    with Image.open(io.BytesIO(stripped(out.getvalue(), "a.jpg"))) as after:
        assert after.info["icc_profile"] == profile


def test_a_pdf_sealed_without_a_proper_field_is_refused():
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.Root.Seal = document.make_indirect(pikepdf.Dictionary(ByteRange=[0, 1, 2, 3], Contents=b"x"))
    document.save(out)
    with pytest.raises(Refused, match="签名或盖章"):
        stripped(out.getvalue(), "a.pdf")


def test_a_signed_pdf_is_refused():
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    field = document.make_indirect(
        pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="s", V=pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=b"x"))
    )
    group = document.make_indirect(pikepdf.Dictionary(T="g", Kids=[field]))
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[group], SigFlags=3)
    document.save(out)
    with pytest.raises(Refused, match="签名或盖章"):
        stripped(out.getvalue(), "a.pdf")


def test_a_locked_pdf_is_refused():
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(Refused, match="打开口令"):
        stripped(out.getvalue(), "a.pdf")


def test_signed_packages_are_refused():
    signed = planted.zipped(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>", "_xmlsignatures/s.xml": "x"}
    )
    for given, name in ((signed, "a.docx"), (planted.ofd(signed=True), "a.ofd")):
        with pytest.raises(Refused, match="签名或盖章"):
            stripped(given, name)


def test_what_cannot_be_cleaned_is_refused_with_advice():
    archive = planted.zipped({"a.txt": "a"})
    with pytest.raises(Refused, match="另存为"):
        stripped(archive, "a.zip")
    assert not stripping.can_strip("application/msword")


def test_plain_text_has_nothing_to_take_out():
    assert stripped("姓名,电话\n".encode(), "a.csv") == "姓名,电话\n".encode()


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short_is_refused_or_still_clean(name):
    given = FILES[name]()
    for share in (0.3, 0.6, 0.9, 0.99):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                cut = stripped(given[: int(len(given) * share)], name)
        except Refused:
            continue
        assert planted.found_in(cut) == []


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_refused_or_cleaned_and_never_a_fault(name, monkeypatch):
    """Bytes changed at random, the same ones each time; the comparing program is left out to try many."""
    monkeypatch.setattr(drawn, "ask", lambda *asked: b"")
    given, chance = FILES[name](), random.Random(7)
    for _ in range(15):
        hurt = bytearray(given)
        for _ in range(chance.choice((1, 3, 20))):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        with contextlib.suppress(Refused):
            stripped(bytes(hurt), name)


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.slow)])
def test_real_files_come_out_whole(every):
    if not DATA.exists():
        pytest.skip("the real files are not here")
    real = [*(DATA / "gov_files").glob("*.[dpx][oDdl]*"), *(DATA / "ofd" / "unsigned").glob("*.ofd")]
    cleaned, refused = 0, []
    for path in sorted(one for one in real if one.suffix not in (".doc", ".wps"))[::every]:
        try:
            stripped(path.read_bytes(), path.name)
            cleaned += 1
        except Refused as refusal:
            refused.append((path.name, refusal.message))
    assert {name for name, _ in refused} <= {"hello-integrity.ofd"}
    assert cleaned > 50 // every


def test_real_signed_files_are_refused():
    signed = sorted((DATA / "ofd" / "signed").glob("*.ofd"))
    if not signed:
        pytest.skip("the real files are not here")
    for path in signed:
        with pytest.raises(Refused, match="签名或盖章"):
            stripped(path.read_bytes(), path.name)
