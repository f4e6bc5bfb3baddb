"""Every address of the front doors, with sample values for what stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

DOOR = "tests.urls"  # the product's front doors, and the example whose line stands in the menu
NOT_SHIPPED = "example:"


@dataclass(frozen=True)
class Address:
    """One pattern: ``view`` is its full name, ``route`` what people read, ``keys`` its named parts."""

    view: str
    route: str
    keys: tuple[str, ...]


def addresses() -> list[Address]:
    """All named addresses, each once, in the order of their routes."""
    walked = (address for address in _walk(get_resolver(DOOR)) if not address.view.startswith(NOT_SHIPPED))
    found = {(address.view, address.keys): address for address in walked}
    return sorted(found.values(), key=lambda address: (address.route, address.view))


def _walk(resolver, route="", names=(), keys=()) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        inside = (*keys, *_keys(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from _walk(entry, here, (*names, entry.namespace) if entry.namespace else names, inside)
        elif isinstance(entry, URLPattern) and entry.name:
            yield Address(":".join((*names, entry.name)), here, inside)


def _keys(pattern) -> tuple[str, ...]:
    regex = pattern.regex
    return tuple(regex.groupindex) or tuple(f"#{number}" for number in range(regex.groups))


def url_of(address: Address, samples: "Samples", whose: str) -> str | None:
    """The address filled with the sample things of ``whose`` side (``own`` or ``foreign``)."""
    values = [samples.value(address.view, key, whose) for key in address.keys]
    named = not any(key.startswith("#") for key in address.keys)
    try:
        if named:
            return reverse(address.view, urlconf=DOOR, kwargs=dict(zip(address.keys, values, strict=True)))
        return reverse(address.view, urlconf=DOOR, args=values)
    except NoReverseMatch:
        return None


class Samples:
    """What to put for each key: rows of (view pattern, key pattern, own value, foreign value)."""

    def __init__(self, rows: list[tuple[str, str, object, object]]) -> None:
        self.rows = rows

    def value(self, view: str, key: str, whose: str):
        for view_pattern, key_pattern, own, foreign in self.rows:
            if fnmatchcase(view, view_pattern) and fnmatchcase(key, key_pattern):
                return own if whose == "own" else foreign
        return 1
