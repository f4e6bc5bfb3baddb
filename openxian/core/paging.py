"""Pages by key, not by number: the last page of a million rows costs what the first does.

The rows between two pages may change; a person who goes on sees neither a row twice nor misses one that stayed.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Q, QuerySet
from django.utils.timezone import is_naive

LONGEST_CURSOR = 600


@dataclass(frozen=True)
class Page:
    """Some rows in order; ``next`` and ``previous`` are cursors for links, ``None`` where there is nothing more."""

    items: list[Any]
    next: str | None
    previous: str | None


def page_of(queryset: QuerySet, keys: tuple[str, ...], *, size: int = 20, cursor: str | None = None) -> Page:
    """One page of ``queryset`` ordered by ``keys``, e.g. ``("-updated_at", "-id")``; at most one query.

    The keys together must tell rows apart, and none may be null. ``cursor`` is what a page before gave out;
    one that cannot be read, or that leads beyond the rows there are, gives the first page.
    """
    place = _read(queryset, keys, cursor)
    if place is None:
        return _first(queryset, keys, size)
    backward, values = place
    page = _backward(queryset, keys, size, values) if backward else _forward(queryset, keys, size, values)
    return page or _first(queryset, keys, size)


def _first(queryset: QuerySet, keys: tuple[str, ...], size: int) -> Page:
    found = list(queryset.order_by(*keys)[: size + 1])
    return Page(found[:size], next=_next(found, keys, size), previous=None)


def _forward(queryset: QuerySet, keys: tuple[str, ...], size: int, values: list) -> Page | None:
    found = list(queryset.filter(_beyond(keys, values)).order_by(*keys)[: size + 1])
    if not found:
        return None
    return Page(found[:size], next=_next(found, keys, size), previous=_write("before", found[0], keys))


def _next(found: list, keys: tuple[str, ...], size: int) -> str | None:
    """Where the page after begins, if one row more than the page was found."""
    return _write("after", found[size - 1], keys) if len(found) > size else None


def _backward(queryset: QuerySet, keys: tuple[str, ...], size: int, values: list) -> Page | None:
    """The rows before; a page that would be short is the first page, shown whole."""
    turned = tuple(_turned(key) for key in keys)
    found = list(queryset.filter(_beyond(turned, values)).order_by(*turned)[: size + 1])
    if len(found) <= size:
        return None
    items = found[:size][::-1]
    return Page(items, next=_write("after", items[-1], keys), previous=_write("before", items[0], keys))


def _turned(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


def _beyond(keys: tuple[str, ...], values: list) -> Q:
    """Rows that come after ``values``. The bound on the first key lets the database start inside its index."""
    bound = Q(**{f"{keys[0].lstrip('-')}__{_way(keys[0])}e": values[0]})
    after, same = Q(pk__in=()), Q()
    for key, value in zip(keys, values, strict=True):
        name = key.lstrip("-")
        after |= same & Q(**{f"{name}__{_way(key)}": value})
        same &= Q(**{name: value})
    return bound & after


def _way(key: str) -> str:
    return "lt" if key.startswith("-") else "gt"


def _write(way: str, item, keys: tuple[str, ...]) -> str:
    values = [_value(item, key.lstrip("-")) for key in keys]
    text = json.dumps([way, *values], default=str, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _value(item, name: str):
    for step in name.split("__"):
        item = getattr(item, step)
    return item


def _read(queryset: QuerySet, keys: tuple[str, ...], cursor: str | None) -> tuple[bool, list] | None:
    """Which way and from where, each value of its field's type; ``None`` when it makes no sense."""
    if not cursor or len(cursor) > LONGEST_CURSOR:
        return None
    try:
        way, *values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if way not in ("after", "before") or len(values) != len(keys):
            return None
        typed = [_typed(queryset.model, key.lstrip("-"), value) for key, value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, binascii.Error, ValidationError, FieldDoesNotExist, RecursionError, OverflowError):
        return None
    return way == "before", typed


def _typed(model, name: str, value):
    """The value as its field has it; raises ``ValidationError`` or ``ValueError``."""
    *steps, last = name.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    field = model._meta.pk if last == "pk" else model._meta.get_field(last)
    if isinstance(value, (list, dict)):
        raise ValueError("a key is a single value")
    typed = field.to_python(value)
    if typed is None or (isinstance(typed, datetime) and is_naive(typed)) or "\x00" in str(typed):
        raise ValueError("not a value of this key")
    return typed
