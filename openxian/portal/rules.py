"""What the guideline 政府网站发展指引 (国办发〔2017〕47号) says of sites, columns and pages; no framework here.

Each function returns Chinese sentences (none: all is well) or a plain value.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

SITE_CODE = re.compile(r"^(bm|\d{2})\d{8}$")
ICP_NUMBER = re.compile(r"^[\u4e00-\u9fff]ICP[备证]\d{6,10}号(-\d{1,3})?$")
POLICE_NUMBER = re.compile(r"^[\u4e00-\u9fff]公网安备\s?\d{14}号?$")
PUB_DATE = re.compile(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d$")
COLOUR = re.compile(r"^#[0-9a-fA-F]{6}$")
NATIONAL_ERROR_REPORT = "zfwzgl.www.gov.cn"
GOVERNMENT_SUFFIXES = (".gov.cn", ".政务", ".xn--zfr164b")
LEAST_CONTRAST = 4.5
LONGEST_COLUMN_NAME = 16

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")


def footer_faults(facts: Mapping[str, str]) -> dict[str, str]:
    """The seven footer items of §底部功能区, field → what is wrong; the seventh (site map) is a page, see ``furnish``.

    ``facts`` has the fields of a site profile: party_government_mark_url, error_report_url, site_code,
    sponsor, contact, icp_number, police_number.
    """
    checks = {
        "party_government_mark_url": _is_https(facts["party_government_mark_url"])
        or "填党政机关网站标识的核验链接，以 https:// 或 http:// 开头。",
        "error_report_url": _error_report_fault(facts["error_report_url"], facts["site_code"]) or True,
        "site_code": bool(SITE_CODE.match(facts["site_code"])) or "网站标识码是 10 位数字（部委站以 bm 开头）。",
        "sponsor": bool(facts["sponsor"].strip()) or "写明主办单位全称。",
        "contact": bool(re.search(r"\d{5,}|@", facts["contact"])) or "联系方式要有电话号码或电子邮箱。",
        "icp_number": bool(ICP_NUMBER.match(facts["icp_number"])) or "ICP 备案号写成“川ICP备12345678号-1”的样子。",
        "police_number": bool(POLICE_NUMBER.match(facts["police_number"]))
        or "公安备案号写成“川公网安备 51000000000001号”的样子，14 位数字。",
    }
    return {field: fault for field, fault in checks.items() if fault is not True}


FOOTER_ITEMS = (
    ("党政机关网站标识", ("party_government_mark_url",)),
    ("我为政府网站找错", ("error_report_url",)),
    ("网站标识码", ("site_code",)),
    ("主办单位及联系方式", ("sponsor", "contact")),
    ("ICP 备案号", ("icp_number",)),
    ("公安备案号", ("police_number",)),
)


def footer_items(facts: Mapping[str, str] | None, has_site_map: bool) -> list[tuple[str, str]]:
    """The seven items of §底部功能区 in the order of the text: (name, what is wrong or empty).

    ``facts`` as for ``footer_faults``; ``None`` for a site without a profile.
    """
    faults = footer_faults(facts) if facts is not None else {}
    unsaid = "还没有填站点档案。" if facts is None else ""
    items = [
        (label, unsaid or " ".join(faults[name] for name in names if name in faults)) for label, names in FOOTER_ITEMS
    ]
    return [*items, ("网站地图", "" if has_site_map else "没有网站地图页；重新保存站点档案就会补建。")]


def _is_https(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _error_report_fault(url: str, site_code: str) -> str:
    """The link to the national platform carries this site's code, or the report lands at another site."""
    if not _is_https(url):
        return "填“我为政府网站找错”平台的链接，以 https:// 开头。"
    if urlsplit(url).hostname == NATIONAL_ERROR_REPORT and f"site_code={site_code}" not in url:
        return f"找错平台链接里的 site_code 要等于本站标识码 {site_code}。"
    return ""


def domain_fault(domain: str, suffixes: Sequence[str]) -> str:
    """指引 §域名: only ``suffixes`` (.gov.cn, .政务) unless the installation allows others (empty: any)."""
    if "/" in domain or ":" in domain or " " in domain or not domain.strip("."):
        return "域名不带协议、端口和斜杠，如 www.qinglan.gov.cn。"
    if suffixes and not domain.lower().endswith(tuple(suffixes)):
        return f"政府网站域名以 {' 或 '.join(suffixes)} 结尾。"
    return ""


def is_government(host: str) -> bool:
    """Whether a link to this host leaves for another government site (指引 §链接: others are announced)."""
    host = host.lower().rstrip(".")
    return host == "gov.cn" or host.endswith(GOVERNMENT_SUFFIXES)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.2, relative luminance), 0 black to 1 white."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str = "#ffffff") -> float:
    """Contrast ratio of two colours (WCAG 2.2, 1.4.3), 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colour_fault(colour: str) -> str:
    """Theme colours carry white text and stand as text on white: at least 4.5:1 (WCAG 2.2, 1.4.3 AA)."""
    if not COLOUR.match(colour):
        return "颜色写成 #RRGGBB，如 #a4161a。"
    ratio = contrast(colour)
    if ratio < LEAST_CONTRAST:
        return f"这个颜色和白色的对比度只有 {ratio:.1f}:1，至少要 4.5:1，请选深一些的颜色。"
    return ""


def mixed(colour: str, other: str, share: float) -> str:
    """``colour`` with ``share`` (0–1) of ``other`` in it, as ``#rrggbb``."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def column_name_fault(name: str, siblings: Iterable[str] = ()) -> str:
    """指引附件《网页设计规范》栏目: names are exact, not long, and tell neighbours apart."""
    name = name.strip()
    if not name or len(name) > LONGEST_COLUMN_NAME:
        return f"栏目名称 1–{LONGEST_COLUMN_NAME} 个字，要准确、不过长。"
    if re.fullmatch(r"[\W\d_]+", name) or re.search(r"[，。；：！？,;!?]", name):
        return "栏目名称要说明内容，不用标点符号。"
    if name in {sibling.strip() for sibling in siblings}:
        return "同一级已有同名栏目，请换一个能区分的名称。"
    return ""


def pub_date(moment: datetime) -> str:
    """``YYYY-MM-DD HH:MM`` of a local time (指引附件 PubDate); give the time in Beijing's zone."""
    return moment.strftime("%Y-%m-%d %H:%M")


def tag_faults(tags: Sequence[tuple[str, str]], required: Sequence[str]) -> list[str]:
    """指引附件 网页标签: every required tag exactly once and not empty, PubDate well formed."""
    count = Counter(name for name, _ in tags)
    faults = [f"{name} 应当恰好出现一次，现在 {count[name]} 次。" for name in required if count[name] != 1]
    faults += [f"{name} 不能为空。" for name, content in tags if name in required and not content.strip()]
    faults += ["PubDate 格式是 YYYY-MM-DD HH:MM。" for n, c in tags if n == "PubDate" and not PUB_DATE.match(c)]
    return faults


def required_tags(page: str) -> tuple[str, ...]:
    """§2.2: which tags a kind of page must have (``column`` also home and topics; ``article``; ``plain`` search)."""
    return {
        "column": SITE_TAGS + COLUMN_TAGS,
        "article": SITE_TAGS + COLUMN_TAGS + ARTICLE_TAGS,
        "plain": SITE_TAGS,
    }[page]


def article_address(number: int, addressed_on: date) -> str:
    """The address of an article for ever: the month never changes once it is out."""
    return f"/art/{addressed_on:%Y/%m}/{number}.html"
