"""Turn the public records that developers test with into content packages: ``python scripts/real_data.py``.

Reads ``laws/laws.jsonl.gz`` and ``gov_docs/*.jsonl.gz`` below ``--source`` (default ``../shared/data``) and writes one
package per collection below ``--target``. What the records do not say is left out, never invented; what is derived
says so in the function that derives it. See docs/operator/import.md.
"""

import argparse
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from openxian.repository.packages import government_page, paragraphs

ORDER = re.compile(r"[^\s，。（(]{2,30}令(?:〔\d{4}〕)?第[\d一二三四五六七八九十百]+号")
DOCUMENT_WORDS = re.compile(
    r"通知|办法|规定|条例|意见|决定|细则|规划|方案|公告|批复|的函|措施|准则|法$|纲要|计划|规程|目录"
)
ISSUED_BY = re.compile(
    r"^([\u4e00-\u9fff、\s]{2,80}?(?:人民政府|办公厅|办公室|委员会|[部厅局院署]|总局|银行|领导小组|人大常委会))"
    r"(?:等.{1,4}部门|等)?(?:办公厅)?(?:关于|印发|转发|令|公告)"
)
GENRES = {"通知": "notice", "意见": "opinion", "决定": "decision", "公告": "proclamation", "通告": "announcement",
          "批复": "reply", "函": "letter", "通报": "circular", "命令": "order", "令": "order"}  # fmt: skip
QUOTED = re.compile(r"《([^《》]{4,80})》")


