"""Walking page by page, either way, gives what slicing the whole list would."""

import base64
import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openxian.core.models import AuditLine
from openxian.core.paging import page_of

KEYS = [("-at", "-id"), ("at", "-id"), ("actor_name", "-at", "id"), ("-id",)]


def _write(rows, at):
    AuditLine.objects.bulk_create(
        AuditLine(at=at + timedelta(seconds=second), act="a", actor_name=name, sentence="") for second, name in rows
    )


@given(
    rows=st.lists(st.tuples(st.integers(0, 3), st.sampled_from("甲乙")), max_size=14),
    keys=st.sampled_from(KEYS),
    size=st.integers(1, 5),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_forward_and_back_is_what_slicing_gives(rows, keys, size, db, at):
    from django.db import transaction

    with transaction.atomic():
        _write(rows, at)
        whole = list(AuditLine.objects.order_by(*keys))
        pages = _walk(keys, size)
        assert [line for page in pages for line in page.items] == whole
        assert all(len(page.items) == size for page in pages[:-1])
        _back(pages, keys, size)
        transaction.set_rollback(True)


def _walk(keys, size):
    pages = [page_of(AuditLine.objects.all(), keys, size=size)]
    while pages[-1].next:
        pages.append(page_of(AuditLine.objects.all(), keys, size=size, cursor=pages[-1].next))
    return pages


def _back(pages, keys, size):
    for before, page in zip(pages[:-1], pages[1:], strict=True):
        assert page_of(AuditLine.objects.all(), keys, size=size, cursor=page.previous).items == before.items
    assert pages[0].previous is None


MEANINGLESS = [
    {},
    ["after"],
    ["after", 1],
    ["sideways", "2026-03-02 09:00:00+08:00", 1],
    ["after", "yesterday", 1],
    ["after", None, None],
    ["after", "2026-03-02 09:00:00", 1],
    ["after", "2026-03-02 09:00:00+08:00", "x"],
    ["after", [1], {}],
    ["after", "1900-01-01 00:00:00+08:00", 1],
    ["after", "1900-01-01 00:00:00+08:00", -(10**30)],
]
UNREADABLE = ["", "x", "!!!", "a" * 5000, base64.urlsafe_b64encode(b"\xff\xfe").decode()]
NONSENSE = UNREADABLE + [base64.urlsafe_b64encode(json.dumps(value).encode()).decode() for value in MEANINGLESS]


@pytest.mark.parametrize("cursor", NONSENSE)
def test_nonsense_gives_the_first_page(cursor, db, at):
    _write([(second, "甲") for second in range(5)], at)
    first = page_of(AuditLine.objects.all(), ("-at", "-id"), size=2)
    assert page_of(AuditLine.objects.all(), ("-at", "-id"), size=2, cursor=cursor) == first


def test_a_row_written_meanwhile_moves_nothing(db, at):
    _write([(second, "甲") for second in range(4)], at)
    first = page_of(AuditLine.objects.all(), ("-at", "-id"), size=2)
    _write([(9, "乙")], at)
    second = page_of(AuditLine.objects.all(), ("-at", "-id"), size=2, cursor=first.next)
    assert [line.at for line in first.items + second.items] == [at + timedelta(seconds=s) for s in (3, 2, 1, 0)]


def test_a_page_is_one_query(db, at, django_assert_num_queries):
    _write([(second, "甲") for second in range(5)], at)
    first = page_of(AuditLine.objects.all(), ("-at", "-id"), size=2)
    with django_assert_num_queries(1):
        page_of(AuditLine.objects.all(), ("-at", "-id"), size=2, cursor=first.next)
