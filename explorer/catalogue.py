"""The catalogue: everything that was read, checked and linked, immutable.

`link` makes it; pages, feeds and open data only read it. Each lookup that goes against the direction of a reference
(who leads here, which roles ask for this) is worked out once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from explorer import models
from explorer.fields import Markup, Strength
from explorer.models import Move, Need, Role
from explorer.problem import Place
from explorer.prose import short_links
from explorer.questions import Match
from explorer.settings import Site
from explorer.walk import marked
from explorer.worksheet import Worksheet

Asked = Literal["role", "entry", "move"]


class Standing(NamedTuple):
    """A place of a role on a ladder."""

    ladder: models.Ladder
    stage: models.Stage
    role: Role
    home: bool


class Arrival(NamedTuple):
    """A move seen from where it leads."""

    role: Role
    move: Move


class Asking(NamedTuple):
    """A role that asks for a qualification, and how strongly."""

    role: Role
    strength: Strength
    need: Need


@dataclass(frozen=True)
class Written:
    """An article or plain page: its front matter and the Markdown below it."""

    front: Any
    body: str


@dataclass(frozen=True)
class Catalogue:
    """All entries by id, in the order in which they were written."""

    site: Site
    match: Match | None
    stages: Mapping[str, models.Stage]
    groups: Mapping[str, models.Group]
    ladders: Mapping[str, models.Ladder]
    roles: Mapping[str, Role]
    qualifications: Mapping[str, models.Qualification]
    skills: Mapping[str, models.Skill]
    bodies: Mapping[str, models.Body]
    funding: Mapping[str, models.Funding]
    scales: Mapping[str, models.Scale]
    levels: Mapping[int, models.Level]
    words: Mapping[str, models.Word]
    synonyms: Mapping[str, models.Synonym]
    shortcuts: Mapping[str, models.Shortcut]
    packs: Mapping[str, models.Pack]
    terms: Mapping[str, Mapping[str, models.Term]]
    articles: Mapping[str, Written]
    pages: Mapping[str, Written]
    worksheet: Worksheet | None
    home: Mapping[str, str]
    places: Mapping[tuple[str, str], Place]

    @cached_property
    def standings(self) -> dict[str, list[Standing]]:
        """The ladders on which each role stands, its home ladder first."""
        found: dict[str, list[Standing]] = {id_: [] for id_ in self.roles}
        for ladder in self.ladders.values():
            for role in ladder.roles:
                found[role.id].insert(0, Standing(ladder, self.stages[role.stage], role, home=True))
            for guest in ladder.includes:
                found[guest.role].append(Standing(ladder, self.stages[guest.stage], self.roles[guest.role], home=False))
        return found

    def on_ladder(self, ladder: models.Ladder) -> list[Standing]:
        """The roles of a ladder in the order of its stages; within a stage its own roles come first."""
        order = list(self.stages)
        standings = [Standing(ladder, self.stages[role.stage], role, home=True) for role in ladder.roles]
        standings += [Standing(ladder, self.stages[guest.stage], self.roles[guest.role], home=False) for guest in ladder.includes]
        return sorted(standings, key=lambda standing: order.index(standing.stage.id))

    def home_ladder(self, role: Role) -> models.Ladder:
        """The ladder in whose file the role is written."""
        return self.ladders[self.home[role.id]]

    def group_of(self, role: Role) -> models.Group:
        """The group of the role's home ladder."""
        return self.groups[self.home_ladder(role).group]

    @cached_property
    def arrivals(self) -> dict[str, list[Arrival]]:
        """The moves that lead to each role."""
        found: dict[str, list[Arrival]] = {id_: [] for id_ in self.roles}
        for role in self.roles.values():
            for move in role.moves:
                found[move.to].append(Arrival(role, move))
        return found

    @cached_property
    def askings(self) -> dict[str, list[Asking]]:
        """The roles that ask for each qualification, once each, with the strongest word that they use."""
        strengths = Strength.__args__  # type: ignore[attr-defined]
        found: dict[str, dict[str, Asking]] = {id_: {} for id_ in self.qualifications}
        for role in self.roles.values():
            for need in [*role.needs, *(need for route in role.entry for need in route.needs)]:
                for id_ in named(need):
                    known = found[id_].get(role.id)
                    if known is None or strengths.index(need.strength) < strengths.index(known.strength):
                        found[id_][role.id] = Asking(role, need.strength, need)
        return {id_: list(askings.values()) for id_, askings in found.items()}

    @cached_property
    def gained_in(self) -> dict[str, list[Role]]:
        """The roles with a way in that ends with each qualification."""
        found: dict[str, dict[str, Role]] = {id_: {} for id_ in self.qualifications}
        for role in self.roles.values():
            for route in role.entry:
                for id_ in route.gains:
                    found[id_][role.id] = role
        return {id_: list(roles.values()) for id_, roles in found.items()}

    @cached_property
    def leads_on_to(self) -> dict[str, list[models.Qualification]]:
        """The qualifications that build on each qualification."""
        found: dict[str, list[models.Qualification]] = {id_: [] for id_ in self.qualifications}
        for qualification in self.qualifications.values():
            for base in qualification.builds_on:
                found[base].append(qualification)
        return found

    @cached_property
    def stands_for(self) -> dict[str, list[models.Qualification]]:
        """The closed qualifications that each one replaced."""
        found: dict[str, list[models.Qualification]] = {id_: [] for id_ in self.qualifications}
        for qualification in self.qualifications.values():
            if qualification.replaced_by:
                found[qualification.replaced_by].append(qualification)
        return found

    @cached_property
    def users(self) -> dict[str, list[Role]]:
        """The roles that use each skill."""
        found: dict[str, list[Role]] = {id_: [] for id_ in self.skills}
        for role in self.roles.values():
            for use in role.skills:
                found[use.skill].append(role)
        return found

    @cached_property
    def registered(self) -> dict[str, list[Role]]:
        """The roles for which each body keeps a register."""
        found: dict[str, dict[str, Role]] = {id_: {} for id_ in self.bodies}
        for role in self.roles.values():
            for registration in role.registration:
                if registration.body:
                    found[registration.body][role.id] = role
        return {id_: list(roles.values()) for id_, roles in found.items()}

    @cached_property
    def paid_for(self) -> dict[str, list[models.Qualification]]:
        """The qualifications that each way of funding can pay for."""
        found: dict[str, list[models.Qualification]] = {id_: [] for id_ in self.funding}
        for qualification in self.qualifications.values():
            for id_ in qualification.funding:
                found[id_].append(qualification)
        return found

    @cached_property
    def guidance(self) -> dict[tuple[str, str], list[models.Article]]:
        """The articles that speak of each entry, by kind and id, those first that speak of the fewest entries."""
        found: dict[tuple[str, str], list[models.Article]] = {}
        spoken = [(written.front, spoken_of(written)) for written in self.in_order]
        for front, entries in sorted(spoken, key=lambda pair: len(pair[1])):
            for entry in sorted(entries):
                found.setdefault(entry, []).append(front)
        return found

    @cached_property
    def in_order(self) -> list[Written]:
        """The articles in the order in which they are to be read."""
        return sorted(self.articles.values(), key=lambda written: (written.front.order, written.front.title))


