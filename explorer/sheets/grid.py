"""Sheets as they come from a file: headings and rows, and what the layout makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from explorer.problem import sentence, suggestion
from explorer.sheets.cells import DIGITS
from explorer.sheets.layout import Column, Table, sheets

Number = float


@dataclass(frozen=True, order=True)
class Spot:
    """A cell of a sheet, or its row, or the sheet. Rows and columns count from 1; 0 means the whole."""

    file: str
    sheet: str = ""
    row: int = 0
    column: int = 0
    heading: str = ""

    def __str__(self) -> str:
        parts = [self.file]
        parts += [f"sheet {self.sheet}"] if self.sheet else []
        parts += [f"row {self.row}"] if self.row else []
        name = f"column {letters(self.column)}" + (f" ({self.heading})" if self.heading else "")
        return ", ".join([*parts, name] if self.column else parts)


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong in a sheet, and what to do about it."""

    at: Spot
    wrong: str
    do: str

    def __str__(self) -> str:
        return f"{self.at}: {sentence(self.wrong)} {self.do}"


@dataclass(frozen=True)
class Grid:
    """One sheet: the cells of its first row, and those of each row below it with the row's number."""

    spot: Spot
    headings: Sequence[Any]
    rows: Sequence[tuple[int, Sequence[Any]]]


@dataclass(eq=False)
class Row:
    """One row of a table: whose it is, its place numbers, and its cells by column."""

    table: Table
    spot: Spot
    owner: str
    numbers: tuple[Number | None, ...]
    cells: dict[Column, tuple[Any, Spot]]
    home: tuple[Any, Spot] | None = None


@dataclass
class Rows:
    """All rows by table; a table without any is there too when its sheet was. `faults`: what could not be understood."""

    tables: dict[Table, list[Row]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def understand(grids: Sequence[Grid], faults: Sequence[Fault] = ()) -> Rows:
    """The rows that the sheets hold. A sheet that the catalogue does not have is the adviser's own, and left alone.

    faults: cells that could not be read, which are to say nothing rather than that they are empty.
    """
    found = Rows(faults=[fault for fault in faults if fault.at.sheet in sheets()])
    bad = {(fault.at.sheet, fault.at.row, fault.at.column) for fault in faults}
    for grid in grids:
        held = sheets().get(grid.spot.sheet)
        if held is None:
            continue
        columns = _columns(grid, held, found)
        if columns is None:
            continue
        for table in held:
            found.tables.setdefault(table, [])
        for number, cells in grid.rows:
            if any(_filled(cell) for cell in cells):
                row = _row(grid, held, columns, number, cells, found)
                if row:
                    row.cells = {column: (cell, at) for column, (cell, at) in row.cells.items() if (at.sheet, at.row, at.column) not in bad}
                    found.tables[row.table].append(row)
    return found


def _columns(grid: Grid, held: tuple[Table, ...], found: Rows) -> dict[str, int] | None:
    """The place of each heading, counted from 0; none when a row could not be told from another."""
    known = {_plain(heading): heading for table in held for heading in table.headings}
    places: dict[str, int] = {}
    for index, cell in enumerate(grid.headings):
        if not _filled(cell):
            continue
        spot = Spot(grid.spot.file, grid.spot.sheet, 1, index + 1)
        heading = known.get(_plain(cell))
        if heading is None:
            found.faults.append(
                Fault(spot, f"the sheet has no column '{cell}'", suggestion(_plain(cell), known, f"Its columns are: {', '.join(known)}."))
            )
        elif heading in places:
            found.faults.append(Fault(spot, f"the column '{heading}' stands here twice", "Delete one of the two."))
        else:
            places[heading] = index
    needed = [*held[0].keys, *([held[0].columns[0].name] if held[0].keyed else [])]
    missing = [key for key in needed if key not in places]
    if missing:
        names = " and ".join(f"'{key}'" for key in missing)
        found.faults.append(
            Fault(
                Spot(grid.spot.file, grid.spot.sheet, 1), f"the sheet lacks the column {names}", "Rows are told apart by it; put it back."
            )
        )
        return None
    return places


def _row(grid: Grid, held: tuple[Table, ...], columns: dict[str, int], number: int, cells: Sequence[Any], found: Rows) -> Row | None:
    def cell(heading: str) -> tuple[Any, Spot]:
        index = columns[heading]
        spot = Spot(grid.spot.file, grid.spot.sheet, number, index + 1, heading)
        return (cells[index] if index < len(cells) else None), spot

    spot = Spot(grid.spot.file, grid.spot.sheet, number)
    table, keys = held[0], list(held[0].keys)
    if table.shared:
        kind, at = cell(keys.pop(0))
        mine = [table for table in held if table.kind == _plain(kind)]
        if not mine:
            kinds = [table.kind for table in held]
            do = suggestion(str(kind or ""), kinds, f"Choose one of: {', '.join(kinds)}.")
            found.faults.append(Fault(at, f"'{kind or ''}' is no kind of entry with sources", do))
            return None
        table = mine[0]
    owner, at = cell(keys.pop(0))
    if not _filled(owner) or isinstance(owner, bool) or not isinstance(owner, str | int | float):
        found.faults.append(Fault(at, "this row does not say which entry it is for", "Write the entry's id."))
        return None
    numbers: list[Number | None] = []
    for key in keys:
        value, at = cell(key)
        place = _number(value)
        if place is None and (_filled(value) or key != keys[-1]):
            found.faults.append(
                Fault(
                    at,
                    f"'{'' if value is None else value}' is no place in a list",
                    "Write 1 for the first, 2 for the second; a new row may leave its own number out.",
                )
            )
            return None
        numbers.append(place)
    values = {column: cell(column.name) for column in table.columns if column.name in columns}
    home = cell(table.home) if table.home and table.home in columns else None
    return Row(table, spot, _owner(owner), tuple(numbers), values, home)


def _owner(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, int | float) and float(cell).is_integer() else str(cell).strip()


def _number(cell: Any) -> Number | None:
    if isinstance(cell, str):
        text = cell.strip()
        digits = DIGITS.fullmatch(text) or (text.count(".") == 1 and text.replace(".", "0").isdigit() and text[0].isdigit())
        cell = float(text) if digits and len(text) < 12 else None
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not 0 < cell < 1_000_000:
        return None
    return float(cell)


def _filled(cell: Any) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _plain(cell: Any) -> str:
    return " ".join(str(cell).replace("_", " ").casefold().split())


def by_sheet(rows: Rows) -> Iterator[Row]:
    """All rows, sheet by sheet."""
    for held in rows.tables.values():
        yield from held
