"""A file of a case is handed to those the case's room allows, whole or in part, under its Chinese name."""

import io

import pytest
from django.urls import reverse

from openxian.core.files import actions
from openxian.core.files.tests.conftest import PDF, pdf, rights, store  # noqa: F401 - fixtures
from openxian.core.models import AuditLine
from tests.cast import login


@pytest.fixture
def address(pdf):  # noqa: F811
    return reverse("desk:file", args=[pdf.pk])


def test_who_may_have_it_gets_it_as_it_came(client, address, rights, writer, pdf):  # noqa: F811
    rights.append(writer)
    answer = login(client, writer).get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == (
        "attachment; filename=\"file.pdf\"; filename*=UTF-8''"
        "%E5%85%B3%E4%BA%8E%E5%BC%80%E5%AD%A6%E7%9A%84%E9%80%9A%E7%9F%A5.pdf"
    )
    assert int(answer["Content-Length"]) == len(PDF)


def test_a_stranger_cannot_tell_it_from_none(client, address, rights, stranger):  # noqa: F811
    assert login(client, stranger).get(address).status_code == 404
    assert client.get(reverse("desk:file", args=[999_999])).status_code == 404


def test_a_file_of_a_room_that_declared_nothing_is_refused_to_everybody(client, address, writer):
    assert login(client, writer).get(address).status_code == 404


def test_nobody_without_a_login_comes_near(client, address):
    assert client.get(address).status_code == 302


def test_a_removed_file_is_gone_for_all(client, address, rights, writer, pdf, at):  # noqa: F811
    rights.append(writer)
    actions.remove(pdf, by=writer, at=at, reason="传错了")
    assert login(client, writer).get(address).status_code == 404


def test_an_infected_file_is_gone_for_all(client, address, rights, writer, pdf, at):  # noqa: F811
    rights.append(writer)
    pdf.verdict, pdf.scanned_at = "infected", at
    pdf.save()
    assert login(client, writer).get(address).status_code == 404


@pytest.mark.parametrize(
    ("asked", "start", "stop"), [("bytes=0-3", 0, 4), ("bytes=5-", 5, len(PDF)), ("bytes=-6", len(PDF) - 6, len(PDF))]
)
def test_a_part_may_be_asked_for(client, address, rights, writer, asked, start, stop):  # noqa: F811
    rights.append(writer)
    answer = login(client, writer).get(address, headers={"Range": asked})
    assert answer.status_code == 206
    assert b"".join(answer.streaming_content) == PDF[start:stop]
    assert answer["Content-Range"] == f"bytes {start}-{stop - 1}/{len(PDF)}"


def test_a_part_beyond_the_end_is_refused(client, address, rights, writer):  # noqa: F811
    rights.append(writer)
    answer = login(client, writer).get(address, headers={"Range": "bytes=9999-"})
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(PDF)}")


def test_who_has_it_already_is_not_sent_it_again(client, address, rights, writer, pdf):  # noqa: F811
    rights.append(writer)
    assert login(client, writer).get(address, headers={"If-None-Match": f'"{pdf.sm3}"'}).status_code == 304


def test_each_download_leaves_a_line_where_the_purpose_asks(client, rights, education, writer, at):  # noqa: F811
    rights.append(writer)
    sealed = actions.keep(io.BytesIO(PDF), "定密.pdf", thing=education, by=writer, at=at, purpose="sealed")
    plain = actions.keep(io.BytesIO(PDF), "附件.pdf", thing=education, by=writer, at=at)
    for file in (sealed, plain):
        login(client, writer).get(reverse("desk:file", args=[file.pk]))
    assert [line.thing_id for line in AuditLine.objects.filter(act="files.hand_out")] == [str(sealed.pk)]
