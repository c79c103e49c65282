"""The entries of a site as they stand in its files, whether or not they are right yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explorer.check import SINGLES, entries
from explorer.problem import Problem
from explorer.read import Document, Path_, read_file, walk_files
from explorer.sheets.layout import HOMES, Column, Table, tables
from explorer.site import SOURCES

Item = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One entry of a file, as plain values. `path`: where it stands in the file."""

    kind: str
    id: str
    document: Document
    path: Path_
    raw: Item

    @property
    def home(self) -> str | None:
        """What the column for the file says: a role's ladder, or the file's own name."""
        return home_of(self.kind, self.document)


@dataclass
class Sources:
    """All documents and entries of a site."""

    root: Path
    documents: dict[str, Document] = field(default_factory=dict)
    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_sources(root: Path) -> Sources:
    """Reads all files that have entries. What cannot be read is a problem; an entry without an id or with a field of another shape too."""
    found = Sources(root)
    for folder, suffixes in SOURCES:
        for file in walk_files(root / folder, suffixes):
            document = read_file(root, file)
            if isinstance(document, list):
                found.problems += document
            else:
                _add(found, document)
    return found


def _add(found: Sources, document: Document) -> None:
    found.documents[document.file] = document
    known = {table.kind: table for table in tables()}
    if any(not isinstance(value, list) for name, value in document.value.items() if name == "roles" and "/ladders/" in document.file):
        found.problems += [
            Problem(document.place(("roles",)), "'roles' should be a list.", "Start each role on a line of its own with a dash.")
        ]
        return
    for kind, path, raw, _ in entries(document, found.problems):
        if kind not in known:
            continue
        id_ = raw.get(known[kind].keys[0]) if isinstance(raw, dict) else None
        if id_ is None or isinstance(id_, dict | list | bool):
            found.problems.append(Problem(document.place(path), f"This {kind} has no id.", "Give it one, such as 'id: head-chef'."))
            continue
        if kind == "ladder":
            raw = {name: value for name, value in document.value.items() if name != "roles"}  # noqa: PLW2901  a role is an entry of its own
        entry = Entry(kind, str(id_), document, path, raw)
        found.problems += _misshapen(known[kind], entry)
        if str(id_) in found.entries.setdefault(kind, {}):
            found.problems.append(Problem(document.place(path), f"'{id_}' is the id of two entries.", "Give one of them another id."))
        found.entries[kind][str(id_)] = entry


def home_of(kind: str, document: Document) -> str | None:
    """A role's ladder, or the name of the file, where entries of a kind stand in several files."""
    if HOMES.get(kind) == "ladder":
        return str(document.value.get("id", ""))
    return document.file.rsplit("/", 1)[1].removesuffix(".yaml") if kind in HOMES else None


def folder_of(kind: str) -> str:
    """The folder with the files of a kind that has one entry in each file."""
    return next(name for name, (single, _) in SINGLES.items() if single == kind)


def get(item: Any, path: Path_) -> Any:
    """The value at a path inside an item; None where there is none."""
    for step in path:
        if isinstance(item, dict) and isinstance(step, str):
            item = item.get(step)
        elif isinstance(item, list) and isinstance(step, int):
            item = item[step] if step < len(item) else None
        else:
            return None
    return item


def items(table: Table, holder: Item) -> list[Item]:
    """The items of a child table's list inside what holds it, as dictionaries."""
    value = holder.get(table.path[-1])
    if table.keyed:
        return [{"key": key, "value": item} for key, item in value.items()] if isinstance(value, dict) else []
    return value if isinstance(value, list) else []


def rows(table: Table, entry: Entry) -> Iterator[tuple[tuple[Any, ...], Path_, Item]]:
    """The rows of an entry in a table: the place numbers, the path of each row's item in the file, and the item."""
    yield from _rows(table, (), entry.path, entry.raw, table.path)


def _rows(
    table: Table, numbers: tuple[int, ...], at: Path_, item: Item, path: tuple[str, ...]
) -> Iterator[tuple[tuple[Any, ...], Path_, Item]]:
    if not path:
        yield numbers, at, item
        return
    step, *rest = path
    value = item.get(step)
    if table.keyed and not rest:
        for pair in items(table, item):
            yield numbers, (*at, step), pair
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _rows(table, (*numbers, index + 1), (*at, step, index), inner, tuple(rest))


def _misshapen(table: Table, entry: Entry) -> Iterator[Problem]:
    """Values that cannot stand in their column: a list where words belong, or the other way round."""
    yield from _odd(table, entry, entry.raw, entry.path)


def _odd(table: Table, entry: Entry, item: Any, at: Path_) -> Iterator[Problem]:
    for column in table.columns:
        found = get(item, column.path)
        if not _fits(found, column) or not _holders_fit(item, column):
            yield Problem(
                entry.document.place((*at, *column.path)),
                f"'{column.name}' is not of the shape that its column has.",
                "Run build.py check, which says more.",
            )
    for child in table.children:
        value = item.get(child.path[-1])
        wanted = dict if child.keyed else list
        if value is not None and (
            not isinstance(value, wanted) or (not child.keyed and not all(isinstance(inner, dict) for inner in value))
        ):
            yield Problem(
                entry.document.place((*at, child.path[-1])),
                f"'{child.path[-1]}' is not of the shape that its sheet has.",
                "Run build.py check, which says more.",
            )
        elif not child.keyed:
            for index, inner in enumerate(value or ()):
                yield from _odd(child, entry, inner, (*at, child.path[-1], index))


def _fits(found: Any, column: Column) -> bool:
    if column.form == "alternatives":
        return found is None or (isinstance(found, list) and all(not isinstance(part, dict) for part in found))
    if column.form == "lines":
        return found is None or (isinstance(found, list) and all(not isinstance(part, dict | list) for part in found))
    return not isinstance(found, dict | list)


def _holders_fit(item: Item, column: Column) -> bool:
    """Whether what the column's value stands in is a set of fields, or a pair."""
    for end in range(1, len(column.path)):
        holder = get(item, column.path[:end])
        pair = isinstance(column.path[end], int)
        if holder is not None and (not isinstance(holder, list if pair else dict) or (pair and len(holder) > 2)):
            return False
    return True
