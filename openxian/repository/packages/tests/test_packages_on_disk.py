"""A folder, a zip, a tar.gz or a single file: the same rows come in, and nothing gets out of the package."""

import gzip
import io
import json
import tarfile
import zipfile

import pytest

from openxian.repository.models import Article
from openxian.repository.packages.package import PackageUnreadable, opened, safe_name
from openxian.repository.packages.tests.fakes import MANIFEST, bring_in, make_row, write_package

PDF = b"%PDF-1.4\n%%EOF\n"
ROW = make_row(attachments=[{"path": "attachments/表.pdf"}])


@pytest.fixture
def ground(county, columns):
    """A county to import into."""


def package_files() -> dict[str, bytes]:
    rows = (json.dumps(ROW, ensure_ascii=False) + "\n").encode()
    return {"package.json": json.dumps(MANIFEST).encode(), "articles.jsonl": rows, "attachments/表.pdf": PDF}


def as_zip(path, folder=""):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in package_files().items():
            archive.writestr(folder + name, content)
    return path


def as_tar(path, extra=None):
    with tarfile.open(path, "w:gz") as archive:
        for name, content in package_files().items():
            member = tarfile.TarInfo("old-site/" + name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        if extra:
            archive.addfile(extra)
    return path


@pytest.mark.parametrize("folder", ["", "old-site/"])
def test_a_zip_comes_in(ground, tmp_path, at, folder):
    totals, refusals = bring_in(as_zip(tmp_path / "old.zip", folder), at)
    assert (totals.created, refusals) == (1, [])
    assert Article.objects.get().attachments.count() == 1


def test_a_tar_comes_in(ground, tmp_path, at):
    totals, refusals = bring_in(as_tar(tmp_path / "old.tar.gz"), at)
    assert (totals.created, refusals) == (1, [])


def test_names_written_by_windows_are_found(tmp_path):
    with zipfile.ZipFile(tmp_path / "w.zip", "w") as archive:
        for name, content in package_files().items():
            info = zipfile.ZipInfo(name.replace("表", "??"))
            archive.writestr(info, content)
    raw = (tmp_path / "w.zip").read_bytes().replace(b"attachments/??", b"attachments/" + "表".encode("gbk"))
    (tmp_path / "w.zip").write_bytes(raw)
    with opened(tmp_path / "w.zip") as package:
        assert package.files.size("attachments/表.pdf") == len(PDF)


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_a_single_file_comes_in(ground, tmp_path, at, name):
    line = json.dumps(make_row()).encode() + b"\n"
    (tmp_path / name).write_bytes(gzip.compress(line) if name.endswith(".gz") else line)
    assert bring_in(tmp_path / name, at)[0].created == 1


def test_a_single_file_has_nothing_beside_it(ground, tmp_path, at):
    (tmp_path / "rows.jsonl").write_text(json.dumps(ROW))
    (tmp_path / "attachments").mkdir()
    (tmp_path / "attachments" / "表.pdf").write_bytes(PDF)
    assert "包里没有文件" in bring_in(tmp_path / "rows.jsonl", at)[1][0].reason


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "C:/a", "a\\b", "", ".", "a\x00"])
def test_names_that_lead_out_are_no_names(name):
    assert safe_name(name) is None


@pytest.mark.parametrize(
    "extra",
    [("old-site/link", tarfile.SYMTYPE), ("../../out.txt", tarfile.REGTYPE), ("old-site/dev", tarfile.CHRTYPE)],
)
def test_a_tar_with_links_devices_or_ways_out_is_refused(tmp_path, extra):
    member = tarfile.TarInfo(extra[0])
    member.type, member.linkname = extra[1], "/etc/passwd"
    with pytest.raises(PackageUnreadable, match="链接、设备或越界"), opened(as_tar(tmp_path / "x.tar.gz", member)):
        pass
    assert not (tmp_path.parent / "out.txt").exists()


def unreadable(path) -> str:
    with pytest.raises(PackageUnreadable) as refusal, opened(path):
        pass
    return str(refusal.value)


def test_what_is_not_a_package_says_so(tmp_path):
    assert "没有这个文件或文件夹" in unreadable(tmp_path / "none")
    assert "没有 package.json" in unreadable(tmp_path)
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 broken")
    assert "可能不完整或已损坏" in unreadable(tmp_path / "a.zip")
    (tmp_path / "a.tar.gz").write_bytes(b"\x1f\x8b broken")
    assert "可能不完整或已损坏" in unreadable(tmp_path / "a.tar.gz")
    (tmp_path / "a.rar").write_bytes(b"Rar!")
    assert "这个不是" in unreadable(tmp_path / "a.rar")


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        (MANIFEST | {"version": 2}, "package.json 的 version：只能是 1"),
        (MANIFEST | {"format": "zip"}, "package.json 的 format"),
        (MANIFEST | {"more": 1}, "package.json 的 more：不认识这个字段"),
        ({"title": "x"}, "缺少这个字段"),
    ],
)
def test_a_wrong_manifest_is_named(tmp_path, manifest, words):
    assert words in unreadable(write_package(tmp_path / "p", [], manifest=manifest))


def test_a_manifest_in_another_encoding_is_refused(tmp_path):
    write_package(tmp_path / "p", [])
    (tmp_path / "p" / "package.json").write_bytes(b"\xef\xbb\xbf{}")
    assert "BOM" in unreadable(tmp_path / "p")


def test_a_package_that_breaks_off_keeps_what_came_before(ground, tmp_path, at):
    rows = b"".join(
        json.dumps(make_row(f"a-{n}", summary=str(hash(str(n))) * 20)).encode() + b"\n" for n in range(4000)
    )
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(rows)[:-20000])
    with pytest.raises(PackageUnreadable, match="数据包断了"):
        bring_in(tmp_path / "rows.jsonl.gz", at, batch_rows=50)
    assert Article.objects.count() > 0
