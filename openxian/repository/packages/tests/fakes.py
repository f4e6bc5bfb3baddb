"""What the tests of this folder share: a keeper of columns, and packages written on the spot."""

import json
from pathlib import Path

from openxian.repository.packages.actions import Options, Totals, import_package
from openxian.repository.packages.checking import Defaults
from openxian.repository.packages.package import opened
from openxian.repository.packages.sentences import Refusal

MANIFEST = {
    "format": "openxian-content-package",
    "version": 1,
    "title": "旧站新闻",
    "origin": "旧站数据库",
    "created": "2026-03-01T10:00:00+08:00",
}
DEFAULTS = Defaults("county", "news")


class FakeColumns:
    """The portal's part: two columns, and a memory of what was placed."""

    known = {"news": 11, "documents": 12}

    def __init__(self) -> None:
        self.placed: dict[str, list[int]] = {}

    def resolve(self, path: str) -> int | None:
        return self.known.get(path.strip("/"))

    def place_many(self, rows, *, by, at) -> None:
        for article, columns in rows:
            self.placed[article.external_id] = list(columns)

    def chosen(self, article) -> list[int]:
        return self.placed[article.external_id]

    def levels_required(self, article) -> int:
        return 3


def make_row(external_id="a-1", **changes) -> dict:
    row = {
        "external_id": external_id,
        "title": "我县春季造林开工",
        "body": {"format": "html", "text": "<p>三月一日，我县春季造林在青岚岭开工。</p>"},
        "source": "青岚县融媒体中心",
        "published_at": "2019-05-06 08:30",
    }
    return row | changes


def make_policy(external_id="p-1", **changes) -> dict:
    metadata = {
        "document_number": "青政发〔2019〕6号",
        "index_number": f"000014349/{external_id}",
        "issuer": "青岚县人民政府",
        "dated_on": "2019-01-22",
        "subject": "农业、林业、水利\\林业",
        "genre": "notice",
    } | changes.pop("metadata", {})
    return make_row(external_id, kind="policy", title="关于春季造林的通知", metadata=metadata, **changes)


def write_package(
    folder: Path, rows: list, files: dict[str, bytes] | None = None, manifest: dict | None = None
) -> Path:
    """A package as a folder; a row may be an object, text or bytes (written as they are)."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(json.dumps(manifest or MANIFEST), encoding="utf-8")
    (folder / "articles.jsonl").write_bytes(b"".join(as_line(row) for row in rows))
    for name, content in (files or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def as_line(row) -> bytes:
    if isinstance(row, bytes):
        return row + b"\n"
    return (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)).encode("utf-8") + b"\n"


def bring_in(path: Path, at, **options) -> tuple[Totals, list[Refusal]]:
    """Import a package with the usual defaults; the totals and every refusal."""
    refusals: list[Refusal] = []
    options = {"defaults": DEFAULTS} | options
    with opened(path) as package:
        totals = import_package(package, by=None, at=at, options=Options(**options), report=refusals.append)
    assert totals.read == totals.created + totals.updated + totals.unchanged + totals.refused
    return totals, refusals
