"""The form of a line that its digest is taken of, and how links are chained. Pure: no database, no clock.

Described for other programs in docs/operator/audit.md; ``scripts/verify_audit.py`` follows it without this module.
"""

import hashlib
import ipaddress
import json
from datetime import UTC, datetime
from typing import Any

BEGINNING = "0" * 64  # stands where the first link looks for the one before it
FIELDS = (
    "act",
    "actor_id",
    "actor_name",
    "address",
    "at",
    "detail",
    "sentence",
    "succeeded",
    "thing_id",
    "thing_name",
    "thing_type",
)


def sm3(content: bytes) -> str:
    """GB/T 32905-2016, 64 hexadecimal digits."""
    return hashlib.new("sm3", content).hexdigest()


def packed(value: Any) -> bytes:
    """Canonical JSON: keys in order of code points, no spaces, UTF-8, only what must be escaped is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def settled(value: Any) -> Any:
    """JSON that comes back from either database as it went in: fractions as text, since ``jsonb`` rewrites them."""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict):
        return {str(key): settled(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [settled(each) for each in value]
    return value


def moment(at: datetime) -> str:
    """UTC to the microsecond, always written in the same 27 characters: ``2026-03-02T01:00:00.000000Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def address(text: str | None) -> str | None:
    """A network address in full (an IPv6 one with all its digits): the databases shorten it each in its own way."""
    if text is None:
        return None
    try:
        return ipaddress.ip_address(text).exploded
    except ValueError:
        return text


def facts(line: Any) -> dict[str, Any]:
    """What a line (anything with its attributes) says, as JSON holds it; its number is bound by the link instead."""
    said = {name: getattr(line, name) for name in FIELDS}
    return said | {"at": moment(line.at), "address": address(line.address)}


def digest(line: Any) -> str:
    """SM3 of the canonical form of a line."""
    return sm3(packed(facts(line)))


def link_hash(previous: str, seq: int, line_id: int, digest: str) -> str:
    """SM3 over the hash before, the place in the chain, the number of the line and its digest."""
    return sm3(f"{previous}\n{seq}\n{line_id}\n{digest}".encode("ascii"))
