"""Roles side by side: the same field in the same row, and in words what is the same and what is not.

`static/js/compare.js` sets out the same rows in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from explorer.catalogue import Catalogue
from explorer.sides import Item, Side
from explorer.words import ENTRIES, both

Layout = Literal["one", "list", "nations", "kinds", "needs", "moves", "own"]
Groups = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that is compared.

    layout: how it is set out: `one` value in a row; a `list` as what is in all, in some and only here; a row for each of the `nations` or
    `kinds` of way in; how much more or less the `needs` are; the `moves` to the other roles; or a role's `own` words, as they are
    none: what stands where a role has nothing
    """

    name: str
    title: str
    layout: Layout
    none: str = ""


SECTIONS: dict[str, tuple[Field, ...]] = {
    "Facts": (
        Field("pay", "Pay", "nations", "No sure figure"),
        Field("hours", "Hours", "one"),
        Field("patterns", "Shifts", "list", "No others"),
        Field("stage", "Stage", "one"),
        Field("level", "Usual level to get in", "one"),
        Field("registration", "Registration", "nations", "Nothing is said"),
        Field("places", "Places of work", "list", "No others"),
        Field("driving", "Driving licence", "one"),
    ),
    "What you need": (
        Field("needs", "Asks for more or less", "needs", "The others are held against this one"),
        Field("needs", "Qualifications", "list", "No others"),
        Field("experience", "Checks and experience", "own", "Nothing is said"),
    ),
    "Skills": (Field("skills", "Skills", "list", "No others"),),
    "Moves": (Field("moves", "From here", "moves", "no direct move"),),
    "Ways in": (Field("ways", "Way in", "kinds", "Not this way"),),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its title, what it says about the roles in a word, and a cell of items for each role, or one for all of them.

    none: what stands in a cell without items
    groups: the nations for which the row holds, when it does not hold for all
    """

    title: str
    verdict: str
    cells: tuple[tuple[Item, ...], ...]
    none: str = ""
    groups: tuple[str, ...] = ()


def comparison(sides: Sequence[Side], groups: Groups) -> list[tuple[str, list[list[Row]]]]:
    """The rows of every field, by section. groups: the words for the nations and the kinds of way in, in their order."""
    return [
        (title, [rows for field in fields if (rows := list(_rows(field, sides, groups)))])
        for title, fields in SECTIONS.items()
    ]  # fmt: skip


def plan(catalogue: Catalogue) -> dict[str, Any]:
    """What the script needs to set out the same rows: the fields by section, and the words for groups."""
    sections = [[title, [[field.name, field.title, field.layout, field.none] for field in fields]] for title, fields in SECTIONS.items()]
    return {"sections": sections, "groups": words_for_groups(catalogue)}


def words_for_groups(catalogue: Catalogue) -> Groups:
    """The words for the nations and for the kinds of way in."""
    return {"nations": {id_: nation.title for id_, nation in catalogue.terms["nation"].items()}, "kinds": ENTRIES}


def _rows(field: Field, sides: Sequence[Side], groups: Groups) -> Iterator[Row]:
    cells = [side.fields.get(field.name, ()) for side in sides]
    if field.layout == "one":
        yield _row(field.title, cells, field.none)
    elif field.layout == "list":
        yield from _list_rows(field, cells)
    elif field.layout == "needs":
        beside = (_more_and_less(cell, cells[0]) for cell in cells[1:])
        yield Row(field.title, "", ((), *beside), field.none)
    elif field.layout == "moves":
        yield Row(field.title, "", tuple(_moves(side, sides, field) for side in sides))
    elif field.layout == "own":
        if any(cells):
            yield Row(field.title, "In their own words", tuple(cells), field.none)
    else:
        yield from _group_rows(field, sides, groups[field.layout])


def _row(title: str, cells: Sequence[tuple[Item, ...]], none: str, groups: tuple[str, ...] = ()) -> Row:
    """A row that says whether its cells are the same."""
    if len({_keys(cell) for cell in cells}) == 1:
        return Row(title, _in_all(len(cells)), (_shared(cells),), none, groups)
    return Row(title, "Different", tuple(cells), none, groups)


def _list_rows(field: Field, cells: Sequence[tuple[Item, ...]]) -> Iterator[Row]:
    """What is in all roles, in some, and in one only."""
    holders: dict[tuple[str, int], int] = {}
    for cell in cells:
        for key in _keys(cell):
            holders[key] = holders.get(key, 0) + 1

    def part(least: int, most: int) -> tuple[tuple[Item, ...], ...]:
        return tuple(tuple(item for item in cell if least <= holders[item.key, item.grade] <= most) for cell in cells)

    count = len(cells)
    if any(every := part(count, count)):
        yield Row(field.title, _in_all(count), (_shared(every),), field.none)
    if any(some := part(2, count - 1)):
        yield Row(field.title, "In some", some, field.none)
    if any(only := part(1, 1)):
        yield Row(field.title, "Only here", only, field.none)


def _group_rows(field: Field, sides: Sequence[Side], groups: Mapping[str, str]) -> Iterator[Row]:
    """A row for each nation or kind of which some role speaks. Nations with the same cells share a row."""
    found: dict[tuple[tuple[Item, ...], ...], list[str]] = {}
    for group in groups:
        cells = tuple(tuple(item for item in side.fields.get(field.name, ()) if group in item.groups or not item.groups) for side in sides)
        if any(cells):
            found.setdefault(cells, []).append(group)
    for cells, some in found.items():
        if field.layout == "kinds":
            having = sum(bool(cell) for cell in cells)
            verdict = _in_all(having) if having == len(cells) else "Only here" if having == 1 else "In some"
            yield Row(f"{field.title}: {groups[some[0]].lower()}", verdict, cells, field.none)
        elif len(some) == len(groups):
            yield _row(field.title, cells, field.none)
        else:
            yield _row(f"{field.title}, {both([groups[group] for group in some])}", cells, field.none, tuple(some))


def _more_and_less(cell: tuple[Item, ...], first: tuple[Item, ...]) -> tuple[Item, ...]:
    """How much a role asks for beside the first one: things that only it asks for or asks for more strongly, and the other way round."""
    own, others = ({item.key: item.grade for item in one} for one in (cell, first))
    more = sum(key not in others or grade < others[key] for key, grade in own.items())
    less = sum(key not in own or grade < own[key] for key, grade in others.items())
    text = " and ".join(f"{count} {word}" for count, word in ((more, "more"), (less, "less")) if count) or "The same"
    return (Item("", text),)


def _moves(side: Side, sides: Sequence[Side], field: Field) -> tuple[Item, ...]:
    """How a role leads to each of the others."""

    def how(other: Side) -> str:
        return " or ".join(move.note for move in side.fields.get(field.name, ()) if move.key == other.id) or field.none

    return tuple(
        Item(other.id, f"To {other.title}", how(other), f"routes/?from={side.id}&to={other.id}") for other in sides if other is not side
    )


def _shared(cells: Sequence[tuple[Item, ...]]) -> tuple[Item, ...]:
    """The items that all cells have, as the first has them; a note only where all have the same."""
    notes: dict[str, set[str]] = {}
    for item in (item for cell in cells for item in cell):
        notes.setdefault(item.key, set()).add(item.note)
    return tuple(item if len(notes[item.key]) == 1 else replace(item, note="") for item in cells[0])


def _in_all(count: int) -> str:
    return {2: "In both", 3: "In all three", 4: "In all four"}.get(count, "")


def _keys(cell: Iterable[Item]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted({(item.key, item.grade) for item in cell}))
