"""Pages of older government sites: the metadata table at the head, and the element that holds the text.

Whoever turns such pages into a package asks ``read_page`` for both. Labels are those of 国办公开办函〔2019〕71号 and
of the sites themselves; spaces inside a label (``索 引 号：``) do not count. No framework here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lxml import html

LABELS = {
    "索引号": "index_number", "信息索引号": "index_number", "信息索引": "index_number",
    "主题分类": "subject", "分类": "subject", "信息分类": "subject", "主题词": "keywords", "关键词": "keywords",
    "发文机关": "issuer", "发布机构": "issuer", "发文机构": "issuer", "发文单位": "issuer", "制发机关": "issuer",
    "成文日期": "dated_on", "生成日期": "dated_on", "发文日期": "dated_on",
    "标题": "title", "名称": "title", "文件名称": "title", "信息名称": "title",
    "发文字号": "document_number", "文号": "document_number", "文件编号": "document_number",
    "公文文号": "document_number",
    "发布日期": "published_on", "公开日期": "published_on", "发布时间": "published_on",
    "有效性": "validity", "时效性": "validity", "文件状态": "validity", "时效": "validity",
    "施行日期": "effective_on", "生效日期": "effective_on", "实施日期": "effective_on",
    "废止日期": "ceased_on", "失效日期": "ceased_on", "失效时间": "ceased_on",
}  # fmt: skip
DATES = {"dated_on", "published_on", "effective_on", "ceased_on"}
NOTHING = {"", "无", "-", "—", "/", "暂无"}
BODIES = (
    "//*[@id='UCAP-CONTENT']", "//*[contains(@class,'TRS_UEDITOR')]", "//*[contains(@class,'TRS_Editor')]",
    "//*[@id='zoom']", "//*[@id='Zoom']", "//*[@id='zoomcon']", "//*[contains(@class,'pages_content')]",
    "//*[contains(@class,'article-content')]", "//*[contains(@class,'article_con')]",
)  # fmt: skip
CELL = ("td", "th", "dt", "dd", "li")
SPACE = re.compile(r"[\s\u3000\xa0]+")
PAIR = re.compile(r"^([^：:]{2,10})[：:](.*)$", re.DOTALL)
DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")


@dataclass
class GovernmentPage:
    """What a page says of its document: ``facts`` as text by field name, days as ``YYYY-MM-DD``; ``body`` is HTML."""

    facts: dict[str, str] = field(default_factory=dict)
    body: str = ""


def read_page(source: str) -> GovernmentPage:
    """Metadata and text of one page (whole page or a part of it), as far as they can be found."""
    if not source.strip():
        return GovernmentPage()
    tree = html.fromstring(source)
    body = _body_of(tree)
    inside = set(body.iter()) if body is not None else set()
    facts: dict[str, str] = {}
    for label, value in _pairs(tree, inside):
        name = LABELS.get(label)
        read = _read(name, value) if name else ""
        if read:
            facts.setdefault(name, read)
    return GovernmentPage(facts, _inner(body) if body is not None else "")


def read_day(text: str) -> str:
    """``2019年01月22日``, ``2019-1-22`` or ``2019/1/22`` as ``2019-01-22``; empty when there is no such day."""
    found = DAY.search(text)
    try:
        return date(*(int(part) for part in found.groups())).isoformat() if found else ""
    except ValueError:
        return ""


def _body_of(tree):
    for path in BODIES:
        found = tree.xpath(path)
        if found:
            return found[0]
    return None


def _pairs(tree, inside: set) -> Iterator[tuple[str, str]]:
    """(label, value) of cells that stand outside the text: a label cell and the next one, or both in one cell."""
    for cell in tree.iter(*CELL):
        if cell in inside or any(child in inside or child.tag == "table" for child in cell.iterdescendants()):
            continue
        text = _text(cell)
        following = cell.getnext()
        label = SPACE.sub("", text).rstrip("：:")
        pair = PAIR.match(text)
        if label in LABELS:
            if following is not None and following.tag in CELL and following not in inside:
                yield label, _text(following)
        elif pair:
            yield SPACE.sub("", pair[1]), pair[2].strip()


def _read(name: str, value: str) -> str:
    if SPACE.sub("", value) in NOTHING or SPACE.sub("", value).rstrip("：:") in LABELS:
        return ""
    return read_day(value) if name in DATES else value


def _text(cell) -> str:
    return SPACE.sub(" ", cell.text_content()).strip()


def _inner(element) -> str:
    """The HTML inside an element, without the element itself."""
    inner = html.tostring(element, encoding="unicode", with_tail=False)
    return inner[inner.index(">") + 1 : inner.rindex("</")] if "</" in inner else ""
