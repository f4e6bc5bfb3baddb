"""What is written about the fictional county hangs together, whatever the database."""

import re
from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from openxian.demo.loading.articles import SUBJECTS
from openxian.demo.loading.county import WRITTEN_BY
from openxian.demo.loading.sites import SPECIAL
from openxian.demo.manuscripts import CONTENT, manuscripts, table

BEIJING = ZoneInfo("Asia/Shanghai")
FIRST, LAST = datetime(2024, 3, 1, tzinfo=BEIJING), datetime(2026, 11, 20, 23, 59, tzinfo=BEIJING)
DOCUMENT_NUMBER = re.compile(r"^[\u4e00-\u9fff]{2,6}〔20\d{2}〕\d{1,3}号$")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")
PHONE = re.compile(r"\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)")
# real places our domain notes quote: none of them belongs into a made-up county
REAL_PLACES = (
    "罗庄 张店 科右前旗 宁国 靖安 金湖 西乡县 紫金县 合川 凌源 云阳 阳江 太湖县 赫山 石城 稻城 永川 弥渡 湘乡".split()
)
MAIN_LISTS = "county news disclosure services participation invest openness spring-tea flood-season".split()
IN_THE_OPEN = ("", "emergency")


def _columns():
    for site in table("sites")["site"]:
        prefix = "" if site["key"] == "county" else f"{site['key']}:"
        for row in site["columns"]:
            yield f"{prefix}{row[0]}", row


def _standing() -> Counter:
    shown = (each for each in manuscripts().values() if each.state in IN_THE_OPEN)
    return Counter(path for each in shown for path in each.head["columns"])


def _lists() -> list[str]:
    return [path for path, row in _columns() if row[3] not in SPECIAL and not row[3].startswith("http")]


def test_there_is_plenty_to_read():
    assert len(manuscripts()) >= 140
    assert sum("policy" in each.head for each in manuscripts().values()) >= 20
    assert sum("explains" in each.head for each in manuscripts().values()) >= 10


def test_no_column_is_empty():
    standing = _standing()
    channels = {path.rpartition("/")[0] for path, _row in _columns()}
    assert [path for path in _lists() if path not in channels and not standing[path]] == []


@pytest.mark.parametrize("path", MAIN_LISTS)
def test_a_main_list_has_at_least_four_articles(path):
    assert sum(count for column, count in _standing().items() if column == path or column.startswith(f"{path}/")) >= 4


def test_a_single_column_has_its_one_article():
    standing = _standing()
    assert [path for path, row in _columns() if row[3] == "single" and standing[path] != 1] == []


def test_a_column_of_pictures_shows_articles_with_a_picture():
    pictures = {path for path, row in _columns() if row[3] == "pictures"}
    bare = [
        each.slug
        for each in manuscripts().values()
        if "picture" not in each.head and pictures & {*each.head["columns"]}
    ]
    assert bare == []


def _wrong(holds) -> list[str]:
    """Slugs of the articles for which ``holds`` is false."""
    return [each.slug for each in manuscripts().values() if not holds(each)]


def test_an_article_lives_in_columns_that_exist():
    lists = set(_lists())
    assert _wrong(lambda each: each.head["columns"] and set(each.head["columns"]) <= lists) == []


def test_an_article_has_a_body_that_exists_and_a_date_in_the_past():
    bodies = {each["slug"] for each in table("organisations")["organisation"]}
    assert _wrong(lambda each: each.head["organisation"] in bodies) == []
    assert _wrong(lambda each: FIRST <= each.published_at <= LAST) == []


def test_an_article_says_something():
    assert _wrong(lambda each: len(each.text) >= 150) == []
    assert _wrong(lambda each: 10 <= len(each.summary) <= 160) == []


def test_chinese_is_punctuated_in_full_width():
    def words(each):
        return re.sub(r"\]\([^)]*\)", "]", each.head["title"] + each.plain_text)

    assert {
        each.slug: HALF_WIDTH.findall(words(each)) for each in manuscripts().values() if HALF_WIDTH.search(words(each))
    } == {}


