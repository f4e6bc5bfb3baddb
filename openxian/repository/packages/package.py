"""A package on disk: a folder, a zip, a tar.gz or a single JSON Lines file, read without trusting it."""

import contextlib
import gzip
import io
import json
import os
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import ValidationError

from openxian.repository.packages.schema import Manifest
from openxian.repository.packages.sentences import complaints

ROWS = ("articles.jsonl", "articles.jsonl.gz")
MANIFEST = "package.json"
MANIFEST_BYTES = 1024 * 1024
UNPACKED_BYTES = 200 * 1024**3
BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError, NotImplementedError, RuntimeError)


class PackageUnreadable(Exception):  # noqa: N818 - it is an answer to a person, not a fault
    """The package as a whole cannot be read; the message is a Chinese sentence."""


def safe_name(path: str) -> str | None:
    """A relative path that stays inside the package, in its plain form; ``None`` for any other."""
    if "\\" in path or "\x00" in path or path.startswith("/") or ":" in path.split("/", maxsplit=1)[0]:
        return None
    parts = [part for part in path.split("/") if part not in ("", ".")]
    return None if not parts or ".." in parts else str(PurePosixPath(*parts))


class Folder:
    """Files of an unpacked package."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def find(self, name: str) -> Path | None:
        """The file called ``name``, if it lies inside the folder (links out of it do not count)."""
        try:
            path = (self.root / name).resolve()
            return path if path.is_relative_to(self.root) and path.is_file() else None
        except (OSError, RuntimeError):
            return None

    def size(self, name: str) -> int | None:
        path = self.find(name)
        return path.stat().st_size if path else None

    def open(self, name: str) -> IO[bytes]:
        path = self.find(name)
        if path is None:
            raise FileNotFoundError(name)
        return path.open("rb")


class Archive:
    """Files of a zip, read in place; names without the UTF-8 flag are taken for GBK, as Windows writes them."""

    def __init__(self, path: Path) -> None:
        try:
            self.zip = zipfile.ZipFile(path, metadata_encoding="gbk")
        except UnicodeDecodeError:
            self.zip = zipfile.ZipFile(path)
        names = [entry.filename for entry in self.zip.infolist() if not entry.is_dir()]
        self.prefix = _common_folder(names)

    def size(self, name: str) -> int | None:
        try:
            return self.zip.getinfo(self.prefix + name).file_size
        except KeyError:
            return None

    def open(self, name: str) -> IO[bytes]:
        try:
            return self.zip.open(self.prefix + name)
        except KeyError:
            raise FileNotFoundError(name) from None


class Alone:
    """A single JSON Lines file: no files beside it."""

    def size(self, name: str) -> int | None:
        return None

    def open(self, name: str) -> IO[bytes]:
        raise FileNotFoundError(name)


def _common_folder(names: list[str]) -> str:
    """``folder/`` when the manifest lies in one folder inside the archive, else nothing."""
    if MANIFEST in names:
        return ""
    nested = [name for name in names if name.count("/") == 1 and name.endswith("/" + MANIFEST)]
    return nested[0][: -len(MANIFEST)] if len(nested) == 1 else ""


class Meter(io.RawIOBase):
    """A file that knows how much of it has been read."""

    def __init__(self, inner: IO[bytes]) -> None:
        self.inner = inner
        self.passed = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        chunk = self.inner.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self.passed += len(chunk)
        return len(chunk)


@dataclass
class Rows:
    """The stream of rows and how far it has been read, in bytes as they lie in the package."""

    stream: IO[bytes]
    meter: Meter
    total: int

    @property
    def passed(self) -> int:
        return self.meter.passed


@dataclass
class Package:
    """An opened package. ``manifest`` is ``None`` for a single JSON Lines file."""

    name: str
    manifest: Manifest | None
    files: Folder | Archive | Alone
    rows_name: str
    rows_path: Path | None = None

    @contextlib.contextmanager
    def rows(self) -> Iterator[Rows]:
        """Open ``articles.jsonl`` for one reading."""
        with self.rows_path.open("rb") if self.rows_path else self.files.open(self.rows_name) as inner:
            total = self.rows_path.stat().st_size if self.rows_path else self.files.size(self.rows_name)
            meter = Meter(inner)
            buffered = io.BufferedReader(meter, buffer_size=64 * 1024)
            stream = gzip.GzipFile(fileobj=buffered) if self.rows_name.endswith(".gz") else buffered
            yield Rows(stream, meter, total or 0)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Open whatever ``path`` is; raises ``PackageUnreadable`` with a sentence that says what is wrong."""
    with contextlib.ExitStack() as stack:
        try:
            package = stack.enter_context(_opened(path))
        except BROKEN as error:
            sentence = f"数据包读不出来，可能不完整或已损坏：{path.name}（{type(error).__name__}）"
            raise PackageUnreadable(sentence) from error
        yield package


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Package]:
    name = path.name
    if not path.exists():
        raise PackageUnreadable(f"没有这个文件或文件夹：{path}")
    if path.is_dir():
        yield _with_manifest(name, Folder(path))
    elif name.endswith((".jsonl", ".jsonl.gz")):
        yield Package(name, None, Alone(), name, rows_path=path)
    elif name.endswith(".zip"):
        archive = Archive(path)
        with archive.zip:
            yield _with_manifest(name, archive)
    elif name.endswith((".tar.gz", ".tgz")):
        with tempfile.TemporaryDirectory(prefix="openxian-package-") as unpacked:
            yield _with_manifest(name, Folder(_unpack(path, Path(unpacked))))
    else:
        raise PackageUnreadable("数据包可以是文件夹、.zip、.tar.gz、.jsonl 或 .jsonl.gz，这个不是")


