"""Lines become links of the chain: whoever commits first seals for all who committed meanwhile.

A lock held from the insert to the commit would let one act of the county run at a time. So a line is only noted as
pending in its own transaction (a trigger does it), and after the commit one process takes the lock, chains every
pending line it can see and lets go. Whoever finds the lock taken leaves: the one who holds it looks again after
letting go, and so sees what was committed meanwhile. Lines of an act that was rolled back were never pending.
What a burst or a crash leaves behind is sealed by the next act of any process, at the latest by the worker.

SQLite has one writer at a time anyway: there the line is chained in its own transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from django.db import connection, transaction

from openxian.core.audit.canonical import BEGINNING, link_hash

LOCK = 0x6F70656E7869616E  # "openxian", for pg_advisory_xact_lock
ROUNDS = 2  # one for what is there, one for what came meanwhile; more would let one act work for a whole burst
BATCH = 500  # lines of a round
GAP = 0.05  # seconds a process leaves between two tries of its own

# Whoever waits is not served faster by a flush: links lost in a crash come back as pending lines.
TRY = "SELECT pg_try_advisory_xact_lock(%s), set_config('synchronous_commit', 'off', true)"
PENDING = "SELECT EXISTS (SELECT 1 FROM core_auditpending)"
# Subqueries, not joins: with few or no statistics a planner would merge the whole trail with a handful of lines.
TAKE = """
    SELECT line_id, (SELECT digest FROM core_auditline WHERE id = line_id),
        (SELECT seq FROM core_auditlink link WHERE link.line_id = pending.line_id)
    FROM core_auditpending pending ORDER BY line_id LIMIT %s
"""
HEAD = "SELECT seq, hash FROM core_auditlink ORDER BY seq DESC LIMIT 1"
APPEND = "INSERT INTO core_auditlink (seq, line_id, digest, hash) VALUES "
RELEASE = "DELETE FROM core_auditpending WHERE line_id IN "


@dataclass
class Pace:
    """When this process last tried, by the clock that only counts."""

    tried_at: float = float("-inf")


_pace = Pace()


def arrange() -> None:
    """Called in the transaction that wrote lines: have them sealed."""
    if connection.vendor == "sqlite":
        while _round() == BATCH:
            pass
    elif not any(each[1] is seal_unless_just_tried for each in connection.run_on_commit):
        # robust: an act that is done is not undone because sealing failed
        transaction.on_commit(seal_unless_just_tried, robust=True)


def seal_unless_just_tried() -> None:
    """After a commit: seal, but in a burst of acts only every ``GAP`` seconds, so that many lines share one round."""
    if monotonic() - _pace.tried_at >= GAP:
        seal()
        _pace.tried_at = monotonic()


def seal() -> None:
    """Chain what is pending: in full rounds while there is much, then ``ROUNDS`` smaller ones at most."""
    left = ROUNDS
    while left and _any_pending() and (taken := _round()):
        left -= taken < BATCH


def seal_all() -> int:
    """Chain everything pending, however much; lines sealed here. For the worker and the command line."""
    count = 0
    while _any_pending() and (sealed := _round()):
        count += sealed
    return count


def _any_pending() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(PENDING)
        return bool(cursor.fetchone()[0])


def _round() -> int:
    """One transaction under the lock; how many lines it took, 0 when somebody else has the lock."""
    sqlite = connection.vendor == "sqlite"
    with transaction.atomic(savepoint=False, durable=not sqlite), connection.cursor() as cursor:
        if not sqlite:
            cursor.execute(TRY, [LOCK])
            if not cursor.fetchone()[0]:
                return 0
        return append(cursor)


def append(cursor) -> int:
    """Chain up to ``BATCH`` pending lines in order of their numbers; the caller holds the lock."""
    cursor.execute(TAKE, [BATCH])
    taken = cursor.fetchall()
    if taken:
        _chain(cursor, [(line_id, digest) for line_id, digest, seq in taken if digest and seq is None])
        _write(cursor, RELEASE, [tuple(line_id for line_id, _digest, _seq in taken)])
    return len(taken)


def _chain(cursor, lines: Sequence[tuple[int, str]]) -> None:
    cursor.execute(HEAD)
    last, hash_ = cursor.fetchone() or (0, BEGINNING)
    links = []
    for seq, (line_id, digest) in enumerate(lines, last + 1):
        hash_ = link_hash(hash_, seq, line_id, digest)
        links.append((seq, line_id, digest, hash_))
    if links:
        _write(cursor, APPEND, links)


def _write(cursor, statement: str, rows: Sequence[tuple]) -> None:
    """``statement`` followed by the rows in parentheses."""
    places = ",".join("({})".format(",".join(["%s"] * len(row))) for row in rows)
    cursor.execute(statement + places, [value for row in rows for value in row])
