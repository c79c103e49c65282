"""Routes between roles: chains of moves, weighed by what matters to the reader.

`static/js/routes.js` does the same in the browser, where it also knows what the reader has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import Literal, NamedTuple

from explorer.catalogue import Catalogue
from explorer.holding import Holding, asked, based_on, named_in
from explorer.models import EntryRoute, Move, Need, Qualification
from explorer.needs import choices, named
from explorer.paths import ways
from explorer.say import N_
from explorer.words import Span

START = "start"
Priority = Literal["soonest", "least-study", "earning", "small-steps"]
PRIORITIES: dict[Priority, str] = {
    "soonest": N_("Soonest"),
    "least-study": N_("Least study"),
    "earning": N_("Earning all the way"),
    "small-steps": N_("Smallest steps"),
}
COUNT = 4
LOOKED_AT = 40
LONGER = 24
# What a change of job costs besides its time, twice over in months, so that no route goes through jobs on the way for nothing.
CHANGE = 12
BACK = 10**9
# Months of study where a qualification states none. They order routes and are never shown.
STUDY = {
    "general": 12, "award": 1, "certificate": 4, "diploma": 15, "degree": 36, "postgraduate": 18, "apprenticeship": 18,
    "registration": 0, "short-course": 0, "licence": 1,
}  # fmt: skip
FROM_OUTSIDE = {"straight-in", "apprenticeship", "college", "university", "volunteering"}
AWAY_FROM_WORK = {"degree", "postgraduate"}


class Ref(NamedTuple):
    """Where a step is written: which of the moves or ways in (`entry`) of which role."""

    role: str
    kind: Literal["moves", "entry"]
    at: int

    def of(self, catalogue: Catalogue) -> Move | EntryRoute:
        """The move, or the way in."""
        found: Move | EntryRoute = getattr(catalogue.roles[self.role], self.kind)[self.at]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step of a route: a move from a role, or a way into a role from outside (`start` is then `START`).

    needs: what the step asks for, and what the role that it leads to asks for before starting, without what whoever comes from
    the start has already
    registers: registrations that the step asks for without anything that leads to them, so that only people who have one of each set
    can take it
    """

    ref: Ref
    start: str
    end: str
    of: Move | EntryRoute
    needs: tuple[Need, ...]
    registers: tuple[frozenset[str], ...]

    @property
    def months(self) -> Span:
        """The usual time, from shortest to longest."""
        return Span(self.of.months.low, self.of.months.high) if self.of.months else Span(0, 0)

    @property
    def back(self) -> bool:
        """Whether the step goes back to a kind of work that was done before, which others cannot take."""
        return isinstance(self.of, Move) and self.of.kind == "return"

    @property
    def entry(self) -> EntryRoute | None:
        """The way in, when the step comes from outside."""
        return self.of if isinstance(self.of, EntryRoute) else None


@dataclass(frozen=True, slots=True)
class Route:
    """A chain of steps, each starting where the one before ends."""

    steps: tuple[Step, ...]

    @property
    def months(self) -> Span:
        """The time of all steps together."""
        return Span(sum(step.months.low for step in self.steps), sum(step.months.high for step in self.steps))


