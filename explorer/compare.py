"""Roles side by side: the same field in the same row, and in words what is the same and what is not.

`static/js/compare.js` sets out the same rows in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from explorer.catalogue import Catalogue
from explorer.say import N_, Say
from explorer.sides import Item, Side
from explorer.words import ENTRIES, either, together

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
    N_("Facts"): (
        Field("pay", N_("Pay"), "nations", N_("No sure figure")),
        Field("hours", N_("Hours"), "one"),
        Field("patterns", N_("Shifts"), "list", N_("No others")),
        Field("stage", N_("Stage"), "one"),
        Field("level", N_("Usual level to get in"), "one"),
        Field("registration", N_("Registration"), "nations", N_("Nothing is said")),
        Field("places", N_("Places of work"), "list", N_("No others")),
        Field("driving", N_("Driving licence"), "one"),
    ),
    N_("What you need"): (
        Field("needs", N_("Asks for more or less"), "needs", N_("The others are held against this one")),
        Field("needs", N_("Qualifications"), "list", N_("No others")),
        Field("experience", N_("Checks and experience"), "own", N_("Nothing is said")),
    ),
    N_("Skills"): (Field("skills", N_("Skills"), "list", N_("No others")),),
    N_("Moves"): (Field("moves", N_("From here"), "moves", N_("no direct move")),),
    N_("Ways in"): (Field("ways", N_("Way in"), "kinds", N_("Not this way")),),
}

IN_HEAD = "stage"
"""The field that the head of each column says on paper."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its title, what it says about the roles in a word, and a cell of items for each role, or one for all of them.

    none: what stands in a cell without items
    groups: the nations for which the row holds, when it does not hold for all
    only: whether it shows what only one role has
    """

    title: str
    verdict: str
    cells: tuple[tuple[Item, ...], ...]
    none: str = ""
    groups: tuple[str, ...] = ()
    only: bool = False


def comparison(say: Say, sides: Sequence[Side], groups: Groups) -> list[tuple[str, list[list[Row]]]]:
    """The rows of every field, by section. groups: the words for the nations and the kinds of way in, in their order."""
    return [
        (title, [rows for field in fields if (rows := list(_rows(say, field, sides, groups)))])
        for title, fields in said(say)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a cell on paper. label: what it is about, nations or that it stands only here; or ''"""

    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A field on paper, with a cell of parts for each role. none: what stands in a cell without parts"""

    title: str
    none: str
    cells: tuple[tuple[Part, ...], ...]


def on_paper(say: Say, sides: Sequence[Side], groups: Groups) -> tuple[list[Row], list[PaperRow]]:
    """The same on one page of paper: what is the same for all, and a row for each field that differs."""
    same: list[Row] = []
    differing: list[PaperRow] = []
    for field in (field for _, fields in said(say) for field in fields if field.name != IN_HEAD):
        rows = list(_rows(say, field, sides, groups))
        if some := [row for row in rows if len(row.cells) == len(sides)]:
            cells = tuple(_parts(say, field, some, at, groups["nations"]) for at in range(len(sides)))
            differing.append(PaperRow(field.title, field.none, cells))
        same += [row for row in rows if len(row.cells) < len(sides)]
    return same, differing


def _parts(say: Say, field: Field, rows: Iterable[Row], at: int, nations: Mapping[str, str]) -> tuple[Part, ...]:
    """What one role has in a field: nations with the same items share a part, and so does all that stands only here."""
    found: dict[object, tuple[str, tuple[Item, ...], tuple[str, ...]]] = {}
    for row in rows:
        items = tuple(item for item in row.cells[at] if field.layout != "moves" or item.note != field.none)
        if not items and field.layout != "nations":
            continue
        label = row.verdict if row.only else ""
        key = items if field.layout == "nations" else label
        _, before, some = found.get(key, ("", (), ()))
        found[key] = label, items if field.layout == "nations" else before + items, some + row.groups
    parts = [
        Part(say.both([nations[id_] for id_ in some]) if 0 < len(some) < len(nations) else label, items)
        for label, items, some in found.values()
    ]  # fmt: skip
    if field.layout != "nations":
        return tuple(parts)
    return tuple(Part(part.label, _noted_once(part.items, parts[place + 1 :])) for place, part in enumerate(parts))


def _noted_once(items: tuple[Item, ...], later: Sequence[Part]) -> tuple[Item, ...]:
    """Items without the notes that stand at later ones too."""
    notes = {item.note for part in later for item in part.items}
    return tuple(replace(item, note="") if item.note in notes else item for item in items)


def plan(catalogue: Catalogue) -> dict[str, Any]:
    """What the script needs to set out the same rows: the fields by section, and the words for groups."""
    sections = [[title, [[field.name, field.title, field.layout, field.none] for field in fields]] for title, fields in said(catalogue.say)]
    return {"sections": sections, "groups": words_for_groups(catalogue)}


def said(say: Say) -> list[tuple[str, list[Field]]]:
    """The sections and their fields in the words of a language."""
    return [
        (say(title), [replace(field, title=say(field.title), none=say(field.none) if field.none else "") for field in fields])
        for title, fields in SECTIONS.items()
    ]


def words_for_groups(catalogue: Catalogue) -> Groups:
    """The words for the nations and for the kinds of way in."""
    return {"nations": {id_: nation.title for id_, nation in catalogue.terms["nation"].items()}, "kinds": catalogue.say.all(ENTRIES)}


def _rows(say: Say, field: Field, sides: Sequence[Side], groups: Groups) -> Iterator[Row]:
    cells = [side.fields.get(field.name, ()) for side in sides]
    if field.layout == "one":
        yield _row(say, field.title, cells, field.none)
    elif field.layout == "list":
        yield from _list_rows(say, field, cells)
    elif field.layout == "needs":
        beside = (_more_and_less(say, cell, cells[0]) for cell in cells[1:])
        yield Row(field.title, "", ((), *beside), field.none)
    elif field.layout == "moves":
        yield Row(field.title, "", tuple(_moves(say, side, sides, field) for side in sides), field.none)
    elif field.layout == "own":
        if any(cells):
            yield Row(field.title, say("In their own words"), tuple(cells), field.none)
    else:
        yield from _group_rows(say, field, sides, groups[field.layout])


def _row(say: Say, title: str, cells: Sequence[tuple[Item, ...]], none: str, groups: tuple[str, ...] = ()) -> Row:
    """A row that says whether its cells are the same."""
    if len({_keys(cell) for cell in cells}) == 1:
        return Row(title, _in_all(say, len(cells)), (_shared(cells),), none, groups)
    return Row(title, say("Different"), tuple(cells), none, groups)


def _list_rows(say: Say, field: Field, cells: Sequence[tuple[Item, ...]]) -> Iterator[Row]:
    """What is in all roles, in some, and in one only."""
    holders: dict[tuple[str, int], int] = {}
    for cell in cells:
        for key in _keys(cell):
            holders[key] = holders.get(key, 0) + 1

    def part(least: int, most: int) -> tuple[tuple[Item, ...], ...]:
        return tuple(tuple(item for item in cell if least <= holders[item.key, item.grade] <= most) for cell in cells)

    count = len(cells)
    if any(every := part(count, count)):
        yield Row(field.title, _in_all(say, count), (_shared(every),), field.none)
    if any(some := part(2, count - 1)):
        yield Row(field.title, say("In some"), some, field.none)
    if any(only := part(1, 1)):
        yield Row(field.title, say("Only here"), only, field.none, only=True)


def _group_rows(say: Say, field: Field, sides: Sequence[Side], groups: Mapping[str, str]) -> Iterator[Row]:
    """A row for each nation or kind of which some role speaks. Nations with the same cells share a row."""
    found: dict[tuple[tuple[Item, ...], ...], list[str]] = {}
    for group in groups:
        cells = tuple(tuple(item for item in side.fields.get(field.name, ()) if group in item.groups or not item.groups) for side in sides)
        if any(cells):
            found.setdefault(cells, []).append(group)
    for cells, some in found.items():
        if field.layout == "kinds":
            having = sum(bool(cell) for cell in cells)
            verdict = _in_all(say, having) if having == len(cells) else say("Only here") if having == 1 else say("In some")
            title = f"{field.title}: {groups[some[0]].lower()}"
            yield Row(title, verdict, cells, field.none, only=having == 1 < len(cells))
        elif len(some) == len(groups):
            yield _row(say, field.title, cells, field.none)
        else:
            yield _row(say, f"{field.title}, {say.both([groups[group] for group in some])}", cells, field.none, tuple(some))


def _more_and_less(say: Say, cell: tuple[Item, ...], first: tuple[Item, ...]) -> tuple[Item, ...]:
    """How much a role asks for beside the first one: things that only it asks for or asks for more strongly, and the other way round."""
    own, others = ({item.key: item.grade for item in one} for one in (cell, first))
    more = sum(key not in others or grade < others[key] for key, grade in own.items())
    less = sum(key not in own or grade < own[key] for key, grade in others.items())
    parts = [say("{count} more", count=more)] * (more > 0) + [say("{count} less", count=less)] * (less > 0)
    text = together(say, parts) if parts else say("The same")
    return (Item("", text),)


def _moves(say: Say, side: Side, sides: Sequence[Side], field: Field) -> tuple[Item, ...]:
    """How a role leads to each of the others."""

    def how(other: Side) -> str:
        notes = [move.note for move in side.fields.get(field.name, ()) if move.key == other.id]
        return either(say, notes) if notes else field.none

    return tuple(
        Item(other.id, say("To {role}", role=other.title), how(other), f"routes/?from={side.id}&to={other.id}")
        for other in sides
        if other is not side
    )


def _shared(cells: Sequence[tuple[Item, ...]]) -> tuple[Item, ...]:
    """The items that all cells have, as the first has them; a note only where all have the same."""
    notes: dict[str, set[str]] = {}
    for item in (item for cell in cells for item in cell):
        notes.setdefault(item.key, set()).add(item.note)
    return tuple(item if len(notes[item.key]) == 1 else replace(item, note="") for item in cells[0])


def _in_all(say: Say, count: int) -> str:
    return {2: say("In both"), 3: say("In all three"), 4: say("In all four")}.get(count, "")


def _keys(cell: Iterable[Item]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted({(item.key, item.grade) for item in cell}))
