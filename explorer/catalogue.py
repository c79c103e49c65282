"""The catalogue: everything that was read, checked and linked, immutable.

`link` makes it; pages, feeds and open data only read it. Each lookup that goes against the direction of a reference
(who leads here, which roles ask for this) is worked out once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from explorer import models
from explorer.entry import usual_levels
from explorer.fields import Markup, Strength
from explorer.local import Note, Service
from explorer.models import Move, Need, Role
from explorer.needs import named
from explorer.problem import Place
from explorer.prose import short_links
from explorer.questions import Match
from explorer.say import Say
from explorer.settings import Site
from explorer.walk import marked
from explorer.worksheet import Worksheet

if TYPE_CHECKING:
    from explorer.translations import Translation

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
class Noted:
    """A note of the service in `local/`: its kind, and its fragment on the page that lists all notes."""

    kind: str
    anchor: str
    note: Note


@dataclass(frozen=True)
class Local:
    """What an advice service adds that is true near it. Every id in it is one of the catalogue's, in texts too."""

    service: Service
    notes: tuple[Noted, ...]
    articles: Mapping[str, Written]

    @cached_property
    def notes_on(self) -> dict[tuple[str, str], list[Noted]]:
        """The notes on each role, ladder and qualification, by kind and id."""
        found: dict[tuple[str, str], list[Noted]] = {}
        for noted in self.notes:
            for kind, ids in (("role", noted.note.roles), ("ladder", noted.note.ladders), ("qualification", noted.note.qualifications)):
                for id_ in ids:
                    found.setdefault((kind, id_), []).append(noted)
        return found

    @cached_property
    def articles_on(self) -> dict[tuple[str, str], list[Written]]:
        """The articles that speak of each entry, by kind and id."""
        found: dict[tuple[str, str], list[Written]] = {}
        for written in self.in_order:
            for entry in sorted(spoken_of(written) | {("ladder", id_) for id_ in written.front.ladders}):
                found.setdefault(entry, []).append(written)
        return found

    @cached_property
    def in_order(self) -> list[Written]:
        """The articles in the order in which they are to be read."""
        return _in_order(self.articles)


@dataclass(frozen=True)
class Catalogue:
    """All entries by id, in the order in which they were written; and the words of its language.

    translated: in the catalogue of another language, the entries, as kind and id, that have been translated
    others: the same catalogue in the other languages of the site, by their codes; translations: what they are made from
    """

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
    local: Local | None
    say: Say = field(default_factory=Say)
    translated: frozenset[tuple[str, str]] | None = None
    others: Mapping[str, Catalogue] = field(default_factory=dict)
    translations: tuple[Translation, ...] = ()

    @cached_property
    def standings(self) -> dict[str, list[Standing]]:
        """The ladders on which each role stands, its home ladder first."""
        found: dict[str, list[Standing]] = {id_: [] for id_ in self.roles}
        for ladder in self.ladders.values():
            for role in ladder.roles:
                found[role.id].insert(0, Standing(ladder, self.stages[role.stage], self.roles[role.id], home=True))
            for guest in ladder.includes:
                found[guest.role].append(Standing(ladder, self.stages[guest.stage], self.roles[guest.role], home=False))
        return found

    def on_ladder(self, ladder: models.Ladder) -> list[Standing]:
        """The roles of a ladder in the order of its stages; within a stage its own roles come first."""
        order = list(self.stages)
        standings = [Standing(ladder, self.stages[role.stage], self.roles[role.id], home=True) for role in ladder.roles]
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
    def usual_levels(self) -> dict[str, int | None]:
        """The lowest RQF level with which people usually get into each role, or None where no level is asked."""
        return usual_levels(self.roles, self.qualifications)

    @cached_property
    def in_order(self) -> list[Written]:
        """The articles in the order in which they are to be read."""
        return _in_order(self.articles)


def _in_order(articles: Mapping[str, Written]) -> list[Written]:
    return sorted(articles.values(), key=lambda written: (written.front.order, written.front.title))


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
