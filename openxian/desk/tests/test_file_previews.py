"""在线预览页：页页有替代文字，翻得动；不能预览的如实说；没有权限的人看不出有没有这个文件。"""

import io

import pikepdf
import pytest
from django.urls import reverse
from PIL import Image

from openxian.core.files import actions
from openxian.core.files.tests import planted
from openxian.core.files.tests.conftest import pdf, rights, store  # noqa: F401 - fixtures
from tests.cast import login


@pytest.fixture
def shown(client, rights, writer, education, at):  # noqa: F811
    """Keeps a file and opens its page as somebody who may."""
    rights.append(writer)
    login(client, writer)

    def show(content, name, query=""):
        file = actions.keep(io.BytesIO(content), name, thing=education, by=writer, at=at)
        return file, client.get(reverse("desk:file_preview", args=[file.pk]) + query).content.decode()

    return show


def test_every_page_is_a_picture_with_words_for_it(shown, client):
    file, html = shown(planted.pdf(), "通知.pdf")
    assert 'alt="第 2 页，共 2 页"' in html
    assert "second page" in html
    answer = client.get(reverse("desk:file_page", args=[file.pk, 2, 800]))
    with Image.open(io.BytesIO(answer.getvalue())) as picture:
        assert picture.width == 800
    assert answer["Content-Type"] == "image/webp"


def test_a_long_document_is_shown_in_parts(shown):
    document, out = pikepdf.new(), io.BytesIO()
    for _ in range(45):
        document.add_blank_page()
    document.save(out)
    _, html = shown(out.getvalue(), "a.pdf", "?from=21")
    assert html.count("<img ") == 20
    assert 'alt="第 21 页，共 45 页"' in html
    assert "?from=1" in html
    assert "?from=41" in html


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [(planted.docx, "a.docx", "这种文件不能在线预览，请下载查看"), (lambda: planted.pdf()[:400], "a.pdf", "画不出来")],
)
def test_what_cannot_be_shown_says_so(shown, content, name, sentence):
    _, html = shown(content(), name)
    assert sentence in html
    assert "<img " not in html


def test_a_stranger_sees_neither_the_pages_nor_that_there_are_any(client, pdf, rights, stranger):  # noqa: F811
    login(client, stranger)
    for address in (reverse("desk:file_preview", args=[pdf.pk]), reverse("desk:file_page", args=[pdf.pk, 1, 800])):
        assert client.get(address).status_code == 404
    assert client.get(reverse("desk:file_preview", args=[99_999])).status_code == 404


def test_a_page_that_there_is_not_is_not_found(shown, client):
    file, _ = shown(planted.pdf(), "通知.pdf")
    assert client.get(reverse("desk:file_page", args=[file.pk, 3, 800])).status_code == 404
    assert client.get(reverse("desk:file_page", args=[file.pk, 1, 4000])).status_code == 404
