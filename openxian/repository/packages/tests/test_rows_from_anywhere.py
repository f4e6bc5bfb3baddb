"""Whatever a row contains, it comes in or is refused with a sentence; never a traceback, never uncounted."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openxian.repository.models import Article
from openxian.repository.packages.tests.fakes import bring_in, make_policy, make_row, write_package

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)
tags = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<table>",
        "<td colspan=x>",
        "</tr>",
        "<img src='",
        '<a href="',
        "&#0;",
        "<!--",
        "]]>",
        "<o:p>",
        "&nbsp;",
    ]
    + [
        "<span style='mso-x",
        "data:image/png;base64,AA",
        "//[",
        "http://[",
        "\x00",
        "\ud800",
        "县",
        "<font color=",
        "|--|\n",
    ]
)
dirty = st.lists(tags | st.text(max_size=8), max_size=20).map("".join)
moments = st.sampled_from(
    ["2019-05-06", "0000-00-00", "9999-12-31T23:59:59-14:00", "2019-02-29", "", "0001-01-01 00:00"]
)
changes = st.fixed_dictionaries(
    {},
    optional={
        "title": st.text(max_size=40) | anything,
        "body": st.fixed_dictionaries({"format": st.sampled_from(["html", "markdown"]), "text": dirty}) | anything,
        "published_at": moments | anything,
        "external_id": st.text(max_size=6) | anything,
        "source_url": st.sampled_from(["", "http://[", "http://x.cn/a", "https://例子.中国/"]) | st.text(max_size=10),
        "columns": st.lists(st.sampled_from(["news", "none", "", "a" * 400]), max_size=3) | anything,
        "attachments": st.lists(st.fixed_dictionaries({"path": st.text(max_size=8)}), max_size=2) | anything,
        "explains": st.lists(st.text(max_size=4), max_size=2) | anything,
        "metadata": anything,
        "kind": st.sampled_from(["policy", "news", "x"]),
        "lead_picture": st.text(max_size=8) | anything,
        "tags": st.lists(st.text(max_size=5), max_size=3) | anything,
    },
)
raw = st.binary(max_size=60).map(lambda line: line.replace(b"\n", b""))


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(changes, max_size=6), lines=st.lists(raw, max_size=3), policies=st.lists(anything, max_size=2))
def test_every_row_is_counted_once(tmp_path, county, columns, at, rows, lines, policies):
    given_rows = [json.dumps(make_row(f"a-{n}") | row) for n, row in enumerate(rows)]
    given_rows += [json.dumps(make_policy(f"p-{n}", metadata={"subject": one})) for n, one in enumerate(policies)]
    before = Article.objects.count()
    totals, refusals = bring_in(write_package(tmp_path / "any", [*given_rows, *lines]), at)
    blank = sum(not line.strip() for line in lines)
    assert totals.read == len(given_rows) + len(lines) - blank
    assert Article.objects.count() == before + totals.created
    assert all(one.reason for one in refusals)
    again, _ = bring_in(tmp_path / "any", at)
    assert (again.created, again.updated, again.refused) == (0, 0, totals.refused)