def _unpack(path: Path, target: Path) -> Path:
    """Plain files only, inside ``target`` only; returns the folder that holds the manifest."""
    total, names = 0, []
    with tarfile.open(path, "r:gz") as archive:
        for member in archive:
            name = safe_name(member.name)
            if member.isdir():
                continue
            total += member.size
            if not member.isfile() or name is None:
                raise PackageUnreadable(f"压缩包里有链接、设备或越界的路径“{member.name}”，请只打包普通文件")
            if total > min(UNPACKED_BYTES, shutil.disk_usage(target).free):
                raise PackageUnreadable("压缩包解开后太大，放不下；请解开成文件夹后导入")
            names.append(name)
            place = target / name
            place.parent.mkdir(parents=True, exist_ok=True)
            with archive.extractfile(member) as source, place.open("wb") as copy:
                shutil.copyfileobj(source, copy, 1024 * 1024)
    return target / _common_folder(names)


def _with_manifest(name: str, files: Folder | Archive) -> Package:
    manifest = _manifest(files)
    present = [rows for rows in ROWS if files.size(rows) is not None]
    if len(present) != 1:
        raise PackageUnreadable("数据包里要有且只有一个 articles.jsonl 或 articles.jsonl.gz")
    return Package(os.path.splitext(name)[0] if name.endswith(".zip") else name, manifest, files, present[0])


def _manifest(files: Folder | Archive) -> Manifest:
    if files.size(MANIFEST) is None:
        raise PackageUnreadable("数据包里没有 package.json，请补上（格式见数据包说明）")
    with files.open(MANIFEST) as stream:
        raw = stream.read(MANIFEST_BYTES + 1)
    try:
        return Manifest.model_validate(json.loads(raw.decode("utf-8")))
    except ValidationError as error:
        field, reason = complaints(error)[0]
        raise PackageUnreadable(f"package.json 的 {field or '内容'}：{reason}") from None
    except (ValueError, RecursionError):
        raise PackageUnreadable("package.json 不是 UTF-8 的 JSON（也不能有 BOM），请重新导出") from None
