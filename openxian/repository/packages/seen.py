"""Which ids a package has used so far, kept on disk so that memory does not grow with the package."""

import sqlite3
from contextlib import closing


class Seen:
    """Remembers, for one run, at which line a value first appeared."""

    def __init__(self) -> None:
        self.table = sqlite3.connect("")  # a temporary database that goes to disk when it grows
        self.table.execute("PRAGMA cache_size=-4096")
        self.table.execute(
            "CREATE TABLE seen (kind TEXT, value TEXT, line INTEGER, PRIMARY KEY (kind, value)) WITHOUT ROWID"
        )

    def first_line(self, kind: str, value: str, line: int) -> int | None:
        """The line where ``value`` stood before, or ``None`` when this ``line`` is the first."""
        added = self.table.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (kind, value, line))
        if added.rowcount:
            return None
        with closing(self.table.execute("SELECT line FROM seen WHERE kind = ? AND value = ?", (kind, value))) as found:
            first = found.fetchone()[0]
        return None if first == line else first

    def close(self) -> None:
        self.table.close()
