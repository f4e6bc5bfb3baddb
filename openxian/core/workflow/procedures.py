"""The kinds of case that follow a table; ``registry`` is where rooms declare theirs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from openxian.core.workflow.case import Case


@dataclass(frozen=True)
class Procedure:
    """A kind of case: its model (whose ``workflow`` is the table), where its page is, who may see which cases.

    ``visible_to(person, at)`` are the cases a person may see; ``at_address(pk)`` is the page of one (by default the
    address ``case`` in the name space of its app). ``acts`` names the
    steps that do more than move: ``acts["approve"](case, by=, at=, **given)`` takes the step itself, handing what was
    given (``reason``, ``assignment``, the step's fields) to ``moving.move``.
    """

    label: str
    model: type[Case]
    visible_to: Callable[[Any, datetime], QuerySet]
    acts: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    at_address: Callable[[Any], str] | None = None

    @property
    def key(self) -> str:
        return self.model.kind()

    def address(self, pk: Any) -> str:
        """Where the page of one case is."""
        return self.at_address(pk) if self.at_address else reverse(f"{self.model._meta.app_label}:case", args=[pk])


known: dict[str, Procedure] = {}


def procedure(key: str) -> Procedure:
    """The procedure of a kind of case; raises ``KeyError`` when its room is not installed."""
    return known[key]


def procedures() -> list[Procedure]:
    """Every kind of case that follows a table, in the order the rooms were loaded."""
    return list(known.values())
