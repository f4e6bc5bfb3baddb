"""The words of the office: what the CMS leaves in English is Chinese, and what is compiled is what is written."""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext as translated

WORDS = settings.LOCALE_PATHS[0] / "zh_Hans" / "LC_MESSAGES"
ENTRY = re.compile(r'^msgid "(.+)"\n(?:msgid_plural ".+"\n)?msgstr(?:\[0\])? "(.+)"$', re.MULTILINE)


def unescaped(text: str) -> str:
    return text.replace('\\"', '"')


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_what_is_compiled_is_what_is_written(domain):
    with Path(WORDS / f"{domain}.mo").open("rb") as compiled:
        known = gettext.GNUTranslations(compiled)
    written = ENTRY.findall((WORDS / f"{domain}.po").read_text(encoding="utf-8"))
    assert len(written) > 10
    for english, chinese in written:
        said = {known.gettext(unescaped(english)), known.ngettext(unescaped(english), "", 1)}
        assert unescaped(chinese) in said, f"run msgfmt: {english}"


def test_the_words_of_the_house_go_before_those_of_the_cms():
    assert translated("Grid layout") == "网格排列"
    assert translated("Documents") == "附件"


def test_the_scripts_of_the_office_speak_chinese_too(client, db):
    answer = client.get("/office/jsi18n/")
    assert "\\u63d2\\u5165\\u5185\\u5bb9" in answer.content.decode() or "插入内容" in answer.content.decode()
