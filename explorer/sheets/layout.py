"""Which sheets there are and what their columns are, from the models: a sheet for each kind of entry and for each list inside one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from explorer.check import LISTS, SINGLES
from explorer.fields import Markup, Refers
from explorer.models import Months
from explorer.read import Path_

Form = Literal["text", "lines", "alternatives", "whole", "number", "yes", "date"]

# The names of the sheets, in their order. A list that stands in several kinds of entry under one name is one sheet.
NAMES: dict[tuple[str, ...], str] = {
    ("ladder",): "Ladders",
    ("ladder", "stages"): "Ladder stages",
    ("ladder", "includes"): "Ladder guests",
    ("role",): "Roles",
    ("role", "entry"): "Ways in",
    ("role", "entry", "needs"): "Needs of ways in",
    ("role", "needs"): "Needs of roles",
    ("role", "moves"): "Moves",
    ("role", "moves", "needs"): "Needs of moves",
    ("role", "skills"): "Skills of roles",
    ("role", "pay"): "Pay of roles",
    ("role", "registration"): "Registration",
    ("role", "hurdles"): "Hurdles",
    ("qualification",): "Qualifications",
    ("qualification", "costs"): "Costs",
    ("qualification", "equivalents"): "Equivalents",
    ("skill",): "Skills",
    ("funding",): "Funding",
    ("body",): "Bodies",
    ("body", "fees"): "Fees",
    ("word",): "Glossary",
    ("article",): "Articles",
    ("page",): "Pages",
    ("synonym",): "Synonyms",
    ("shortcut",): "Shortcuts",
    ("scale",): "Pay scales",
    ("scale", "rates"): "Pay rates",
    ("scale", "rates", "bands"): "Pay figures",
    ("stage",): "Stages",
    ("group",): "Groups",
    ("level",): "Levels",
    ("nation",): "Nations",
    ("setting",): "Settings",
    ("pattern",): "Shift patterns",
    ("interest",): "Interests",
}
SOURCES = "Sources"
# What one item of a list is called.
ITEMS = {"entry": "way in", "needs": "need", "moves": "move", "rates": "rate"}
KEYS = {"stages": ("stage", "label"), "bands": ("band", "pay")}
# Where an entry stands when its kind has several files.
HOMES = {"role": "ladder", "qualification": "file"}
SKIPPED = {"site"}
LAST = ("sources", "reviewed")


@dataclass(frozen=True)
class Column:
    """One column of a sheet. `path`: where its value stands in the item that the row is."""

    name: str
    path: Path_
    form: Form
    note: str
    refers: str | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    long: bool = False


@dataclass(frozen=True)
class Table:
    """The rows of one kind of entry, or of one list inside it. `keyed`: the list is a set of names with values."""

    name: str
    kind: str
    path: tuple[str, ...]
    model: type[BaseModel] | None
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    children: tuple[Table, ...] = ()
    keyed: bool = False
    home: str | None = None

    @property
    def shared(self) -> bool:
        """Whether several kinds of entry have their rows in one sheet."""
        return self.name == SOURCES

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings of its sheet, the keys first."""
        return (*self.keys, *((self.home,) if self.home else ()), *(column.name for column in self.columns))


@dataclass
class _Found:
    columns: list[Column] = field(default_factory=list)
    children: list[Table] = field(default_factory=list)


@cache
def tables() -> tuple[Table, ...]:
    """The table of each kind of entry, with the tables of its lists inside it, in the order of the sheets."""
    kinds = {kind: model for lists in LISTS.values() for kind, model in lists.values()}
    kinds |= {kind: model for kind, model in SINGLES.values() if kind not in SKIPPED}
    ladder = kinds["ladder"]
    role = get_args(ladder.model_fields["roles"].annotation)[0]
    order = [names[0] for names in NAMES if len(names) == 1]
    kinds["role"] = role
    kinds = {kind: model for kind, model in kinds.items() if {"id", "level"} & set(model.model_fields)}
    return tuple(
        _table(kind, (), model)
        for kind, model in sorted(kinds.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))
    )


@cache
def every_table() -> tuple[Table, ...]:
    """All tables, each list after what holds it, those with sources last."""

    def walk(table: Table) -> Iterator[Table]:
        yield table
        for child in table.children:
            yield from walk(child)

    found = [table for top in tables() for table in walk(top)]
    return tuple(sorted(found, key=lambda table: table.shared))


@cache
def sheets() -> dict[str, tuple[Table, ...]]:
    """The tables in each sheet, by the sheet's name."""
    found: dict[str, tuple[Table, ...]] = {}
    for table in every_table():
        found[table.name] = (*found.get(table.name, ()), table)
    return found


def title_of(kind: str, path: tuple[str, ...]) -> str:
    """The name of the sheet for a list; one that has no name here gets it from its field."""
    if path[-1:] == ("sources",):
        return SOURCES
    return NAMES.get((kind, *path)) or (" ".join((*path, "of", kind)) if path else f"{kind}s").replace("_", " ").capitalize()[:31]


def in_order(model: type[BaseModel]) -> list[str]:
    """The fields of a model as people write them: where the facts come from stands last."""
    return sorted(model.model_fields, key=lambda name: LAST.index(name) if name in LAST else -1)


def _table(kind: str, path: tuple[str, ...], model: type[BaseModel]) -> Table:
    found = _Found()
    without = {"roles"} if kind == "ladder" and not path else set()
    own = ("level" if kind == "level" else "id",) if not path else ()
    _fields(model, (), "", {*without, *own}, kind, path, found, needed=True)
    return Table(
        title_of(kind, path),
        kind,
        path,
        model,
        own or _keys(kind, path),
        tuple(found.columns),
        tuple(found.children),
        home=None if path else HOMES.get(kind),
    )


