"""One side of a comparison: the fields of a role, short enough to stand beside those of others. `data/roles/` has a file for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from explorer.address import address
from explorer.catalogue import Catalogue
from explorer.fields import Strength
from explorer.models import EntryRoute, Need, Registration, Role
from explorer.needs import choices
from explorer.pay import pay_lines, pay_words
from explorer.prose import plain
from explorer.say import N_, Say
from explorer.sheet import choice_words, level_title
from explorer.words import MOVES, STRENGTH_NOTES, hours, months, when

STRENGTHS = Strength.__args__  # type: ignore[attr-defined]
DRIVING = {"no": N_("Not asked for"), "helpful": N_("Helpful"), "required": N_("Required")}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a field of a role.

    key: what it has in common with the same thing in another role
    address: the page that it leads to, relative to the site, or none
    groups: the rows in which it stands, where its field has several; none of them means all
    grade: how strongly a need is asked for, 0 for required
    """

    key: str
    text: str
    note: str = ""
    address: str = ""
    groups: tuple[str, ...] = ()
    grade: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """One role with its fields, by their names in `compare.SECTIONS`."""

    id: str
    title: str
    summary: str
    ladder: str
    group: str
    fields: Mapping[str, tuple[Item, ...]]


def side(catalogue: Catalogue, role: Role) -> Side:
    """A role as it is compared."""
    ladder = catalogue.home_ladder(role)
    fields = {name: tuple(items(catalogue, role)) for name, items in FIELDS.items()}
    return Side(role.id, role.title, role.summary, f"{ladder.title}: {ladder.stages[role.stage]}", ladder.group, fields)


def as_json(side: Side) -> dict[str, Any]:
    """A side as `static/js/compare.js` reads it, without what is empty."""
    fields = {name: [_item(item) for item in items] for name, items in side.fields.items() if items}
    return {name: getattr(side, name) for name in ("id", "title", "summary", "ladder", "group")} | {"fields": fields}


def _item(item: Item) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in Item.__dataclass_fields__}
    return {name: value for name, value in values.items() if value not in ("", (), 0)}


def _pay(catalogue: Catalogue, role: Role) -> Iterator[Item]:
    """The first figure that holds in each nation; the role's page has them all."""
    left = list(catalogue.terms["nation"])
    for line in pay_lines(catalogue, role):
        nations = tuple(id_ for id_ in left if id_ in line.nations or not line.nations)
        left = [id_ for id_ in left if id_ not in nations]
        note = ", ".join(part for part in (line.label, line.as_of) if part)
        if nations:
            words = pay_words(catalogue.say, line)
            yield Item(f"{words} {note}", words, note, groups=nations)


def _hours(catalogue: Catalogue, role: Role) -> Iterator[Item]:
    words = hours(catalogue.say, role.hours.week)
    yield Item(words, words)


def _patterns(catalogue: Catalogue, role: Role) -> Iterator[Item]:
    yield from (Item(id_, catalogue.terms["pattern"][id_].title) for id_ in role.hours.patterns)


def _stage(catalogue: Catalogue, role: Role) -> Iterator[Item]:
    yield Item(role.stage, catalogue.stages[role.stage].title)


def _level(catalogue: Catalogue, role: Role) -> Iterator[Item]:
    level = catalogue.usual_levels[role.id]
    known = catalogue.levels.get(level) if level is not None else None
    note = catalogue.say("like {certificates}", certificates=known.everyday) if known else ""
    yield Item(str(level), level_title(catalogue, level), note)


def _registration(catalogue: Catalogue, role: Role) -> Iterator[Item]:
    for rule in role.registration:
        yield Item(_rule(catalogue, rule), _rule(catalogue, rule), groups=tuple(rule.nations))


def _rule(catalogue: Catalogue, rule: Registration) -> str:
    if rule.status == "none" or rule.body is None:
        return catalogue.say("None needed")
    how = catalogue.say("if you choose") if rule.status == "voluntary" else when(catalogue.say, rule)
    return ", ".join(part for part in (catalogue.bodies[rule.body].title, how) if part)


def _places(catalogue: Catalogue, role: Role) -> Iterator[Item]:
    yield from (Item(id_, catalogue.terms["setting"][id_].title) for id_ in role.settings)


def _driving(catalogue: Catalogue, role: Role) -> Iterator[Item]:
    yield Item(role.driving, catalogue.say(DRIVING[role.driving]))


def _needs(catalogue: Catalogue, role: Role) -> Iterator[Item]:
    """The qualifications that the role asks for, each with what is accepted instead."""
    say = catalogue.say
    for need in role.needs:
        ways = choices(need)
        if ways and not need.instead_of:
            instead = [way for other in role.needs if other.instead_of and [other.instead_of] in ways for way in choices(other)]
            other = say("or {other}", other=choice_words(catalogue, instead)) if instead else ""
            note = "; ".join(part for part in (other, when(say, need)) if part)
            single = address("qualification", ways[0][0]) if len(ways) == len(ways[0]) == 1 else ""
            key = "|".join("+".join(way) for way in ways)
            yield Item(
                key,
                f"{choice_words(catalogue, ways)} ({say(STRENGTH_NOTES[need.strength])})",
                note,
                single,
                grade=STRENGTHS.index(need.strength),
            )


def _experience(catalogue: Catalogue, role: Role) -> Iterator[Item]:
    yield from (Item(need.experience, _own_words(catalogue.say, need)) for need in role.needs if need.experience)


def _own_words(say: Say, need: Need) -> str:
    return f"{plain(need.experience or '')} ({say(STRENGTH_NOTES[need.strength])})"


def _skills(catalogue: Catalogue, role: Role) -> Iterator[Item]:
    yield from (Item(use.skill, catalogue.skills[use.skill].title, address=address("skill", use.skill)) for use in role.skills)


def _moves(catalogue: Catalogue, role: Role) -> Iterator[Item]:
    for move in role.moves:
        yield Item(
            move.to, catalogue.roles[move.to].title, f"{catalogue.say(MOVES[move.kind]).lower()}, {months(catalogue.say, move.months)}"
        )


def _ways(catalogue: Catalogue, role: Role) -> Iterator[Item]:
    yield from (Item(way.title, way.title, _way_note(catalogue, way), groups=(way.kind,)) for way in role.entry)


def _way_note(catalogue: Catalogue, way: EntryRoute) -> str:
    say = catalogue.say
    nations = say.both([catalogue.terms["nation"][id_].title for id_ in way.nations])
    learning = say("learn while paid") if way.paid and way.kind != "straight-in" else ""
    return ", ".join(part for part in (months(say, way.months) if way.months else "", learning, nations) if part)


FIELDS: dict[str, Callable[[Catalogue, Role], Iterator[Item]]] = {
    "pay": _pay, "hours": _hours, "patterns": _patterns, "stage": _stage, "level": _level, "registration": _registration,
    "places": _places, "driving": _driving, "needs": _needs, "experience": _experience, "skills": _skills, "moves": _moves,
    "ways": _ways,
}  # fmt: skip
