"""Lists that cost the same at any depth: keyset paging over placements, with addresses that stay."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.models import F, Q, QuerySet

from openxian.portal.models import Placement

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PAGE_SIZE = 20
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST_BRANCHES = 200
CURSOR = re.compile(r"[0-9a-z]{1,12}-[0-9a-z]{1,12}")


class WrongCursorError(ValueError):
    """The address names no place in a list."""


@dataclass(frozen=True)
class ListPage:
    """One page: the rows (placement ids with article ids), and cursors of the pages beside it.

    ``newer`` is ``None`` without a newer page and empty when that is the first page, whose address is clean.
    """

    rows: list[tuple[int, int]]
    older: str | None
    newer: str | None


def cursor(sort_at: datetime, placement_id: int) -> str:
    """The place right after one row: ``time-id`` in base 36, microseconds since 1970."""
    return f"{_base36((sort_at - EPOCH) // timedelta(microseconds=1))}-{_base36(placement_id)}"


def read_cursor(text: str) -> tuple[datetime, int]:
    if not CURSOR.fullmatch(text):
        raise WrongCursorError(text)
    moment, number = text.split("-")
    try:
        return EPOCH + timedelta(microseconds=int(moment, 36)), int(number, 36)
    except OverflowError as error:
        raise WrongCursorError(text) from error


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
        if not number:
            return digits


def page(placements: QuerySet[Placement], before: str = "", size: int = PAGE_SIZE) -> ListPage:
    """The page that begins right after ``before`` (empty: the newest); two queries at most, whatever the depth."""
    ordered = placements.order_by("-sort_at", "-id").values_list("id", "article_id", "sort_at")
    if before:
        moment, number = read_cursor(before)
        older_rows = ordered.filter(Q(sort_at__lt=moment) | Q(sort_at=moment, id__lt=number), sort_at__lte=moment)
    rows = list((older_rows if before else ordered)[: size + 1])
    here = rows[:size]
    older = cursor(here[-1][2], here[-1][0]) if len(rows) > size else None
    return ListPage([row[:2] for row in here], older, _newer(placements, before, size) if before else None)


def _newer(placements: QuerySet[Placement], before: str, size: int) -> str:
    """The cursor of the page just above ``before``; empty when that is the first page."""
    moment, number = read_cursor(before)
    above = placements.filter(Q(sort_at__gt=moment) | Q(sort_at=moment, id__gte=number), sort_at__gte=moment)
    rows = list(above.order_by("sort_at", "id").values_list("sort_at", "id")[: size + 1])
    return cursor(*rows[-1]) if len(rows) > size else ""


def heads(column_ids: Iterable[int], count: int) -> dict[int, list[tuple[int, datetime]]]:
    """The newest ``count`` articles of each column: id → [(article id, sort_at)]; one query for up to 200 columns."""
    wanted = list(dict.fromkeys(column_ids))
    found: dict[int, list[tuple[int, datetime]]] = {number: [] for number in wanted}
    for start in range(0, len(wanted), MOST_BRANCHES):
        for row in _heads(wanted[start : start + MOST_BRANCHES], count):
            found[row["column_id"]].append((row["article_id"], row["sort_at"]))
    return found


def _heads(column_ids: Sequence[int], count: int) -> list[dict]:
    """One branch a column, each stopping after ``count`` index rows; the ORM cannot limit inside a union on SQLite."""
    branches, parameters = [], []
    for column_id in column_ids:
        shown = Placement.objects.filter(column=column_id, shown=True).order_by("-sort_at", "-id")
        sql, values = shown.values("id")[:count].query.sql_with_params()
        branches.append(f"SELECT id FROM ({sql}) branch")  # noqa: S608 - made by the ORM
        parameters += values
    if not branches:
        return []
    with connection.cursor() as raw:
        raw.execute(" UNION ALL ".join(branches), parameters)
        ids = [row[0] for row in raw.fetchall()]
    rows = Placement.objects.filter(pk__in=ids).order_by(F("sort_at").desc(), F("id").desc())
    return list(rows.values("column_id", "article_id", "sort_at"))
