"""Templates carry no script and no style of their own: the content security policy would refuse them."""

import re

from tests.architecture.source import PACKAGE, ROOT

COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->", re.DOTALL)
FORBIDDEN = {
    "inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*(\bsrc\s*=|type=\"application/(ld\+)?json\"))", re.IGNORECASE),
    "javascript address": re.compile(r"[\"']javascript:", re.IGNORECASE),
    "asset of another host": re.compile(
        r"<(script|link|img|iframe)\b[^>]*(src|href)\s*=\s*[\"'](https?:)?//", re.IGNORECASE
    ),
    "unescaped value": re.compile(r"\|\s*safe\b|{%\s*autoescape off"),
}


def _templates():
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def test_no_template_carries_what_the_policy_forbids():
    found = [
        f"{file.relative_to(ROOT)}: {what}"
        for file in _templates()
        for what, pattern in FORBIDDEN.items()
        if pattern.search(COMMENT.sub("", file.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_the_patterns_recognise_what_they_forbid():
    samples = {
        "inline style": '<p class="a" style="color:red">',
        "style element": "<style>p{}</style>",
        "inline handler": '<a href="/" onclick="go()">',
        "inline script": "<script>go()</script>",
        "javascript address": '<a href="javascript:go()">',
        "asset of another host": '<script defer src="//cdn.example/a.js">',
        "unescaped value": "{{ body|safe }}",
    }
    assert [what for what, pattern in FORBIDDEN.items() if not pattern.search(samples[what])] == []
    assert not FORBIDDEN["inline script"].search('<script type="module" src="/static/a.js"></script>')
