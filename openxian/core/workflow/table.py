"""Procedures as tables: who may take a case from which state to which, and by which article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from openxian.core.deadlines.terms import Term
from openxian.core.errors import Refused

Reason = Literal["never", "optional", "required"]
Weight = Literal["primary", "plain", "danger"]
Join = Literal["all", "any"]
Outcome = Literal["done", "returned", "recalled"]


@dataclass(frozen=True)
class Step:
    """One row of a procedure.

    ``name`` is the permission and audit name, ``label`` the button, ``sources`` the states it may
    start from, ``target`` the state it leads to (empty: the case stays where it is), ``who`` the role in the case
    that takes it, ``basis`` the article or clause that asks for it.

    ``reason`` says whether one must be given; ``fields`` which facts of the case the step fills in; ``limit`` how
    long its taker has from the day the case arrives. With ``join="all"`` everybody asked must take it before the
    case moves. A step ``aside`` (recall) asks nothing of anybody: it is possible, not awaited; ``untouched`` ones
    only while nobody has acted since the case arrived. ``outcome`` is how the parts it closes end.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    who: str
    basis: str
    reason: Reason = "never"
    weight: Weight = "plain"
    fields: tuple[str, ...] = ()
    limit: Term | None = None
    join: Join = "any"
    aside: bool = False
    untouched: bool = False
    outcome: Outcome = "done"
    bulk: bool = False

    def leads_to(self, state: str) -> str:
        """Where the case stands after the step, taken in ``state``."""
        return self.target or state


class Workflow:
    """A table of steps; it knows the order of things and nothing about the database.

    ``start``: where cases begin. ``ends``: where they end for good. ``rest``: states that ask nothing of anybody
    although steps lead on (a published article may be edited again). ``outside``: roles that are no office's, with
    the words for whom the case waits (``applicant``: 申请人). ``labels`` and ``roles``: what people call the states
    and whoever takes the steps.
    """

    def __init__(
        self,
        *steps: Step,
        start: tuple[str, ...] = (),
        ends: tuple[str, ...] = (),
        rest: tuple[str, ...] = (),
        outside: Mapping[str, str] | None = None,
        labels: Mapping[str, str] | None = None,
        roles: Mapping[str, str] | None = None,
    ) -> None:
        self.steps = {step.name: step for step in steps}
        if len(self.steps) != len(steps):
            raise ValueError("two steps of one workflow bear the same name")
        self.start, self.ends, self.rest = start, ends, rest
        self.outside, self.labels = dict(outside or {}), dict(labels or {})
        self.roles = {**(roles or {}), **self.outside}

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps.values())

    @property
    def states(self) -> set[str]:
        """Every state the table mentions."""
        mentioned = {state for step in self for state in (*step.sources, step.target)}
        return (mentioned | {*self.start, *self.ends, *self.rest}) - {""}

    def available(self, state: str) -> list[Step]:
        """The steps that may be taken from ``state``, in the order of the table."""
        return [step for step in self if state in step.sources]

    def step(self, name: str, state: str) -> Step:
        """The step called ``name`` if it may be taken from ``state``; raises ``Refused`` otherwise."""
        step = self.steps.get(name)
        if step is None or state not in step.sources:
            label = step.label if step else name
            raise Refused(f"现在的状态不能“{label}”，请刷新页面后再看可以做什么。")
        return step

    def label(self, state: str) -> str:
        """What people call a state: its label, else the first thing that is to be done there."""
        if state in self.labels:
            return self.labels[state]
        return next((step.label for step in self.available(state) if not step.aside), state)
