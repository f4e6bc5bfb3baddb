"""Every address × role × own or foreign × method, compared with a table that people can read.

``WRITE_PERMISSIONS=1 pytest -n0 tests/permissions`` writes the table anew; the difference is for a
person to read before it is committed.
"""

import csv
import os
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from tests.cast import login
from tests.permissions.addresses import DOOR, addresses, url_of
from tests.permissions.world import CAST

TABLE = Path(__file__).with_name("table.tsv")
METHODS = ("GET", "POST")
WRITE = bool(os.environ.get("WRITE_PERMISSIONS"))
written: dict[str, dict[tuple[str, str, str], str]] = {}

pytestmark = [pytest.mark.django_db, pytest.mark.urls(DOOR), pytest.mark.slow]


@pytest.fixture
def client_of(request):
    """A client logged in as one of the cast."""

    def make(role: str) -> Client:
        client = Client(raise_request_exception=False)
        return client if role == "anonymous" else login(client, request.getfixturevalue(role))

    return make


def outcome(client: Client, method: str, url: str) -> str:
    """``yes``, ``no``, ``login``, ``—`` (method not offered) or ``error``; nothing the request did is kept."""
    cookies = client.cookies.copy()
    kept_out = transaction.atomic()
    kept_out._from_testcase = True  # an act that wants to be outermost may be
    with kept_out:
        response = client.get(url) if method == "GET" else client.post(url)
        transaction.set_rollback(True)
    client.cookies = cookies
    return judge(response)


def judge(response) -> str:
    if response.status_code in (301, 302):
        return _judge_redirect(response.url)
    if response.status_code == 405:
        return "—"
    if response.status_code >= 500:
        return "error"
    return "no" if response.status_code in (401, 403, 404, 410) else "yes"


def _judge_redirect(target: str) -> str:
    if "/login/" in target:
        return "login"
    return "no" if target in ("/office/", "http://testserver/office/") else "yes"


def column(role: str, client: Client, samples) -> dict[tuple[str, str, str], str]:
    """What one role gets at every address: one word where own and foreign are the same, else ``own/foreign``."""
    cells = {}
    for address in addresses():
        for method in METHODS:
            words = [_ask(client, address, samples, method, whose) for whose in ("own", "foreign")]
            cells[address.route, address.view, method] = words[0] if words[0] == words[1] else "/".join(words)
    return cells


def _ask(client, address, samples, method, whose) -> str:
    url = url_of(address, samples, whose)
    return "unreachable" if url is None else outcome(client, method, url)


def read_table() -> dict[str, dict[tuple[str, str, str], str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return {role: {(row["address"], row["view"], row["method"]): row[role] for row in rows} for role in CAST}


@pytest.mark.parametrize("role", CAST)
def test_each_role_gets_what_the_table_says(role, client_of, samples):
    found = column(role, client_of(role), samples)
    if WRITE:
        written[role] = found
        return
    expected = read_table()[role]
    wrong = [
        f"{method} {route} ({view}): {expected.get((route, view, method), 'not in the table')} → {word}"
        for (route, view, method), word in found.items()
        if expected.get((route, view, method)) != word
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.skipif(not WRITE, reason="only writes the table when asked to")
def test_write_the_table(samples):
    keys = next(iter(written.values())).keys()
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines, delimiter="\t", lineterminator="\n")
        out.writerow(["address", "view", "method", *CAST])
        for key in keys:
            out.writerow([*key, *(written[role][key] for role in CAST)])


def test_no_address_ends_in_an_error():
    errors = [(role, key) for role, cells in read_table().items() for key, word in cells.items() if "error" in word]
    assert not errors


def test_strangers_see_nothing_of_the_office():
    seen = [key for key, word in read_table()["anonymous"].items() if key[0].startswith("office/") and "yes" in word]
    assert {view for _, view, _ in seen} <= {"accounts:login", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
