"""What holds for every procedure, on plain values: who is asked, who may take a step, what becomes of the parts.

Pure. ``moving`` does to the database what these functions decide, and the random walks of the tests do it in memory.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from openxian.core.assignments import rules as assignments
from openxian.core.errors import Forbidden, Refused
from openxian.core.workflow.table import Join, Step, Workflow


class Part(assignments.Part, Protocol):
    """One holder's part; ``role`` says for which ``who`` of the table."""

    @property
    def role(self) -> str: ...

    @property
    def holder_name(self) -> str: ...


P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Movement(Generic[P]):
    """What a step does: the state after it, how parts are closed, and which roles are asked in a new round.

    ``opens`` says that the case has arrived somewhere (again), so that a round opens if anybody is asked there.
    """

    state: str
    closes: tuple[tuple[P, str], ...] = ()
    asks: tuple[str, ...] = ()
    opens: bool = False


@dataclass(frozen=True)
class Decision(Generic[P]):
    """A step that may be taken: by which part (``None`` when nobody was asked), as which holder, and what it does."""

    step: Step
    reason: str
    own: P | None
    holder: str
    movement: Movement[P]


def decide(
    table: Workflow, state: str, name: str, parts: Sequence[P], *, keys: Collection[str] | None,
    playing: Callable[[str], Collection[str]], reason: str = "", by: Sequence[P] | None = None,
) -> Decision[P]:  # fmt: skip
    """Whether the step ``name`` may be taken in ``state``, and what becomes of the case.

    ``parts`` are those of the running round, ``keys`` the taker's (``None``: the system), ``playing(role)`` who plays
    a role in this case, ``by`` the parts it may be taken by (all of them unless said). Raises ``Refused`` or
    ``Forbidden``.
    """
    step = table.step(name, state)
    if keys is not None and by_part(table, step, state):
        own = own_part(step, parts if by is None else by, keys)
        if own is None:
            raise not_asked(step, [part.holder_name for part in parts if part.is_open and part.role == step.who])
        holder = own.holder
    else:
        own, holder = None, _player(table, step, () if keys is None else playing(step.who), keys)
    must_be_untouched(step, parts)
    return Decision(step, reason_for(step, reason), own, holder, settle(table, step, state, parts, own))


def _player(table: Workflow, step: Step, holders: Collection[str], keys: Collection[str] | None) -> str:
    """As which holder somebody takes a step nobody was asked for; empty for the system. Raises ``Forbidden``."""
    if not may_play(table, step, holders, keys):
        raise Forbidden(f"“{step.label}”不归你办理。")
    return next((one for one in holders if keys and one in keys), "")


def asked(table: Workflow, state: str) -> tuple[Step, ...]:
    """The steps somebody is waited for to take; none where a case rests or has ended."""
    if state in table.rest:
        return ()
    return tuple(step for step in table.available(state) if not step.aside)


def roles_asked(table: Workflow, state: str) -> tuple[str, ...]:
    """The roles that get a part in ``state``, each once."""
    return tuple(dict.fromkeys(step.who for step in asked(table, state) if step.who not in table.outside))


def waits_for(table: Workflow, state: str) -> tuple[str, ...]:
    """Whom the case waits for outside the office, as people call them."""
    return tuple(dict.fromkeys(table.outside[step.who] for step in asked(table, state) if step.who in table.outside))


def join_at(table: Workflow, state: str) -> Join:
    """Whether everybody asked in ``state`` must do their part, or one suffices."""
    return "all" if any(step.join == "all" for step in asked(table, state)) else "any"


def by_part(table: Workflow, step: Step, state: str) -> bool:
    """Whether the step is taken by somebody who was asked for it; otherwise by whoever plays the role."""
    return step.who not in table.outside and step in asked(table, state)


def own_part(step: Step, parts: Iterable[P], keys: Collection[str]) -> P | None:
    """The part by which a person may take ``step``: of its role, theirs, and not in a colleague's hands."""
    return next((part for part in parts if part.role == step.who and assignments.may_act(part, keys)), None)


def may_play(table: Workflow, step: Step, holders: Collection[str], keys: Collection[str] | None) -> bool:
    """Take a step nobody was asked for: whoever plays its role; the system (``keys`` is ``None``) for outsiders."""
    if keys is None:
        return step.who in table.outside
    return any(holder in keys for holder in holders)


def is_untouched(parts: Iterable[Part]) -> bool:
    """Whether nobody has acted since the case arrived: every part of the running round is open and taken by nobody."""
    return all(part.is_open and part.taken_by_id is None for part in parts)


def must_be_untouched(step: Step, parts: Iterable[Part]) -> None:
    """Some steps (recall) are too late once somebody has acted; raises ``Refused``."""
    if step.untouched and not is_untouched(parts):
        raise Refused(f"已经有人签收或办理，不能再“{step.label}”，请与承办人联系。")


def reason_for(step: Step, reason: str) -> str:
    """The reason as it is kept; raises ``Refused`` where one is needed and missing."""
    if step.reason == "never":
        return ""
    if step.reason == "required" and not reason.strip():
        raise Refused(f"请写明{step.label}的理由。", field="reason")
    return reason.strip()


def settle(table: Workflow, step: Step, state: str, parts: Sequence[P], own: P | None) -> Movement[P]:
    """What ``step`` does in ``state``. ``parts`` are the running round's, ``own`` the one it is taken by, if any.

    While a joint step waits for others only the own part closes. A step that leaves the case where it is touches
    no part. Otherwise every open part closes and the roles of the state reached are asked.
    """
    if not step.target:
        return Movement(state)
    others = [part for part in parts if part.is_open and part is not own]
    if step.join == "all" and own is not None and others:
        return Movement(state, ((own, step.outcome),))
    left = "recalled" if step.outcome == "recalled" else "dropped"
    mine = () if own is None else ((own, step.outcome),)
    closes = (*mine, *((part, left) for part in others))
    return Movement(step.target, closes, roles_asked(table, step.target), opens=True)


def not_asked(step: Step, holder_names: Iterable[str]) -> Forbidden:
    """The refusal for whoever a step does not belong to."""
    names = "、".join(holder_names)
    return Forbidden(f"“{step.label}”" + (f"现在由{names}办理，" if names else "") + "不归你办理。")
