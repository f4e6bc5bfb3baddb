"""Attachments that are made open where people open them."""

import csv
import io
import re
import zipfile

import openpyxl
import pytest
from lxml import etree

from openxian.demo import files
from openxian.demo.manuscripts import table
from openxian.repository.packages.stored_files import FileBook

ALL = table("attachments")


def _of(form: str):
    return pytest.mark.parametrize(
        "spec", [each for each in ALL.values() if each["format"] == form], ids=lambda s: s["title"]
    )


@_of("docx")
def test_a_form_holds_its_rows(spec):
    with zipfile.ZipFile(io.BytesIO(files.made(spec))) as archive:
        assert archive.testzip() is None
        document = etree.fromstring(archive.read("word/document.xml"))
    said = [node.text or "" for node in document.iter("{*}t")]
    assert spec["title"] in said
    assert [row[0] for row in spec["rows"] if row[0] not in said] == []


@_of("xlsx")
def test_a_sheet_holds_its_rows(spec):
    sheet = openpyxl.load_workbook(io.BytesIO(files.made(spec))).active
    rows = [[str(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == [spec["title"]]
    assert [row[0] for row in rows[1:]] == [row[0] for row in spec["rows"]]


@_of("csv")
def test_a_list_of_values_is_read_back(spec):
    assert list(csv.reader(io.StringIO(files.made(spec).decode("utf-8-sig")))) == spec["rows"]


@_of("pdf")
def test_a_page_says_truly_where_its_objects_are(spec):
    content = files.made(spec)
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF", content)[1])
    assert content[start:].startswith(b"xref\n")
    offsets = [int(at) for at in re.findall(rb"(\d{10}) 00000 n", content)]
    assert all(content[at:].startswith(b"%d 0 obj" % number) for number, at in enumerate(offsets, 1))
    assert spec["title"].encode("utf-16-be").hex().encode() in content


def test_the_same_lines_give_the_same_bytes():
    assert all(files.made(spec) == files.made(spec) for spec in ALL.values())


def test_the_platform_takes_each_of_them_for_what_it_is(tmp_path):
    for name, spec in ALL.items():
        (tmp_path / f"{name}.{spec['format']}").write_bytes(files.made(spec))

    class Folder:
        def size(self, name):
            return (tmp_path / name).stat().st_size

        def open(self, name):
            return (tmp_path / name).open("rb")

    book = FileBook(Folder())
    assert [name for name, spec in ALL.items() if not book.attachment(f"{name}.{spec['format']}").sm3] == []
