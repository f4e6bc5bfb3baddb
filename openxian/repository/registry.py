"""What the rooms above fill in: the repository knows articles, the portal knows columns.

The portal registers one ``Columns`` object when it starts; without it (a process that has no
portal) articles need three reviews and stand nowhere.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

MOST_LEVELS = 3


class Columns(Protocol):
    """What the repository asks of whoever keeps the columns."""

    def levels_required(self, article) -> int:
        """How many reviews (1–3) the strictest column of this article asks for."""

    def choices(self, person) -> list[tuple[str, list[tuple[int, str]]]]:
        """Site name → [(column id, indented name)] where ``person`` may place articles."""

    def chosen(self, article) -> list[int]:
        """Ids of the columns the article stands in, its home column first."""

    def within(self, articles, column_id: int):
        """The queryset ``articles`` narrowed to those that stand in this column."""

    def homes(self, articles) -> dict[int, str]:
        """Article id → “site / column” of its home, for a page of articles, in a constant number of queries."""

    def choose(self, article, column_ids: list[int], *, by, at) -> None:
        """Let the article stand in exactly these columns, the first being its home; raises ``Refused``."""

    def resolve(self, path: str) -> int | None:
        """The id of the column at ``site host/slug/slug`` or ``slug/slug`` (main site), if there is one."""

    def place_many(self, rows: Iterable[tuple[Any, list[int]]], *, by, at) -> None:
        """Placements for imported articles in bulk: (article, column ids, home first)."""

    def address(self, article) -> str:
        """The public address of an article (absolute path, or full URL when it lives on another site)."""


columns: Columns | None = None


def register_columns(keeper: Columns) -> None:
    """Called once by the portal's ``AppConfig.ready``."""
    global columns  # noqa: PLW0603 - the one slot this registry has
    columns = keeper


def levels_required(article) -> int:
    return columns.levels_required(article) if columns else MOST_LEVELS


preview: Callable[[Any, Any], Any] | None = None


def register_preview(shower: Callable[[Any, Any], Any]) -> None:
    """Called once by the portal: ``shower(request, article)`` answers the article as the public would see it."""
    global preview  # noqa: PLW0603 - as above
    preview = shower
