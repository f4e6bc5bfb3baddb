"""What has long been public comes in as a content package, by the same door as the content of an old site."""

import json
import tempfile
from datetime import datetime
from pathlib import Path

from wagtail.models import Page

from openxian.core.html import clean
from openxian.demo import files, rules
from openxian.demo.manuscripts import CONTENT, Manuscript, manuscripts, render, table
from openxian.organisations.models import Organisation
from openxian.portal.rules import article_address
from openxian.repository.models import Article, Picture, Subject
from openxian.repository.packages.actions import import_package
from openxian.repository.packages.package import opened
from openxian.repository.packages.stored_files import FileBook, picture_row, stored

ORIGIN = "demo-"
KINDS = {
    "概况信息": "profile",
    "工作动态": "news",
    "政策文件": "policy",
    "政策解读": "explainer",
    "数据发布": "report",
    "信息公开年报": "report",
}
SUBJECTS = (
    "国务院组织机构 综合政务 国民经济管理、国有资产监管 财政、金融、审计 国土资源、能源 农业、林业、水利 工业、交通 "
    "商贸、海关、旅游 市场监管、安全生产监督 城乡建设、环境保护 科技、教育 文化、广电、新闻出版 卫生、体育 "
    "人口与计划生育、妇女儿童工作 劳动、人事、监察 公安、安全、司法 民政、扶贫、救灾 民族、宗教 对外事务 "
    "港澳台侨工作 国防 其他"
).split()


def load_subjects() -> None:
    """The customary subjects, in their order (the national list is configuration)."""
    Subject.objects.bulk_create(Subject(name=name, position=place * 10) for place, name in enumerate(SUBJECTS, 1))


class _Folder:
    """The drawn pictures, as the files of a package."""

    def size(self, name: str) -> int:
        return (CONTENT / "pictures" / name).stat().st_size

    def open(self, name: str):
        return (CONTENT / "pictures" / name).open("rb")


def load_pictures() -> dict[str, Picture]:
    """Name → picture with its words; the package finds them again by their content."""
    book, found = FileBook(_Folder()), {}
    for name, (title, alternative) in table("pictures").items():
        facts = book.picture(f"{name}.webp")
        row = picture_row(facts, stored(facts, "original_images", book.open), title)
        row.alternative, row.credit = alternative, "青岚县演示站绘制"
        row.save(update_fields=["alternative", "credit"])
        found[name] = row
    return found


def load_public(
    bodies: dict[str, Organisation], pages: dict[str, Page], pictures: dict[str, Picture], *, at: datetime
) -> None:
    """Everything without a state of its own, then the inner links, pictures and galleries of the texts."""
    public = [each for each in manuscripts().values() if not each.state]
    refused: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        _pack(Path(folder), public, bodies)
        with opened(Path(folder)) as package:
            import_package(
                package, by=None, at=at, report=lambda each: refused.append(f"{each.external_id}：{each.reason}")
            )
    if refused:
        raise ValueError("演示内容有误：" + "；".join(refused))
    _join(public, pages, pictures)


def _pack(folder: Path, public: list[Manuscript], bodies: dict[str, Organisation]) -> None:
    manifest = {"format": "openxian-content-package", "version": 1, "title": "青岚县演示内容"}
    manifest |= {"origin": "虚构的演示县", "created": "2026-11-20"}
    (folder / "package.json").write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    for name, spec in table("attachments").items():
        (folder / f"{name}.{spec['format']}").write_bytes(files.made(spec))
    for name in {each.head["picture"] for each in public if "picture" in each.head}:
        (folder / f"{name}.webp").write_bytes((CONTENT / "pictures" / f"{name}.webp").read_bytes())
    numbers = _numbers(public, bodies)
    rows = (json.dumps(_row(each, bodies, numbers), ensure_ascii=False) for each in public)
    (folder / "articles.jsonl").write_text("\n".join(rows) + "\n", "utf-8")


def _numbers(public: list[Manuscript], bodies: dict[str, Organisation]) -> dict[str, str]:
    documents = [
        (each.slug, bodies[each.head["organisation"]].credit_code, each.head["policy"]["dated"])
        for each in public
        if "policy" in each.head
    ]
    return rules.index_numbers(documents)