def test_a_link_inside_the_county_leads_somewhere():
    columns = {path for path, _row in _columns()}
    known = {"column": columns, "article": set(_wrong(lambda each: each.state not in IN_THE_OPEN))}
    assert _wrong(lambda each: all(target in known[kind] for kind, target in each.links)) == []
    assert _wrong(lambda each: "article:" not in each.plain_text) == []


def test_pictures_and_attachments_exist():
    assert _wrong(lambda each: each.pictures <= table("pictures").keys()) == []
    assert _wrong(lambda each: set(each.head.get("attachments", [])) <= table("attachments").keys()) == []


def test_nobody_can_be_rung_up_and_no_real_place_is_meant():
    texts = [each.head["title"] + each.text for each in manuscripts().values()]
    texts += [(CONTENT / f"{name}.toml").read_text("utf-8") for name in ("organisations", "sites", "leaders")]
    everything = "\n".join(texts)
    assert {number[:8] for number in PHONE.findall(everything)} == {"0999-555"}
    assert [place for place in REAL_PLACES if place in everything] == []


def test_titles_and_texts_are_not_copied_from_one_another():
    assert max(Counter(each.head["title"] for each in manuscripts().values()).values()) == 1
    assert max(Counter(each.plain_text for each in manuscripts().values()).values()) == 1


def test_document_numbers_are_well_formed_and_unique():
    numbers = [each.head["policy"]["number"] for each in manuscripts().values() if "policy" in each.head]
    assert [number for number in numbers if not DOCUMENT_NUMBER.match(number)] == []
    assert len(set(numbers)) == len(numbers)


def test_a_document_that_is_no_longer_in_force_says_why():
    policies = [each.head["policy"] for each in manuscripts().values() if "policy" in each.head]
    ended = [policy for policy in policies if "validity" in policy]
    assert {policy["validity"] for policy in ended} == {"amended", "repealed", "expired"}
    assert all(policy["validity_note"] for policy in ended)
    assert all("ceased" in policy for policy in ended if policy["validity"] != "amended")
    assert {policy["subject"] for policy in policies} <= set(SUBJECTS)


def test_an_official_document_is_signed_with_its_date():
    unsigned = []
    for each in manuscripts().values():
        if "policy" in each.head and each.head["policy"]["genre"] != "minutes":
            dated = each.head["policy"]["dated"]
            if not each.text.endswith(f"{{right}} {dated.year}年{dated.month}月{dated.day}日"):
                unsigned.append(each.slug)
    assert unsigned == []


def test_an_explainer_explains_a_document_that_was_there_before():
    for each in manuscripts().values():
        for slug in each.head.get("explains", []):
            assert manuscripts()[slug].published_at <= each.published_at, each.slug


def test_the_table_of_divisions_adds_up():
    rows = re.findall(
        r"^\| \S+ \| \d{9} \| ([\d.]+) \| (\d+) \| (\d+) \|$", manuscripts()["administrative-divisions"].text, re.M
    )
    area, people, villages = (sum(float(row[at]) for row in rows) for at in range(3))
    assert (round(area, 1), people, villages) == (2186.4, 278300, 189)


@pytest.mark.parametrize("name", table("pictures"))
def test_a_picture_is_small_and_has_its_source_and_words(name):
    title, alternative = table("pictures")[name]
    render = CONTENT / "pictures" / f"{name}.webp"
    assert render.with_suffix(".svg").exists()
    assert render.stat().st_size < 60 * 1024
    assert title
    assert alternative or name.startswith("banner")
    with Image.open(render) as image:
        image.verify()


def test_every_leader_has_a_portrait_and_leads_a_body_that_exists():
    leaders = table("leaders")["leader"]
    bodies = {each["slug"] for each in table("organisations")["organisation"]}
    assert all((CONTENT / "pictures" / f"portrait-{at:02d}.webp").exists() for at in range(1, len(leaders) + 1))
    assert {each["of"] for each in leaders} <= bodies
    assert len({each["name"] for each in leaders}) == len(leaders)


def test_the_county_is_never_loaded_before_it_was_written():
    assert max(each.published_at for each in manuscripts().values()) < WRITTEN_BY


def test_summary_keeps_whole_sentences():
    long = manuscripts()["statistical-communique-2025"]
    assert long.summary.endswith("。")
