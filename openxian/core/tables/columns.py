"""What a table has: columns with a name, a label people read, and what a cell of theirs may hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from openxian.core.tables import cells


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a table that comes in (all fields) or goes out (``name``, ``label``, ``get``, ``width``).

    ``parse`` makes a value of a raw cell or raises ``cells.Wrong`` with a sentence; ``choices`` maps what people
    write to the value it means; ``unique`` refuses a value that stands in an earlier row of the same file;
    ``aliases`` are other labels the column is known by; ``get`` takes the value out of a row that goes out
    (an attribute, or an item of a mapping, of the column's name unless said).
    """

    name: str
    label: str
    parse: Callable[[Any], Any] = cells.text
    required: bool = False
    choices: Mapping[str, Any] = field(default_factory=dict)
    unique: bool = False
    aliases: tuple[str, ...] = ()
    explanation: str = ""
    example: str = ""
    get: Callable[[Any], Any] | None = None
    width: int = 16

    def read(self, raw: Any) -> Any:
        """The value of a raw cell; ``None`` for an empty one. Raises ``cells.Wrong``."""
        if cells.is_empty(raw):
            if self.required:
                raise cells.Wrong(f"“{self.label}”必须填写。")
            return None
        if self.choices:
            return self._chosen(cells.text(raw))
        return self.parse(raw)

    def value_of(self, row: Any) -> Any:
        """The value of a row that goes out."""
        if self.get is not None:
            return self.get(row)
        return row[self.name] if isinstance(row, Mapping) else getattr(row, self.name)

    def _chosen(self, written: str) -> Any:
        known = {cells.plain(label): value for label, value in self.choices.items()}
        if cells.plain(written) not in known:
            raise cells.Wrong(f"“{self.label}”只能填：{'、'.join(self.choices)}。")
        return known[cells.plain(written)]