def named(need: Need) -> Iterator[str]:
    """The qualifications that a need names."""
    for choice in choices(need):
        yield from choice


def choices(need: Need) -> list[list[str]]:
    """What meets a need: a list of choices, each a list of qualifications that are needed together. Empty where it is experience."""
    if need.qualification:
        return [[need.qualification]]
    return [[choice] if isinstance(choice, str) else choice for choice in need.any_of]


def parted(need: Need) -> tuple[list[str], list[list[str]]]:
    """The choices of a need in two parts: what all of them ask for, and what each asks for besides.

    Nothing is parted off where a choice would be left with nothing.
    """
    among = choices(need)
    common = [id_ for id_ in among[0] if all(id_ in choice for choice in among)] if len(among) > 1 else []
    rest = [[id_ for id_ in choice if id_ not in common] for choice in among]
    return (common, rest) if all(rest) else ([], among)


def spoken_of(written: Written) -> set[tuple[str, str]]:
    """The entries that an article names in its front matter or links to in its text, as kind and id."""
    front = written.front
    entries = {(kind, id_) for _, kind, id_ in short_links(written.body)}
    for kind, ids in (("role", front.roles), ("qualification", front.qualifications), ("skill", front.skills), ("funding", front.funding)):
        entries |= {(kind, id_) for id_ in ids}
    for _, mark, text in marked(front):
        if isinstance(mark, Markup):
            entries |= {(kind, id_) for _, kind, id_ in short_links(text)}
    return entries
