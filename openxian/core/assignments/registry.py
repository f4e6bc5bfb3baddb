"""What the rooms say about their kinds of case, so that one desk can show and move them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from openxian.core.assignments.models import Assignment
from openxian.core.errors import Refused

Reason = Literal["never", "optional", "required"]


def on_its_page(assignment: Assignment, **given: Any) -> None:
    """What an act with a page of its own answers when somebody tries to do it elsewhere."""
    raise Refused("这一步要填写内容，请打开这件待办，在它自己的页面上办理。")


@dataclass(frozen=True)
class Act:
    """A button of an open assignment. ``run(assignment, by=, at=, reason=)`` does it or raises ``Refused``.

    ``basis`` is the article that asks for it; ``bulk`` whether a person may do it to many at once; ``fields`` are the
    facts of the case it asks for in a form, handed to ``run`` by name. An act that asks for more than words has an
    ``address``: the button leads to that page of its room (with the ``reason`` typed so far, posted without
    ``confirmed``), and the page does it instead of ``run``; never many at once.
    """

    name: str
    label: str
    run: Callable[..., Any] = on_its_page
    reason: Reason = "never"
    weight: Literal["primary", "plain", "danger"] = "plain"
    basis: str = ""
    bulk: bool = False
    fields: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of case as the desk sees it.

    ``address(assignment)`` is where its page is; ``acts(assignment, person, at)`` the buttons this person has now
    (a list for the row, asked only of rows that are shown); ``expects(assignment)`` one sentence: what the rule
    expects at this step, by which article; ``handing`` whether the desk offers to hand a part to another person or
    to add one (not where only a duty counts).
    """

    key: str
    label: str
    address: Callable[[Assignment], str]
    acts: Callable[[Assignment, Any, datetime], list[Act]]
    expects: Callable[[Assignment], str]
    handing: bool = True


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Declare a kind of case; called once by a room's ``AppConfig.ready``."""
    _kinds[kind.key] = kind


def kind_of(assignment: Assignment) -> Kind:
    """The kind of an assignment's case; raises ``KeyError`` when its room is not installed."""
    return _kinds[assignment.kind]


def kinds() -> list[Kind]:
    """Every kind, in the order the rooms were loaded."""
    return list(_kinds.values())