class Steps:
    """Every step of a catalogue, and the lightest between each two roles for each priority."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._qualifications = catalogue.qualifications
        self.all = [step_of(catalogue, ref) for ref in refs(catalogue)]
        self._between: dict[str, dict[str, list[Step]]] = {START: {}, **{id_: {} for id_ in catalogue.roles}}
        for step in self.all:
            self._between[step.start].setdefault(step.end, []).append(step)

    def routes(self, start: str, end: str, priority: Priority, count: int = COUNT) -> list[Route]:
        """The best few routes that really differ, at most `count`, best first; none when there is no way.

        A route counts as another one when it shares at most half of its steps with each better one, and is not far longer. Steps back,
        and those that only some can take, come only where there is no other way.
        """
        lightest = self._lightest[priority]
        found: list[Route] = []
        first = 0
        for weight, nodes in islice(ways(self._weights[priority], start, end), LOOKED_AT):
            route = Route(tuple(lightest[one][other] for one, other in pairwise(nodes)))
            if found and (weight >= BACK > first or len(found) == count):
                break
            if all(_differ(route, other) and _not_far_longer(route, found[0]) for other in found):
                first = first or weight
                found.append(route)
        return found

    @cached_property
    def numbers(self) -> str:
        """All that decides which routes are the best, in numbers, as text."""
        of_each = [[step.ref, step.start, step.end, step.months, *(self._weight(step, one) for one in PRIORITIES)] for step in self.all]
        return repr(of_each)

    def weight(self, nodes: Sequence[str], priority: Priority) -> int:
        """How heavy a chain of steps is, given by the roles that it goes through."""
        return sum(self._weights[priority][start][end] for start, end in pairwise(nodes))

    @cached_property
    def _lightest(self) -> dict[Priority, dict[str, dict[str, Step]]]:
        return {
            priority: {
                start: {end: min(steps, key=lambda step: self._weight(step, priority)) for end, steps in ends.items()}
                for start, ends in self._between.items()
            }
            for priority in PRIORITIES
        }

    @cached_property
    def _weights(self) -> dict[Priority, dict[str, dict[str, int]]]:
        return {
            priority: {start: {end: self._weight(step, priority) for end, step in ends.items()} for start, ends in lightest.items()}
            for priority, lightest in self._lightest.items()
        }

    def _weight(self, step: Step, priority: Priority) -> int:
        """How heavy a step is, as a whole number from 1. Times count twice over, so that the middle of a range is whole."""
        if step.back or step.registers:
            return BACK
        time = CHANGE + max(step.months.low + step.months.high, self._study(step))
        if priority == "small-steps":
            return time * time
        if priority == "least-study":
            return 1000 * self._study(step) + time
        if priority == "earning":
            return (1000 * (self._study(step) + CHANGE) if self._away_from_work(step) else 0) + time
        return time

    def _study(self, step: Step) -> int:
        """Twice the months of study for what is required or usual, by the shortest of the choices."""
        return sum(min(sum(study(self._qualifications[id_]) for id_ in choice) for choice in choices(need)) for need in asked(step.needs))

    def _away_from_work(self, step: Step) -> bool:
        """Whether the step asks for study without a wage: a way in that does not pay, or a degree that no apprenticeship gives."""
        if step.entry:
            return not step.entry.paid
        return any(
            all(any(self._qualifications[id_].kind in AWAY_FROM_WORK for id_ in choice) for choice in choices(need))
            for need in asked(step.needs)
        )


def refs(catalogue: Catalogue) -> Iterator[Ref]:
    """The moves from every role, and the ways into it from outside.

    A way into the upper half of the scale asks for a career behind you, so it is none for somebody from outside.
    """
    lower_half = list(catalogue.stages)[: len(catalogue.stages) // 2 + 1]
    for role in catalogue.roles.values():
        yield from (Ref(role.id, "moves", at) for at in range(len(role.moves)))
        for at, entry in enumerate(role.entry):
            if entry.kind in FROM_OUTSIDE and role.stage in lower_half:
                yield Ref(role.id, "entry", at)


def step_of(catalogue: Catalogue, ref: Ref) -> Step:
    """A step, with what it and the role at its end ask for."""
    role, of = catalogue.roles[ref.role], ref.of(catalogue)
    if isinstance(of, Move):
        start, end, has = role.id, of.to, Holding().plus(catalogue.qualifications, role.needs)
    else:
        start, end, has = START, role.id, Holding(based_on(catalogue.qualifications, of.gains))
    own = has.plus(catalogue.qualifications, of.needs)
    needs = (
        *(need for need in of.needs if need.experience or not has.meets(need)),
        *(need for need in asked(catalogue.roles[end].needs) if need.when != "after" and not own.meets(need)),
    )
    leads = {*named_in(of.needs), *(of.gains if isinstance(of, EntryRoute) else ())}
    registers = [
        frozenset(id_ for id_ in named(need) if _is_closed(catalogue, id_, leads))
        for need in needs
        if need.strength == "required"
        and not need.experience
        and all(any(_is_closed(catalogue, id_, leads) for id_ in choice) for choice in choices(need))
    ]
    return Step(ref, start, end, of, needs, tuple(registers))


def _is_closed(catalogue: Catalogue, id_: str, leads: set[str]) -> bool:
    """Whether an id is a registration to which nothing leads here."""
    entry = catalogue.qualifications[id_]
    return entry.kind == "registration" and leads.isdisjoint(entry.builds_on)


def cheapest(catalogue: Catalogue, need: Need) -> list[str]:
    """Of the choices of a need, the one with the lowest known cost; else the first."""

    def cost(choice: list[str]) -> float:
        figures = [catalogue.qualifications[id_].known_cost for id_ in choice]
        return sum(figure[1] if figure else float("inf") for figure in figures)

    return min(choices(need), key=cost)


def can_be_free(catalogue: Catalogue, qualification: Qualification) -> bool:
    """Whether some way of funding can pay the whole cost, or there is none: an apprentice pays nothing."""
    return qualification.known_cost == (0, 0) or any(catalogue.funding[id_].covers == "whole" for id_ in qualification.funding)


def study(qualification: Qualification) -> int:
    """Twice the months that a qualification takes, or what is usual for its kind."""
    months = qualification.months
    return months.low + months.high if months else 2 * STUDY[qualification.kind]


def still_asked(catalogue: Catalogue, route: Route) -> list[list[Need]]:
    """What each step asks for that no step before it asked for; helpful things and experience too."""
    has = Holding()
    found = []
    for step in route.steps:
        found.append([need for need in step.needs if need.experience or not has.meets(need)])
        has = has.plus(catalogue.qualifications, step.needs)
    return found


def _differ(route: Route, other: Route) -> bool:
    """Whether two routes share at most half of the steps of the shorter one."""
    steps, others = ({(step.start, step.end) for step in one.steps} for one in (route, other))
    return len(steps & others) <= min(len(steps), len(others)) / 2


def _not_far_longer(route: Route, best: Route) -> bool:
    return route.months.high <= 2 * best.months.high + LONGER