def _keys(kind: str, path: tuple[str, ...]) -> tuple[str, ...]:
    owners = ("kind", "owner") if path[-1:] == ("sources",) else (kind,)
    return (*owners, *(f"{ITEMS.get(step, step)} number" for step in path[:-1]), "number")


def _fields(
    model: type[BaseModel], at: Path_, prefix: str, without: set[str], kind: str, path: tuple[str, ...], found: _Found, *, needed: bool
) -> None:
    for name in in_order(model):
        info = model.model_fields[name]
        if name not in without:
            _field(name, info, (*at, name), prefix + name.replace("_", " "), kind, path, found, needed=needed and info.is_required())


def _field(name: str, info: FieldInfo, at: Path_, heading: str, kind: str, path: tuple[str, ...], found: _Found, *, needed: bool) -> None:
    core, marks = _core(info.annotation, tuple(info.metadata))
    said = info.description or ""
    if isinstance(core, type) and issubclass(core, Months):
        found.columns += _pair(heading, at, "whole", said or "A time in months.", needed=needed)
    elif isinstance(core, type) and issubclass(core, BaseModel):
        _fields(core, at, f"{heading}: ", set(), kind, path, found, needed=needed)
    elif get_origin(core) is dict:
        if _is_plain(get_args(core)[1]):
            found.children.append(_keyed(core, kind, (*path, name)))
    elif get_origin(core) is list:
        item, marks = _core(get_args(core)[0], ())
        if isinstance(item, type) and issubclass(item, BaseModel):
            found.children.append(_table(kind, (*path, name), item))
        elif get_origin(item) in (list, dict):
            return  # no sheet carries it, so an import leaves it alone
        elif item in (int, float):
            found.columns += _pair(heading, at, "number", said, needed=needed)
        else:
            together = get_origin(get_args(core)[0]) in (Union, UnionType)
            found.columns.append(_column(heading, at, "alternatives" if together else "lines", marks, said, info, needed=needed))
    else:
        form: Form = {bool: "yes", int: "whole", float: "number", date: "date"}.get(core, "text")  # type: ignore[assignment]
        choices = tuple(map(str, get_args(core))) if get_origin(core) is Literal else ()
        found.columns.append(_column(heading, at, form, marks, said, info, choices, needed=needed))


def _is_plain(annotation: Any) -> bool:
    """Whether a value is words, or a pair of numbers."""
    core, _ = _core(annotation, ())
    return core is str or (get_origin(core) is list and _core(get_args(core)[0], ())[0] in (int, float))


def _keyed(core: Any, kind: str, path: tuple[str, ...]) -> Table:
    key, value = get_args(core)
    _, marks = _core(key, ())
    key_name, value_name = KEYS.get(path[-1], ("name", "value"))
    columns = [_column(key_name, ("key",), "text", marks, "", None, needed=True)]
    inner, marks = _core(value, ())
    if get_origin(inner) is list:
        columns += _pair(value_name, ("value",), "number", "In pounds.", needed=True)
    else:
        columns.append(_column(value_name, ("value",), "text", marks, "", None, needed=True))
    return Table(title_of(kind, path), kind, path, None, _keys(kind, path)[:-1], tuple(columns), keyed=True)


def _pair(heading: str, at: Path_, form: Form, said: str, *, needed: bool) -> list[Column]:
    note = " ".join(filter(None, [said, "A whole number." if form == "whole" else "A number.", "Needed." if needed else ""]))
    return [
        Column(f"{heading} from", (*at, 0), form, note, required=needed),
        Column(f"{heading} to", (*at, 1), form, note),
    ]


def _column(
    heading: str,
    at: Path_,
    form: Form,
    marks: tuple[Any, ...],
    said: str,
    info: FieldInfo | None,
    choices: tuple[str, ...] = (),
    *,
    needed: bool,
) -> Column:
    refers = next((mark.kind for mark in marks if isinstance(mark, Refers)), None)
    markup = next((mark for mark in marks if isinstance(mark, Markup)), None)
    notes = [said and said.rstrip(".") + "."]
    if choices:
        notes.append(f"One of: {', '.join(choices)}.")
    elif refers == "source":
        notes.append("The id of one of the entry's own sources, in the sheet Sources.")
    elif refers:
        notes.append(f"{'Ids' if form in ('lines', 'alternatives') else 'An id'} from the sheet {NAMES.get((refers,), refers)}.")
    notes += [FORMS.get(form, ""), "Markdown." if markup else "", "Needed." if needed else ""]
    if (
        info is not None
        and not info.is_required()
        and info.default not in (None, PydanticUndefined, [], {})
        and not isinstance(info.default, BaseModel)
    ):
        default = {True: "yes", False: "no"}.get(info.default, info.default) if isinstance(info.default, bool) else info.default
        notes.append(f"Empty means {default}.")
    return Column(heading, at, form, " ".join(filter(None, notes)), refers, choices, needed, long=bool(markup and form == "text"))


FORMS = {
    "lines": "One on each line of the cell (Alt and Enter starts a line).",
    "alternatives": "One choice on each line of the cell; a + b means both together.",
    "whole": "A whole number.",
    "number": "A number.",
    "yes": "yes or no.",
    "date": "A date like 2026-11-23.",
}


def _core(annotation: Any, marks: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """An annotation without None and without what pydantic adds to it, and its marks."""
    origin = get_origin(annotation)
    if origin is Annotated:
        core, *more = get_args(annotation)
        return _core(core, (*marks, *more))
    if origin in (Union, UnionType):
        parts = [part for part in get_args(annotation) if part is not type(None)]
        return _core(parts[0], marks)
    return annotation, marks
