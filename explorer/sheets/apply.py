"""Rows put onto the values of the files: what the files would hold, and what would change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from explorer.check import LISTS
from explorer.fields import SLUG
from explorer.patch import Kept
from explorer.problem import sentence, suggestion
from explorer.read import Document, Path_
from explorer.sheets.cells import DIGITS, Cell, CellError, from_cell, to_cell
from explorer.sheets.grid import Fault, Row, Rows, Spot
from explorer.sheets.layout import ITEMS, Table, in_order, tables
from explorer.sheets.sources import Entry, Item, Sources, folder_of, get, items

FIXED = {kind: file for file, lists in LISTS.items() if not file.endswith("/") for kind, _ in lists.values()}
LIST_NAMES = {kind: name for lists in LISTS.values() for name, (kind, _) in lists.items()} | {"role": "roles"}
FOLDERS = {"role": "pathways/ladders/", "qualification": "pathways/qualifications/"}

# Whose a row is: an entry's id, and the place numbers (or names) of the lists inside it.
Owner = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Change:
    """One thing that would change. `where`: the entry's list and place in it, '' for the entry itself."""

    kind: str
    id: str
    where: str
    sign: str
    field: str = ""
    old: Cell = None
    new: Cell = None


@dataclass
class Outcome:
    """The values of each file that would change, and of each new file; where each row went; the changes; what is wrong."""

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    fresh: dict[str, dict[str, Any]] = field(default_factory=dict)
    located: list[tuple[Row, Path_]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def apply(sources: Sources, rows: Rows, *, remove: bool) -> Outcome:
    """What the rows make of the site. remove: entries without a row go, where their sheet is there."""
    return _Apply(sources, rows, remove=remove).run()


class _Apply:
    def __init__(self, sources: Sources, rows: Rows, *, remove: bool) -> None:
        self.sources = sources
        self.remove = remove
        self.present = set(rows.tables)
        self.outcome = Outcome(faults=list(rows.faults))
        self.rows: dict[Table, dict[Owner, list[Row]]] = {}
        for table, held in rows.tables.items():
            grouped = self.rows[table] = defaultdict(list)
            for row in held:
                grouped[row.owner, row.numbers[:-1] if row.numbers and not table.keyed else row.numbers].append(row)
        self.used: set[int] = set()

    def run(self) -> Outcome:
        """Goes through all entries, old and new, and gathers what each file would hold."""
        entries: dict[tuple[str, str], Item | None] = {}
        added: dict[str, list[tuple[str, Item]]] = {}
        for table in tables():
            known = self.sources.entries.get(table.kind, {})
            for id_, entry in known.items():
                row = self._only_row(table, id_)
                if row is None and table in self.present and self._goes(table, id_):
                    entries[table.kind, id_] = None
                    continue
                if row is not None:
                    self._stays(entry, row)
                new = self._item(table, entry.raw, row, (id_, ()), ())
                if new != entry.raw:
                    entries[table.kind, id_] = new
            for id_ in dict.fromkeys(owner for owner, _ in self.rows.get(table, {})):
                row = self._only_row(table, id_)
                if id_ not in known and row is not None:
                    self._new(table, id_, row, added)
        self._check_all_used()
        for document in self.sources.documents.values():
            self._document(document, entries, added.get(document.file, []))
        for file, item in self.outcome.fresh.items():
            roles = [role for _, role in added.get(file, [])]
            self.outcome.fresh[file] = {**item, "roles": roles} if roles else item
        return self.outcome

    def _only_row(self, table: Table, id_: str) -> Row | None:
        found = self.rows.get(table, {}).get((id_, ()), [])
        for row in found:
            if id(row) not in self.used and row is not found[0]:
                self._fault(
                    row.spot,
                    f"the id '{id_}' stands in two rows; the first is row {found[0].spot.row}",
                    "Give one of them another id, or delete it.",
                )
            self.used.add(id(row))
        return found[0] if found else None

    def _goes(self, table: Table, id_: str) -> bool:
        if not self.remove:
            self.outcome.left.append(f"{table.kind} {id_}")
            return False
        if table.kind not in LIST_NAMES:
            spot = Spot(next(row.spot.file for held in self.rows.values() for group in held.values() for row in group), table.name)
            self._fault(
                spot, f"{table.kind} '{id_}' has no row, and has a file of its own", "Put its row back, or delete the file by hand."
            )
            return False
        self._change(table, (id_, ()), "-")
        return True

    def _stays(self, entry: Entry, row: Row) -> None:
        if row.home is None or entry.home is None:
            return
        value, spot = row.home
        if value is not None and str(value).strip() != entry.home:
            self._fault(
                spot,
                f"'{entry.id}' stands in '{entry.home}', and a sheet cannot move it to '{value}'",
                "Write the old one again, and move its block in the files by hand.",
            )

    def _new(self, table: Table, id_: str, row: Row, added: dict[str, list[tuple[str, Item]]]) -> None:
        if table.kind in ("article", "page"):
            self._fault(
                row.spot,
                f"there is no {table.kind} '{id_}', and its text has no place in a sheet",
                f"Write the file {folder_of(table.kind)}{id_}.md first.",
            )
            return
        if table.kind == "ladder" and not re.fullmatch(SLUG, id_):  # it becomes the name of a file
            self._fault(row.spot, f"'{id_}' is no good as an id", "Use small letters, digits and single hyphens, like 'front-of-house'.")
            return
        key = table.keys[0]
        value: Any = int(id_) if key == "level" and DIGITS.fullmatch(id_) else id_
        self._change(table, (id_, ()), "+")
        item = self._item(table, {key: value}, row, (id_, ()), ())
        if table.kind == "ladder":
            self.outcome.fresh[f"pathways/ladders/{id_}.yaml"] = item
            return
        file = self._file_for(table, row)
        if file:
            added.setdefault(file, []).append((table.kind, item))

    def _file_for(self, table: Table, row: Row) -> str | None:
        if table.home is None:
            file = FIXED[table.kind]
            return file if file in self.sources.documents else None
        value, spot = row.home or (None, row.spot)
        homes = {entry.home: entry.document.file for entry in self.sources.entries.get(table.kind, {}).values()}
        homes |= {id_: entry.document.file for id_, entry in self.sources.entries.get("ladder", {}).items() if table.kind == "role"}
        name = str(value or "").strip()
        if name in homes:
            return homes[name]
        if table.kind == "role" and (file := f"pathways/ladders/{name}.yaml") in self.outcome.fresh:
            return file
        self._fault(
            spot,
            f"'{name}' is no {table.home} to put '{row.owner}' into",
            suggestion(name, [home for home in homes if home], f"Write one that exists in the column {table.home}."),
        )
        return None

    def _item(self, table: Table, old: Item, row: Row | None, owner: Owner, inner: Path_) -> Item:
        """An item with what its row and the rows of its lists say."""
        new = old
        if row is not None:
            self.outcome.located.append((row, inner))
            for column, (cell, spot) in row.cells.items():
                try:
                    value = from_cell(cell, column)
                except CellError as error:
                    self._fault(spot, error.wrong, error.do)
                    continue
                before = get(old, column.path)
                shown, wanted = to_cell(before, column.form), to_cell(value, column.form)
                if shown != wanted:
                    new = put(new, column.path, _like(before, value), table)
                    self._change(table, owner, "~", column.name, shown, wanted)
        for child in table.children:
            if child in self.present or any(grandchild in self.present for grandchild in child.children):
                new = self._list(child, new, owner, inner, table, owned=row is not None)
        return new

    def _list(self, table: Table, holder: Item, owner: Owner, inner: Path_, parent: Table, *, owned: bool) -> Item:
        """What holds a list, with the list as the rows have it. Without rows it is emptied only where its owner has a row."""
        found = self.rows.get(table, {}).get(owner, [])
        old = items(table, holder)
        self.used |= {id(row) for row in found}
        step = table.path[-1]
        if table.keyed:
            if found or (owned and table in self.present):
                return self._keyed(table, holder, old, found, owner, (*inner, step), parent)
            return holder
        if table not in self.present or not (found or owned):
            pairs: Sequence[tuple[float, Row | None]] = [(index + 1, None) for index in range(len(old))]
        else:
            pairs = self._in_order(found, len(old))
        new: list[Item] = []
        origins: list[int | None] = []
        for number, row in pairs:
            origin = int(number) - 1 if number <= len(old) and float(number).is_integer() else None
            here = (owner[0], (*owner[1], number))
            if origin is None:
                self._change(table, here, "+")
            new.append(self._item(table, {} if origin is None else old[origin], row, here, (*inner, step, len(new))))
            origins.append(origin)
        for index in range(len(old)):
            if index not in origins:
                self._change(table, (owner[0], (*owner[1], index + 1)), "-")
        if new == old:
            return holder
        return placed(holder, step, Kept(new, origins) if new else None, _order(parent))

    def _in_order(self, found: list[Row], length: int) -> list[tuple[float, Row]]:
        """The rows by their numbers; those without come last. Two rows with one number are a fault."""
        taken: dict[float, Row] = {}
        last = max([length, *(row.numbers[-1] for row in found if row.numbers[-1] is not None)])
        for row in found:
            number = row.numbers[-1]
            if number is None:
                last = int(last) + 1
                number = last
            if number in taken:
                self._fault(
                    row.spot,
                    f"'{row.owner}' has two rows with the number {number:g}; the first is row {taken[number].spot.row}",
                    "Give one of them another number; 2.5 stands between 2 and 3.",
                )
                continue
            taken[number] = row
        return sorted(taken.items())

    def _keyed(self, table: Table, holder: Item, old: list[Item], found: list[Row], owner: Owner, inner: Path_, parent: Table) -> Item:
        known = {str(pair["key"]): pair for pair in old}
        wanted: dict[str, Row] = {}
        for row in found:
            cell, spot = row.cells.get(table.columns[0], (None, row.spot))
            try:
                key = from_cell(cell, table.columns[0])
            except CellError as error:
                self._fault(spot, error.wrong, error.do)
                continue
            if key is None or key in wanted:
                wrong = f"'{row.owner}' has two rows for '{key}'" if key else f"this row names no {table.columns[0].name}"
                self._fault(spot, wrong, "Keep one of them." if key else "Write it, or delete the row.")
                continue
            wanted[key] = row
        new: Item = {}
        for key in [*(key for key in known if key in wanted), *(key for key in wanted if key not in known)]:
            here = (owner[0], (*owner[1], key))
            if key not in known:
                self._change(table, here, "+")
            pair = self._item(table, known.get(key, {"key": key}), wanted[key], here, (*inner, key))
            new[key] = pair.get("value")
        for key in known:
            if key not in wanted:
                self._change(table, (owner[0], (*owner[1], key)), "-")
        if new == {key: pair["value"] for key, pair in known.items()}:
            return holder
        return placed(holder, table.path[-1], new or None, _order(parent))

    def _document(self, document: Document, entries: Mapping[tuple[str, str], Item | None], added: list[tuple[str, Item]]) -> None:
        value = dict(document.value)
        here = [entry for held in self.sources.entries.values() for entry in held.values() if entry.document is document]
        touched = False
        lists: dict[str, list[tuple[Item, int | None]]] = {}
        for entry in here:
            changed = (entry.kind, entry.id) in entries
            touched |= changed
            new = entries.get((entry.kind, entry.id), entry.raw)
            if not entry.path:
                value = {**(new or {}), **({"roles": value["roles"]} if "roles" in value else {})}
            elif new is not None:
                name, index = entry.path
                lists.setdefault(str(name), []).append((new, int(index)))
            else:
                lists.setdefault(str(entry.path[0]), [])
        for kind, item in added:
            touched = True
            lists.setdefault(LIST_NAMES[kind], []).append((item, None))
        if touched:
            for name, held in lists.items():
                value[name] = Kept([item for item, _ in held], [origin for _, origin in held])
            self.outcome.values[document.file] = value

    def _check_all_used(self) -> None:
        for table, grouped in self.rows.items():
            for held in grouped.values():
                for row in held:
                    if id(row) not in self.used:
                        self._orphan(table, row)

    def _orphan(self, table: Table, row: Row) -> None:
        known = {*self.sources.entries.get(table.kind, {}), *(owner for owner, _ in self.rows.get(_top(table), {}))}
        if row.owner not in known:
            do = suggestion(row.owner, known, f"Write the {table.kind} first, or name one that exists.")
            self._fault(row.spot, f"there is no {table.kind} '{row.owner}'", do)
        else:
            step = table.path[len(row.numbers) - (1 if not table.keyed else 0) - 1] if row.numbers else ""
            self._fault(row.spot, f"'{row.owner}' has no {ITEMS.get(step, step)} of the number that this row names", "Check the numbers.")

    def _change(self, table: Table, owner: Owner, sign: str, name: str = "", old: Cell = None, new: Cell = None) -> None:
        id_, numbers = owner
        steps = [
            f"{ITEMS.get(step, step.replace('_', ' '))} {n:g}" if isinstance(n, int | float) else f"{step} {n}"
            for step, n in zip(table.path, numbers, strict=False)
        ]
        if len(numbers) < len(table.path):
            steps.append(table.path[-1])
        self.outcome.changes.append(Change(table.kind, id_, ", ".join(steps), sign, name, old, new))

    def _fault(self, spot: Spot, wrong: str, do: str) -> None:
        self.outcome.faults.append(Fault(spot, sentence(wrong), do))


def put(item: Item, path: Path_, value: Any, table: Table) -> Item:
    """A copy of the item with another value at the path; None takes the value away, and what is empty without it."""
    return _put(item, path, value, table, ())


def _put(item: Item, path: Path_, value: Any, table: Table, above: Path_) -> Item:
    step, *rest = path
    if rest and isinstance(rest[0], int):
        pair = [*(item.get(str(step)) or []), None, None][:2]
        pair[rest[0]] = value
        value = [part for part in pair if part is not None] or None
    elif rest:
        value = _put(item.get(str(step)) or {}, tuple(rest), value, table, (*above, step)) or None
    return placed(item, str(step), value, _order(table, above))


def placed(item: Item, name: str, value: Any, order: Sequence[str]) -> Item:
    """A copy of the item with a field changed, taken away, or put where the order of the fields has it."""
    if value is None:
        return {key: held for key, held in item.items() if key != name}
    if name in item or name not in order:
        return {**item, name: value}
    before = set(order[: order.index(name)])
    last = max((index for index, key in enumerate(item) if key in before), default=-1)
    pairs = list(item.items())
    return dict([*pairs[: last + 1], (name, value), *pairs[last + 1 :]])


def _order(table: Table, above: Path_ = ()) -> list[str]:
    if not above and table.model is not None:
        return in_order(table.model)
    depth = len(above)
    return list(dict.fromkeys(str(column.path[depth]) for column in table.columns if column.path[:depth] == above))


def _like(before: Any, value: Any) -> Any:
    """The new value in the type of the old: words that end with a line break go on doing so, and a year stays a number."""
    if isinstance(value, str) and isinstance(before, str) and before.endswith("\n"):
        return value + "\n"
    if (
        isinstance(value, str)
        and isinstance(before, int)
        and not isinstance(before, bool)
        and value == value.lstrip("0")
        and value.isascii()
        and value.isdigit()
    ):
        return int(value)
    return value


def _top(table: Table) -> Table:
    return next(top for top in tables() if top.kind == table.kind)
