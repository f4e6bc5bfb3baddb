"""Procedures as tables: who may take a case from which state to which, and by which article."""

from collections.abc import Iterator
from dataclasses import dataclass

from openxian.core.errors import Refused


@dataclass(frozen=True)
class Step:
    """One row of a procedure.

    ``name`` is the permission and audit name, ``label`` the button, ``sources`` the states it may
    start from, ``target`` the state it leads to, ``who`` the role key that takes it, ``basis`` the
    article or clause that asks for it.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    who: str
    basis: str


class Workflow:
    """A table of steps; it knows the order of things and nothing about the database."""

    def __init__(self, *steps: Step) -> None:
        self.steps = {step.name: step for step in steps}
        if len(self.steps) != len(steps):
            raise ValueError("two steps of one workflow bear the same name")

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps.values())

    @property
    def states(self) -> set[str]:
        """Every state the table mentions."""
        return {state for step in self for state in (*step.sources, step.target)}

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
