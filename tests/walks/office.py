"""An office in memory: cases that follow a table, people who act rightly and wrongly, at random.

What may be done and what becomes of it is decided by ``core.workflow.rules`` and ``core.assignments.rules``, as in the
product; only the rows are kept here. Who stands behind a holder is known here a second time, by plain membership, so
that a wrong person is noticed even if the rules were mistaken.
"""

from dataclasses import dataclass, field
from random import Random

from openxian.core.assignments import rules as assignments
from openxian.core.errors import Forbidden, Refused
from openxian.core.workflow import Workflow, rules

PER_ROLE = 2  # holders that play a role together where the table joins them
PEOPLE = 12


@dataclass(eq=False, slots=True)
class Part:
    """One holder's part of a round."""

    role: str
    holder: str
    taken_by_id: int | None = None
    is_open: bool = True

    @property
    def holder_name(self) -> str:
        return self.holder


@dataclass(eq=False, slots=True)
class Case:
    state: str
    owner: int
    round: list[Part] = field(default_factory=list)
    """The parts of the running round; empty where nobody is asked."""


class Office:
    """Some cases on one table. ``step`` does one random thing and looks whether everything still holds."""

    def __init__(self, table: Workflow, seed: int, cases: int = 20) -> None:
        self.table, self.random = table, Random(seed)
        self.steps = list(table)
        self.people = list(range(PEOPLE))
        roles = sorted({step.who for step in table})
        self.members = {f"pool:{role}:{n}": self._some() for role in roles for n in range(PER_ROLE)}
        self.members |= {f"person:{person}": {person} for person in self.people}
        self.away: dict[int, int] = {}
        self.keys: dict[int, frozenset[str]] = {}
        self._learn_keys()
        self.done = self.refused = self.ended = 0
        self.cases = [self._begin() for _ in range(cases)]

    def step(self) -> None:
        case = self.random.choice(self.cases)
        if case.state in self.table.ends:
            self._nothing_moves(case)
            self.ended += 1
            self.cases[self.cases.index(case)] = case = self._begin()
        chance = self.random.random()
        try:
            (self._move if chance < 0.8 else self._handle if chance < 0.99 else self._go_away)(case)
            self.done += 1
        except Refused:
            self.refused += 1
        self.examine(case)

    def examine(self, case: Case) -> None:
        """Nothing stuck, nothing lost: an open case has an open part that somebody can move, or waits outside."""
        table, waiting = self.table, [part for part in case.round if part.is_open]
        assert case.state in table.states
        if not rules.roles_asked(table, case.state):
            assert not waiting, f"{case.state}: an open part where nobody is asked"
            quiet = case.state in table.ends or case.state in table.rest or rules.waits_for(table, case.state)
            assert quiet, f"{case.state}: nobody is asked and nobody is waited for"
            return
        assert waiting, f"{case.state}: asked, and nobody has it"
        for part in waiting:
            assert any(self._can_free_or_do(part, person) for person in self.people), f"{part} is nobody's"

    def finish(self, case: Case) -> None:
        """From wherever it stands, the right people bring a case to its end or to rest."""
        for _ in range(200):
            if case.state in self.table.ends or case.state in self.table.rest:
                return
            for part in case.round:
                part.taken_by_id = None
            self._one_right_step(case)
        raise AssertionError(f"{case.state}: no way to an end")

    def _one_right_step(self, case: Case) -> None:
        goal = self._towards_end(case.state)
        person = None if goal.who in self.table.outside else self._right_person(case, goal)
        self._take(case, goal.name, person)
        self.examine(case)

    def _towards_end(self, state: str):
        """The first step of a shortest way from ``state`` to an end or to rest."""
        seen, ways = {state}, [(step, step.leads_to(state)) for step in self.table.available(state)]
        while ways:
            following = []
            for first, reached in ways:
                if reached in self.table.ends or reached in self.table.rest:
                    return first
                if reached not in seen:
                    seen.add(reached)
                    following += [(first, step.leads_to(reached)) for step in self.table.available(reached)]
            ways = following
        raise AssertionError(f"{state}: the table has no way to an end")

    def _right_person(self, case: Case, step) -> int:
        if rules.by_part(self.table, step, case.state):
            part = next(part for part in case.round if part.is_open and part.role == step.who)
            return next(iter(self._behind(part.holder)))
        return next(iter(self._behind(self._playing(case, step.who)[0])))

    def _begin(self) -> Case:
        case = Case(self.random.choice(self.table.start), self.random.choice(self.people))
        self._ask(case, rules.roles_asked(self.table, case.state))
        return case

    def _move(self, case: Case) -> None:
        """Anybody tries any step, mostly one that is possible here."""
        near = self.table.available(case.state) if self.random.random() < 0.9 else self.steps
        step = self.random.choice(near or self.steps)
        person = self.random.choice(self.people) if self.random.random() < 0.7 else None
        if person is not None and self.random.random() < 0.6 and step in near:
            person = self._right_person(case, step)
        self._take(case, step.name, person, reason=self.random.choice(("", "理由")))

    def _take(self, case: Case, name: str, person: int | None, reason: str = "理由") -> None:
        before, open_before = case.state, [part for part in case.round if part.is_open]
        keys = None if person is None else self.keys[person]
        playing = lambda role: self._playing(case, role)  # noqa: E731
        decision = rules.decide(self.table, case.state, name, case.round, keys=keys, playing=playing, reason=reason)
        self._was_theirs(case, decision, person)
        for part, _ in decision.movement.closes:
            part.is_open = False
        case.state = decision.movement.state
        if decision.movement.opens:
            self._ask(case, decision.movement.asks)
        joint = decision.own is not None and decision.step.join == "all"
        if joint and decision.movement.opens:
            assert open_before == [decision.own], f"{name}: moved on while somebody had not yet agreed"
        assert before not in self.table.ends, "closed stays closed"

    def _was_theirs(self, case: Case, decision, person: int | None) -> None:
        """Asked a second time, by membership: was it this person's to do?"""
        if person is None:
            assert decision.step.who in self.table.outside
        elif decision.own is not None:
            assert person in self._behind(decision.own.holder), "done by the wrong person"
            assert decision.own.taken_by_id in (None, person, *self._stood_in_for(person)), "taken by somebody else"
        else:
            playing = self._playing(case, decision.step.who)
            assert any(person in self._behind(holder) for holder in playing), "done by the wrong person"

    def _handle(self, case: Case) -> None:
        """Take, give back, hand over or add somebody, rightly or wrongly."""
        waiting = [part for part in case.round if part.is_open]
        if not waiting:
            return
        part, person = self.random.choice(waiting), self.random.choice(self.people)
        keys = self.keys[person]
        what = self.random.choice(("take", "free", "hand", "add"))
        if what == "free":
            if assignments.may_free(part, keys) == "no":
                raise Forbidden("不归你放回。")
            part.taken_by_id = None
            return
        if not assignments.may_act(part, keys):
            raise Forbidden("不归你办理。")
        assert person in self._behind(part.holder), "handled by the wrong person"
        if what == "take":
            part.taken_by_id = person
            return
        other = self.random.choice(list(self.members))
        if what == "hand" and other != part.holder:
            part.is_open = False
        if all(one.holder != other or not one.is_open for one in case.round):
            case.round.append(Part(part.role, other))

    def _go_away(self, case: Case) -> None:
        """Somebody goes away and lets another stand in, or comes back."""
        person, other = self.random.sample(self.people, 2)
        if self.away.pop(person, None) is None:
            self.away[person] = other
        self._learn_keys()

    def _nothing_moves(self, case: Case) -> None:
        for step in self.steps:
            for person in (None, self.random.choice(self.people)):
                try:
                    self._take(case, step.name, person)
                except Refused:
                    continue
                raise AssertionError(f"{step.name} moved a case that had ended")

    def _ask(self, case: Case, roles: tuple[str, ...]) -> None:
        case.round = [Part(role, holder) for role in roles for holder in self._playing(case, role)]

    def _playing(self, case: Case, role: str) -> list[str]:
        if role == self.steps[0].who:
            return [f"person:{case.owner}"]
        joint = any(step.who == role and step.join == "all" for step in self.steps)
        return [f"pool:{role}:{n}" for n in range(PER_ROLE if joint else 1)]

    def _behind(self, holder: str) -> set[int]:
        own = self.members[holder]
        return own | {other for person, other in self.away.items() if person in own}

    def _stood_in_for(self, person: int) -> list[int]:
        return [absent for absent, other in self.away.items() if other == person]

    def _can_free_or_do(self, part: Part, person: int) -> bool:
        keys = self.keys[person]
        return assignments.may_act(part, keys) or assignments.may_free(part, keys) != "no"

    def _learn_keys(self) -> None:
        own = {person: {key for key, people in self.members.items() if person in people} for person in self.people}
        self.keys = {
            person: frozenset(own[person].union(*(own[absent] for absent in self._stood_in_for(person))))
            for person in self.people
        }

    def _some(self) -> set[int]:
        return set(self.random.sample(self.people, self.random.randint(1, 4)))
