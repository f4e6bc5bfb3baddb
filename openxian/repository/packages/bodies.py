"""Bodies: from foreign HTML or Markdown to the clean HTML of one text block."""

import base64
import binascii
import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from markdown_it import MarkdownIt

from openxian.core.html import clean
from openxian.repository.packages.package import safe_name
from openxian.repository.packages.schema import Body

MOST_BYTES = 2 * 1024 * 1024
MOST_DEPTH = 300
MOST_GROWTH = 4

DATA_PICTURE = re.compile(
    r"data:image/[a-zA-Z0-9.+-]{1,20};base64,([A-Za-z0-9+/=\s]+|(?:%[0-9A-Fa-f]{2}|[A-Za-z0-9+/=])+)"
)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])")
LINK = re.compile(r'(<(?:img|a)\b[^>]*?\s)(src|href)="([^"]*)"')
WORD = re.compile(r"[^\s\u3000\xa0]")
ANY_TAG = re.compile(r"<[^>]*>")
# Elements that close themselves when the next one begins, or hold nothing: leaving them open is untidy, not deep.
SHALLOW = frozenset(
    "p li td th tr thead tbody tfoot colgroup caption option dd dt rt rp body html head "
    "br img hr input meta link col area base embed param source track wbr".split()
)

markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
# Official texts indent their paragraphs and rule off their endings: neither makes program code or a heading of them.
markdown.disable(["code", "lheading", "html_block", "html_inline"])


class Unfit(Exception):  # noqa: N818 - it is an answer to a person, not a fault
    """The body cannot be taken; the message is a Chinese sentence."""


@dataclass
class CleanBody:
    """Clean HTML whose links into the package are still placeholders.

    ``pictures`` and ``files`` are the package paths it asks for; ``embedded`` are pictures that lay in the text itself.
    """

    html: str
    pictures: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    embedded: dict[str, bytes] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return "<img" not in self.html and not WORD.search(ANY_TAG.sub("", html.unescape(self.html)))

    def with_addresses(self, address: Callable[[str, str], str]) -> str:
        """The final HTML; ``address("img" or "a", path)`` says where a stored file is served."""

        def link(match: re.Match) -> str:
            path = _package_path(html.unescape(match[3]))
            known = self.pictures if match[2] == "src" else self.files
            if path is None or path not in known:
                return match[0]
            return f'{match[1]}{match[2]}="{html.escape(address(match[2], path))}"'

        return LINK.sub(link, self.html)


def prepare(body: Body, *, source_url: str, in_package: Callable[[str], bool]) -> CleanBody:
    """Clean a body and settle its links: kept in the package, made absolute, or refused (raises ``Unfit``)."""
    if len(body.text.encode("utf-8")) > MOST_BYTES:
        raise Unfit(f"正文超过 {MOST_BYTES // 1024 // 1024} MB，请把大段内容改为附件")
    embedded: dict[str, bytes] = {}
    source = markdown.render(body.text) if body.format == "markdown" else _lift_pictures(body.text, embedded)
    if depth(source) > MOST_DEPTH:
        raise Unfit(f"HTML 标签嵌套超过 {MOST_DEPTH} 层（多半是标签没有闭合），请整理后再导入")
    cleaned = clean(source)
    if len(cleaned) > MOST_GROWTH * MOST_BYTES:
        raise Unfit("HTML 整理后过大（多半是标签没有闭合），请整理后再导入")
    result = CleanBody(cleaned, embedded=embedded)
    result.html = LINK.sub(lambda match: _settle(match, result, source_url, in_package), cleaned)
    return result


def depth(source: str) -> int:
    """How deep elements are nested, unclosed ones counted as open to the end.

    The cleaner's time grows with the square of it: 300,000 nested ``div`` take five minutes.
    """
    level = deepest = 0
    for closing, name in TAG.findall(source):
        if name.lower() not in SHALLOW:
            level = max(level - 1, 0) if closing else level + 1
            deepest = max(deepest, level)
    return deepest


def _lift_pictures(text: str, embedded: dict[str, bytes]) -> str:
    """Take ``data:`` pictures out of the text and leave a name in their place."""

    def lift(match: re.Match) -> str:
        try:
            content = base64.b64decode(re.sub(r"\s", "", unquote(match[1])), validate=True)
        except (binascii.Error, ValueError):
            raise Unfit("正文里有内嵌图片（data:），但编码不完整，请改成图片文件") from None
        name = f"embedded-picture-{len(embedded) + 1}"
        embedded[name] = content
        return name

    return DATA_PICTURE.sub(lift, text) if "data:image/" in text else text


def _settle(match: re.Match, result: CleanBody, source_url: str, in_package: Callable[[str], bool]) -> str:
    """One link of the cleaned HTML: noted when the package has the file, else made absolute."""
    target = html.unescape(match[3]).strip()
    is_picture = match[2] == "src"
    path = _package_path(target)
    if path is not None and (path in result.embedded or in_package(path)):
        (result.pictures if is_picture else result.files).append(path)
        return match[0]
    if not target or target.startswith("#") or _has_host(target):
        return match[0]
    if source_url:
        return f'{match[1]}{match[2]}="{html.escape(_absolute(source_url, target))}"'
    raise Unfit(f"正文里的{'图片' if is_picture else '链接'}“{target[:100]}”不在包里，也没有 source_url 可以补全网址")


def _package_path(target: str) -> str | None:
    if not target or target.startswith(("#", "?")) or _has_host(target):
        return None
    return safe_name(unquote(target.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]))


def _has_host(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def _absolute(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:
        return target
