"""A file that comes in is examined, its bytes kept once under their SM3, its row entered with a line in the trail."""

import hashlib
import io

import pytest
from django.db import transaction

from openxian.core.errors import Refused
from openxian.core.files import actions, kept, queries
from openxian.core.files.models import StoredFile
from openxian.core.files.tests.conftest import PDF
from openxian.core.models import AuditLine


def test_what_is_kept_is_what_came(pdf, education, writer, at):
    with kept.open_bytes(pdf.sm3) as stream:
        assert stream.read() == PDF
    assert pdf.sm3 == hashlib.new("sm3", PDF).hexdigest()
    assert (pdf.name, pdf.content_type, pdf.family, pdf.size) == (
        "关于开学的通知.pdf",
        "application/pdf",
        "document",
        len(PDF),
    )
    assert (pdf.kept_by, pdf.kept_at, pdf.verdict) == (writer, at, "unscanned")
    assert list(queries.of(education)) == [pdf]


def test_keeping_leaves_a_line_in_the_trail(pdf, education, writer):
    line = AuditLine.objects.get(act="files.keep")
    assert "关于开学的通知.pdf" in line.sentence
    assert line.actor_id == writer.pk
    assert line.detail["belongs_to"] == f"organisations.organisation:{education.pk}"


def test_the_same_bytes_lie_once(pdf, store, forestry, stranger, at):
    again = actions.keep(io.BytesIO(PDF), "另一个名字.pdf", thing=forestry, by=stranger, at=at)
    assert again.sm3 == pdf.sm3
    assert len(list(store.walk(kept.BYTES))) == 1
    assert not list(store.walk(kept.WAITING))


def test_the_name_follows_the_content(education, writer, at):
    assert actions.keep(io.BytesIO(PDF), "../../扫描件.exe", thing=education, by=writer, at=at).name == "扫描件.pdf"


def test_a_very_long_name_keeps_its_ending(education, writer, at):
    name = actions.keep(io.BytesIO(PDF), "长" * 400 + ".pdf", thing=education, by=writer, at=at).name
    assert len(name) == actions.LONGEST_NAME
    assert name.endswith("长.pdf")


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00 a program", b"<html>a page</html>"])
def test_what_we_do_not_take_leaves_nothing(content, store, education, writer, at):
    with pytest.raises(Refused) as refusal:
        actions.keep(io.BytesIO(content), "a.pdf", thing=education, by=writer, at=at)
    assert refusal.value.field == "file"
    assert not list(store.walk(kept.BYTES))
    assert not StoredFile.objects.exists()


def test_an_act_that_is_taken_back_leaves_only_bytes(store, education, writer, at):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.keep(io.BytesIO(PDF), "a.pdf", thing=education, by=writer, at=at)
        raise ZeroDivisionError
    assert not StoredFile.objects.exists()
    assert len(list(store.walk(kept.BYTES))) == 1


def test_only_the_service_may_read_the_folder(pdf, store):
    from pathlib import Path

    path = Path(store.path(kept.name_of(pdf.sm3)))
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_removing_marks_the_row_and_needs_a_reason(pdf, education, writer, at):
    with pytest.raises(Refused):
        actions.remove(pdf, by=writer, at=at, reason=" ")
    actions.remove(pdf, by=writer, at=at, reason="传错了")
    pdf.refresh_from_db()
    assert (pdf.removed_at, pdf.removed_by, pdf.removal_reason) == (at, writer, "传错了")
    assert not queries.of(education).exists()
    assert AuditLine.objects.get(act="files.remove").sentence == "移除文件“关于开学的通知.pdf”：传错了"
    with pytest.raises(Refused, match="已经移除"):
        actions.remove(pdf, by=writer, at=at, reason="再来一次")


def test_a_change_of_the_bytes_is_noticed(pdf, store):
    assert kept.is_whole(pdf.sm3)
    with open(store.path(kept.name_of(pdf.sm3)), "ab") as file:
        file.write(b"x")
    assert not kept.is_whole(pdf.sm3)
