"""Texts whose line ends were lost: paragraphs found again by the way official documents are numbered.

一、 → （一） → 1. are the levels of GB/T 9704—2012 §7.3.3; 第一章, 第一条 those of rules. Nothing but blanks is ever
taken away. No framework here.
"""

import html
import re

NUMERAL = "一二三四五六七八九十百零〇"
STOP = "。；：！？;:!?）)”》"
STRAY_TAGS = re.compile(r"</?(?:p|div)\s*>|<br\s*/?>", re.IGNORECASE)
GIVEN = re.compile(r"[\r\n]+|[\u3000\xa0]{2,}|[ ]{4,}")
CHAPTER = re.compile(rf"第[{NUMERAL}]{{1,5}}[章编]")
CHAPTER_AND_ARTICLE = re.compile(rf"(第[{NUMERAL}]{{1,5}}[章编节][^。；，：]{{1,24}}?)(?=第[{NUMERAL}]{{1,6}}条)")
BREAKS = (
    re.compile(rf"(?<=[{STOP}])(?=第[{NUMERAL}]{{1,5}}[章编节])"),
    re.compile(rf"(?<=[{STOP}])(?=第[{NUMERAL}]{{1,6}}条(?![规之、的和第款项]))"),
    re.compile(rf"(?<=[{STOP}])(?=[{NUMERAL}]{{1,3}}、)"),
    re.compile(r"(?<=[。；！？])(?=\d{1,2}[.．、](?!\d))"),
    re.compile(r"(?<=[。；！？）)])(?=附件(?:\d{1,2})?[：:.．])"),
    re.compile(r"(?<=号)(?=各(?:市|设区|省|县|有关|区|地))"),
    re.compile(r"(?<=。)(?=[^。，；：、“”\d]{4,60}\d{4}年\d{1,2}月\d{1,2}日(?![前起至，、的]))"),
    re.compile(r"(?<=日)(?=（此件)"),
    re.compile(r"(?<=公开发布）)|(?<=主动公开）)|(?<=公开）)(?=[^。；，])"),
)
BRACKETED = re.compile(rf"[（(]([{NUMERAL}]{{1,3}})[）)](?![项款目])")
DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")}
CITED_BY = "第本条款按依据照前述"


def split(text: str) -> list[str]:
    """The paragraphs of a text, in order; their letters joined are the letters of the text (stray ``<p>`` aside)."""
    given = [part.strip() for part in GIVEN.split(STRAY_TAGS.sub("\n", text))]
    return [paragraph for part in given if part for paragraph in _split_one(part)]


def as_html(paragraphs: list[str]) -> str:
    """Paragraphs as HTML, chapter and 一、 headings as headings."""
    return "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in paragraphs for tag in [_tag(text)])


def _tag(text: str) -> str:
    if len(text) > 40 or text[-1] in "。；，：;":
        return "p"
    if CHAPTER.match(text):
        return "h2"
    return "h3" if re.match(rf"[{NUMERAL}]{{1,3}}、", text) else "p"


def _split_one(text: str) -> list[str]:
    text = CHAPTER_AND_ARTICLE.sub(lambda match: match[1] + "\n", text)
    for pattern in BREAKS:
        text = pattern.sub("\n", text)
    text = _before_brackets(text)
    return [part.strip() for part in text.split("\n") if part.strip()]


def _before_brackets(text: str) -> str:
    """A break before （一）（二）… when they count up, so that a citation of （三） is left alone."""
    pieces, start, last = [], 0, 0
    for match in BRACKETED.finditer(text):
        number = _number(match[1])
        before = text[match.start() - 1] if match.start() else "\n"
        counts_up = number == 1 or number == last + 1
        if counts_up and before not in CITED_BY:
            pieces.append(text[start : match.start()])
            start, last = match.start(), number
    return "\n".join([*pieces, text[start:]])


def _number(numeral: str) -> int:
    """``二十一`` → 21; enough for lists."""
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return DIGITS.get(numeral, 0)
    return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)