def column_row(path: str) -> list:
    """The line of ``sites.toml`` about the column at ``path`` or ``park:path``."""
    key, _, below = path.rpartition(":")
    site = next(each for each in table("sites")["site"] if each["key"] == (key or "county"))
    return next(row for row in site["columns"] if row[0] == below)


def kind_of(manuscript: Manuscript) -> str:
    """What it says of itself, or what its first column is made for."""
    if "policy" in manuscript.head:
        return "policy"
    guess = KINDS.get(column_row(manuscript.head["columns"][0])[2], "other")
    return manuscript.head.get("kind", "other" if guess == "policy" else guess)


def _row(each: Manuscript, bodies: dict[str, Organisation], numbers: dict[str, str]) -> dict:
    head = each.head
    body = bodies[head["organisation"]]
    row = {
        "external_id": ORIGIN + each.slug,
        "kind": kind_of(each),
        "title": head["title"],
        "summary": each.summary,
        "keywords": column_row(head["columns"][0])[6].split(","),
        "body": {"format": "html", "text": render(each.plain_text)},
        "columns": [path.replace("park:", "park.localhost/") for path in head["columns"]],
        "organisation": head["organisation"],
        "source": head.get("source", body.name),
        "published_at": each.published_at.strftime("%Y-%m-%d %H:%M"),
        "explains": [ORIGIN + slug for slug in head.get("explains", [])],
        "attachments": [_file(name) for name in head.get("attachments", [])],
    }
    if "picture" in head:
        row["lead_picture"] = f"{head['picture']}.webp"
    if "policy" in head:
        row["metadata"] = _metadata(head["policy"], body, numbers[each.slug])
    return row


def _file(name: str) -> dict[str, str]:
    spec = table("attachments")[name]
    return {"path": f"{name}.{spec['format']}", "title": f"{spec['title']}.{spec['format']}"}


def _metadata(policy: dict, body: Organisation, index_number: str) -> dict:
    said = {
        "document_number": policy["number"],
        "index_number": index_number,
        "issuer": policy.get("issuer", body.name),
        "dated_on": policy["dated"].isoformat(),
        "subject": policy["subject"],
        "genre": policy["genre"],
        "validity": policy.get("validity", "in_force"),
        "validity_note": policy.get("validity_note", ""),
        "normative": policy.get("normative", False),
    }
    days = {"effective_on": policy.get("effective"), "ceased_on": policy.get("ceased")}
    return said | {name: day.isoformat() for name, day in days.items() if day}


def _join(public: list[Manuscript], pages: dict[str, Page], pictures: dict[str, Picture]) -> None:
    """A link needs the other article's number, so texts with links or pictures are written a second time."""
    rows = Article.objects.filter(external_id__startswith=ORIGIN).in_bulk(field_name="external_id")
    for each in public:
        if each.links or each.plain_text != each.text:
            article = rows[ORIGIN + each.slug]
            article.body = body_blocks(each, pages, pictures, rows)
            article.save(update_fields=["body"])


def body_blocks(each: Manuscript, pages: dict, pictures: dict[str, Picture], rows: dict[str, Article]) -> list[tuple]:
    """The blocks of a body; ``rows`` are the articles that links may lead to, by external id."""

    def address(kind: str, target: str) -> str:
        if kind == "column":
            page = pages[target]
            return page.url if target.startswith("park:") else f"/{target}/"
        other = rows[ORIGIN + target]
        return article_address(other.pk, other.addressed_on)

    return [_block(part, pictures, address) for part in each.parts()]


def _block(part: tuple, pictures: dict[str, Picture], address) -> tuple:
    if part[0] == "text":
        return "text", clean(render(part[1], address))
    if part[0] == "picture":
        return "picture", {"picture": pictures[part[1]], "caption": part[2]}
    shown = [{"picture": pictures[name], "caption": caption} for name, caption in part[1]]
    return "gallery", {"title": part[2], "pictures": shown}