def records(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def laws(source: Path) -> Iterator[dict]:
    """Laws and regulations. Without a date of their own they bear the last date of their history, if there is one;
    of several texts with one title all but the newest are marked as amended."""
    found = list(records(source / "laws/laws.jsonl.gz"))
    newest: dict[str, str] = defaultdict(str)
    for law in found:
        newest[law["title"]] = max(newest[law["title"]], law_day(law) or "")
    for law in found:
        day = law_day(law)
        is_old = bool(day) and day < newest[law["title"]]
        metadata = {
            "issuer": law["issuing_body"],
            "document_number": order_number(law, day),
            "dated_on": day,
            "effective_on": government_page.read_day(law["effective_date"] or ""),
            "genre": "other",
            "validity": "amended" if is_old else "in_force",
            "validity_note": f"另有 {newest[law['title']]} 的文本" if is_old else "",
        }
        yield row(
            external_id=f"law-{law['id']}",
            kind="policy",
            title=law["title"],
            body={"format": "markdown", "text": law["body"]},
            source=law["issuing_body"],
            published_at=day,
            tags=[tag for tag in (law["category"], law["region"]) if tag],
            metadata=metadata,
        )


def law_day(law: dict) -> str | None:
    """The record's date, else the latest date in its history that is not only that of taking effect."""
    days = [government_page.read_day(entry) for entry in law["history"] if not entry.rstrip().endswith("施行")]
    return law["date"] or max((day for day in days if day), default=None)


def order_number(law: dict, day: str | None) -> str:
    """The order that issued this text, when the history names it beside the same date."""
    numbers = [ORDER.search(entry) for entry in law["history"] if day and government_page.read_day(entry) == day]
    return without_day(next((match[0] for match in numbers if match), ""))


def without_day(number: str) -> str:
    """An order's number without the day it stands behind (``2008年12月31日河北省人民政府令…``)."""
    return re.sub(r"^.*\d{4}年\d{1,2}月\d{1,2}日", "", number)


def hebei(source: Path) -> Iterator[dict]:
    """Documents, explainers and reports of five provincial bodies; line ends were lost and are found again."""
    found = list(records(source / "gov_docs/hebei_docs.jsonl.gz"))
    policies = {one["id"]: one["title"] for one in found if hebei_kind(one) == "policy"}
    for one in found:
        kind = hebei_kind(one)
        day = one["date"] or government_page.read_day(one["summary"] or "")
        yield row(
            external_id=f"hebei-{one['id']}",
            kind=kind,
            title=one["title"],
            body={"format": "html", "text": paragraphs.as_html(paragraphs.split(one["body"]))},
            source=one["publisher"],
            source_url=one["url"],
            published_at=day or None,
            tags=[one["category"]],
            metadata=hebei_metadata(one) if kind == "policy" else None,
            explains=[f"hebei-{number}" for number in explained(one, policies)] if kind == "explainer" else None,
        )


def hebei_kind(one: dict) -> str:
    if "解读" in one["category"]:
        return "explainer"
    if "年报" in one["category"]:
        return "report"
    return "policy" if one["doc_no"] or DOCUMENT_WORDS.search(one["title"]) else "news"


def hebei_metadata(one: dict) -> dict:
    """Issuer derived: named at the head of the title, else who published it; number and genre as far as plain."""
    named = ISSUED_BY.match(one["title"])
    summary_order = ORDER.search(one["summary"] or "")
    number = one["doc_no"] if own_number(one) else without_day(summary_order[0]) if summary_order else ""
    return {
        "issuer": named[1].strip() if named else one["publisher"],
        "document_number": number or "",
        "genre": next((genre for word, genre in GENRES.items() if one["title"].endswith(word)), "other"),
        "validity": "in_force",
        "normative": one["category"] == "厅规范性文件",
    }


def own_number(one: dict) -> bool:
    """Whether the number found in the text is the document's own, not one it cites in brackets."""
    if not one["doc_no"]:
        return False
    place = one["body"].find(one["doc_no"])
    return place >= 0 and one["body"][max(0, place - 1) : place] not in {"（", "("}


def explained(one: dict, policies: dict[str, str]) -> list[str]:
    """Policy documents an explainer names in 《》 in its title, when exactly one bears or issues that title."""
    found = []
    for name in QUOTED.findall(one["title"]):
        bearing = [number for number, title in policies.items() if title == name or f"《{name}》" in title]
        found += bearing if len(bearing) == 1 else []
    return list(dict.fromkeys(found))


def hebei_titles(source: Path) -> Iterator[dict]:
    """Records that have no text: every one of them must be refused, and say why."""
    for place, one in enumerate(records(source / "gov_docs/hebei_titles_only.jsonl.gz"), 1):
        yield row(
            external_id=f"hebei-title-{place:04d}",
            kind="news",
            title=one["title"],
            body={"format": "html", "text": ""},
            source=one["publisher"],
            source_url=one["url"] if str(one["url"]).startswith("http") else None,
            published_at=one["date"],
        )


def state_council(source: Path) -> Iterator[dict]:
    """Documents from their original pages only: every field is read from the page's own metadata table."""
    for one in records(source / "gov_docs/state_council_docs.jsonl.gz"):
        page = government_page.read_page(one["html"])
        facts = page.facts
        yield row(
            external_id="state-council-" + re.search(r"content_(\d+)", one["url"])[1],
            kind="policy",
            title=facts.get("title"),
            body={"format": "html", "text": page.body},
            source="中国政府网",
            source_url=one["url"],
            published_at=facts.get("published_on"),
            keywords=[word for word in re.split(r"[\s,，;；]+", facts.get("keywords", "")) if word],
            metadata={
                "document_number": facts.get("document_number", ""),
                "index_number": facts.get("index_number", ""),
                "issuer": facts.get("issuer"),
                "dated_on": facts.get("dated_on"),
                "subject": facts.get("subject", ""),
                "genre": next((g for word, g in GENRES.items() if facts.get("title", "").endswith(word)), "other"),
            },
        )


def row(**fields) -> dict:
    """A row without the fields the record does not have; required ones stay missing and are refused by name."""
    metadata = fields.get("metadata")
    if metadata:
        fields["metadata"] = {name: value for name, value in metadata.items() if value not in (None, "")}
    return {name: value for name, value in fields.items() if value not in (None, [], "")}


COLLECTIONS = {
    "laws": (laws, "法律法规", "LawRefBook/Laws"),
    "hebei": (hebei, "河北省五个部门的文件、解读和年报", "gerry0208/spider_project"),
    "hebei-titles": (hebei_titles, "同一来源只有标题的记录", "gerry0208/spider_project"),
    "state-council": (state_council, "国务院文件（原始网页）", "ZhouYNF/platform-1"),
}


def write_package(folder: Path, rows: Iterable[dict], title: str, origin: str) -> int:
    """``package.json`` and ``articles.jsonl.gz``; returns how many rows."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = {
        "format": "openxian-content-package",
        "version": 1,
        "title": title,
        "origin": origin,
        "created": datetime.now(ZoneInfo("Asia/Shanghai")).isoformat(timespec="seconds"),
    }
    (folder / "package.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    count = 0
    with gzip.open(folder / "articles.jsonl.gz", "wt", encoding="utf-8", compresslevel=6) as lines:
        for one in rows:
            lines.write(json.dumps(one, ensure_ascii=False) + "\n")
            count += 1
    return count


def main() -> int:
    parser = argparse.ArgumentParser(description="把开发用的公开数据转成内容数据包。")
    parser.add_argument("--source", type=Path, default=Path("../shared/data"), help="数据所在文件夹")
    parser.add_argument("--target", type=Path, default=Path("build/packages"), help="数据包写到哪里")
    parser.add_argument("only", nargs="*", help=f"只转这些：{'、'.join(COLLECTIONS)}")
    options = parser.parse_args()
    unknown = sorted(set(options.only) - set(COLLECTIONS))
    if unknown:
        parser.error(f"没有这一类：{'、'.join(unknown)}；只有{'、'.join(COLLECTIONS)}。")
    if not options.source.is_dir():
        sys.stderr.write(f"没有数据文件夹 {options.source}，请用 --source 指明。\n")
        return 2
    for name in options.only or COLLECTIONS:
        make, title, origin = COLLECTIONS[name]
        count = write_package(options.target / name, make(options.source), title, origin)
        sys.stdout.write(f"{options.target / name}：{count:,} 行\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
