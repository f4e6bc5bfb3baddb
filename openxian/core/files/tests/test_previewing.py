"""在线预览：PDF 和图片一页一页画成图，画一次存下来；恶意文件拖不垮服务。"""

import io
import os
import time
from datetime import timedelta

import pikepdf
import pytest
from PIL import Image

from openxian.core.errors import Forbidden
from openxian.core.files import actions, cleaning, drawn, kept, previewing
from openxian.core.files.drawn import Undrawable
from openxian.core.files.tests import planted
from openxian.core.models import AuditLine


@pytest.fixture
def bring(education, writer, at):
    def keep(content, name, purpose=""):
        return actions.keep(io.BytesIO(content), name, thing=education, by=writer, at=at, purpose=purpose)

    return keep


@pytest.fixture
def two_pages(bring):
    return bring(planted.pdf(), "通知.pdf")


def test_a_pdf_tells_its_pages_and_their_text(two_pages):
    outline = previewing.outline(two_pages)
    assert outline.count == 2
    assert [page.text for page in outline.pages] == ["first page", "second page"]
    assert outline.pages[0].height_at(595) == 842


@pytest.mark.parametrize("width", previewing.WIDTHS[:2])
def test_a_page_is_drawn_at_fixed_widths(two_pages, width):
    with Image.open(io.BytesIO(previewing.picture(two_pages, 2, width))) as picture:
        assert (picture.format, picture.width) == ("WEBP", width)
        assert len(picture.getcolors(100_000)) > 1


def test_a_page_is_drawn_once(two_pages, store, monkeypatch):
    first = previewing.picture(two_pages, 1, 320)
    monkeypatch.setattr(drawn, "ask", lambda *a: pytest.fail("drawn again"))
    assert previewing.picture(two_pages, 1, 320) == first
    assert len([one for one in store.walk(kept.PAGES) if one.name.endswith(".webp")]) == 1


@pytest.mark.parametrize(("number", "width"), [(0, 320), (3, 320), (1, 321)])
def test_there_is_no_page_or_width_that_there_is_not(two_pages, number, width):
    with pytest.raises(Undrawable):
        previewing.picture(two_pages, number, width)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_photo_is_shown_upright_and_without_what_the_camera_wrote(bring, kind):
    file = bring(planted.photo(kind, turned=6), f"a.{kind.lower()}")
    page = previewing.outline(file).pages[0]
    shown = previewing.picture(file, 1, 320)
    with Image.open(io.BytesIO(shown)) as picture:
        assert picture.size == (page.width, page.height) == ((64, 48) if kind == "GIF" else (48, 64))
    assert planted.found_in(shown) == []


def test_a_page_as_large_as_a_field_is_drawn_smaller(bring):
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page(page_size=(200, 14_000))
    document.save(out)
    with Image.open(io.BytesIO(previewing.picture(bring(out.getvalue(), "a.pdf"), 1, 1800))) as picture:
        assert picture.width * picture.height <= 12_100_000


def test_a_locked_or_broken_pdf_cannot_be_drawn_and_harms_nothing(bring, pdf):
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    for file in (bring(out.getvalue(), "a.pdf"), bring(planted.pdf()[:400], "b.pdf"), pdf):
        with pytest.raises(Undrawable):
            previewing.outline(file)


def test_a_program_that_hangs_is_stopped(two_pages, monkeypatch):
    monkeypatch.setattr(drawn, "SECONDS", 0.01)
    before = time.monotonic()
    with pytest.raises(Undrawable):
        previewing.outline(two_pages)
    assert time.monotonic() - before < 5


def test_only_a_few_are_drawn_at_a_time(two_pages, monkeypatch):
    monkeypatch.setattr(previewing, "PATIENCE", 0.01)
    for _ in range(previewing.AT_A_TIME):
        previewing._drawing.acquire()
    try:
        with pytest.raises(previewing.Busy):
            previewing.outline(two_pages)
    finally:
        previewing._drawing.release(previewing.AT_A_TIME)


def test_looking_needs_the_right_and_leaves_a_line_where_the_purpose_asks(bring, rights, writer, stranger, at):
    rights.append(writer)
    sealed, plain = bring(planted.pdf(), "甲.pdf", "sealed"), bring(planted.pdf(), "乙.pdf")
    with pytest.raises(Forbidden):
        actions.show(plain, by=stranger, at=at)
    for file in (sealed, plain):
        assert actions.show(file, by=writer, at=at).count == 2
    assert [line.thing_id for line in AuditLine.objects.filter(act="files.show")] == [str(sealed.pk)]


def test_a_page_asked_for_by_itself_leaves_a_line_too(bring, rights, writer, at):
    rights.append(writer)
    sealed = bring(planted.pdf(), "甲.pdf", "sealed")
    for minutes in (0, 1, 59, 61):
        actions.show_page(sealed, 1, 320, by=writer, at=at + timedelta(minutes=minutes))
    assert AuditLine.objects.filter(act="files.show").count() == 2


def test_pages_of_bytes_that_nobody_holds_any_more_are_cleared_away(two_pages, store, writer, at):
    previewing.picture(two_pages, 1, 320)
    actions.remove(two_pages, by=writer, at=at, reason="传错了")
    for part in (kept.BYTES, kept.PAGES):
        for one in store.walk(part):
            os.utime(store.path(one.name), (at.timestamp(), at.timestamp()))
    assert cleaning.clean(by=None, at=at + timedelta(days=3)).taken == 3
    assert not list(store.walk(kept.PAGES))
