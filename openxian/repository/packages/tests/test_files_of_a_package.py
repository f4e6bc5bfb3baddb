"""Attachments and pictures: known by content, kept once, never from outside the package."""

import base64
import io
import struct

import pytest
from PIL import Image

from openxian.repository.models import Article, Attachment, Picture
from openxian.repository.packages.tests.fakes import make_row

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def picture(kind="PNG", colour="green") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(out, kind)
    return out.getvalue()


def test_attachments_come_in_under_the_names_people_see(come_in):
    row = make_row(attachments=[{"path": "attachments/表.pdf", "title": "申请表"}, {"path": "attachments/b.pdf"}])
    totals, refusals = come_in(row, files={"attachments/表.pdf": PDF, "attachments/b.pdf": PDF + b" "})
    assert (totals.created, refusals) == (1, [])
    attachments = list(Article.objects.get().attachments.all())
    assert [str(each) for each in attachments] == ["申请表", "b.pdf"]
    stored = attachments[0].file
    assert (stored.content_type, stored.file_size, len(stored.sm3)) == ("application/pdf", len(PDF), 64)
    with stored.file.open("rb") as content:
        assert content.read() == PDF


def test_one_content_is_kept_once(come_in, tmp_path):
    rows = [make_row(f"a-{n}", attachments=[{"path": "a.pdf"}]) for n in range(3)]
    come_in(*rows, files={"a.pdf": PDF})
    assert Attachment.objects.count() == 1
    assert len(list((tmp_path / "files" / "documents").rglob("*.pdf"))) == 1


def test_a_file_left_half_written_is_made_whole(come_in, tmp_path):
    come_in(make_row("a-1", attachments=[{"path": "a.pdf"}]), files={"a.pdf": PDF})
    (stored,) = (tmp_path / "files" / "documents").rglob("*.pdf")
    stored.write_bytes(PDF[:5])
    come_in(make_row("a-2", attachments=[{"path": "a.pdf"}]), files={"a.pdf": PDF})
    assert stored.read_bytes() == PDF


def test_a_changed_file_is_a_change_of_the_row(come_in):
    row = make_row(attachments=[{"path": "a.pdf"}])
    come_in(row, files={"a.pdf": PDF})
    totals, _ = come_in(row, files={"a.pdf": PDF + b"%new"})
    assert totals.updated == 1
    assert Article.objects.get().attachments.get().file.file_size == len(PDF) + 4


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"MZ\x90\x00" + bytes(100), "不是可以上传的类型"),
        ("a.exe", b"MZ\x90\x00" + bytes(100), "不是可以上传的类型"),
        ("a.html", b"<html><script>1</script></html>", "不是可以上传的类型"),
        ("a.txt", b"<html><script>1</script></html>", "不是可以上传的类型"),
        ("a.svg", b"<svg/>", "不是可以上传的类型"),
        ("a.pdf", b"", "是空的"),
    ],
)
def test_an_attachment_is_what_its_content_says(refused, name, content, words):
    found = refused(make_row(attachments=[{"path": name}]), files={name: content})
    assert words in dict(found)["attachments[0].path"]


def test_an_attachment_over_the_limit_is_refused(refused, settings):
    settings.OPENXIAN_UPLOAD_BYTES = 1024 * 1024
    found = refused(make_row(attachments=[{"path": "a.pdf"}]), files={"a.pdf": PDF + bytes(1024 * 1024)})
    assert "超过 1 MB" in found[0][1]


def test_a_link_out_of_the_folder_is_not_followed(refused, tmp_path):
    (tmp_path / "secret.pdf").write_bytes(PDF)
    (tmp_path / "old-site").mkdir()
    (tmp_path / "old-site" / "a.pdf").symlink_to(tmp_path / "secret.pdf")
    assert "包里没有文件" in refused(make_row(attachments=[{"path": "a.pdf"}]))[0][1]


def test_pictures_of_the_text_come_in_with_it(come_in):
    body = {"format": "html", "text": '<p>图<img src="images/a.png" alt="造林"></p>'}
    come_in(make_row(body=body, lead_picture="images/a.png"), files={"images/a.png": picture()})
    article, kept = Article.objects.get(), Picture.objects.get()
    assert (kept.width, kept.height, article.lead_picture) == (8, 6, kept)
    assert f'src="{kept.file.url}"' in str(article.body[0].value)


def test_a_picture_written_into_the_text_becomes_a_file(come_in):
    data = base64.b64encode(picture("JPEG")).decode()
    come_in(make_row(body={"format": "html", "text": f'<p>图<img src="data:image/jpeg;base64,{data}"></p>'}))
    kept = Picture.objects.get()
    assert f'src="{kept.file.url}"' in str(Article.objects.get().body[0].value)
    assert kept.file.name.endswith((".jpeg", ".jpg"))


def test_a_picture_that_is_none_is_refused(refused):
    found = refused(make_row(lead_picture="a.png"), files={"a.png": b"<svg onload='x()'/>"})
    assert "不是可以上传的类型" in dict(found)["lead_picture"]


def test_an_attachment_is_no_picture(refused):
    assert "不是图片" in dict(refused(make_row(lead_picture="a.png"), files={"a.png": PDF}))["lead_picture"]


def test_a_file_with_the_wrong_ending_gets_the_right_one(come_in):
    come_in(make_row(attachments=[{"path": "a.doc"}]), files={"a.doc": PDF})
    assert Attachment.objects.get().file.name.endswith("/a.pdf")


def test_a_picture_of_absurd_size_is_refused(refused):
    content = bytearray(picture())
    content[16:24] = struct.pack(">II", 60_000, 60_000)
    assert "图片" in refused(make_row(lead_picture="a.png"), files={"a.png": bytes(content)})[0][1]
