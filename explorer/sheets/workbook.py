"""The catalogue as a workbook: a sheet for each table, drop-downs for ids and closed words, notes on columns."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from explorer.sheets.cells import Cell, to_cell
from explorer.sheets.layout import NAMES, Column, Table, sheets
from explorer.sheets.sources import Sources, get, rows

LISTS = "Lists"
START = "Start here"
SPARE = 500
LONGEST = 32767
FILL = PatternFill("solid", fgColor="FFE4EEF0")
BOLD = Font(bold=True)
TOP = Alignment(vertical="top", wrap_text=True)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
FORMS = {"whole": "0", "number": "General"}
LEAD = (
    "Each sheet holds one kind of entry, or one list inside it. Change cells, add rows, and read the file back:",
    "python3 build.py import FILE shows what would change, and asks before it writes.",
    "",
    "The first columns say which row is which: the id of an entry, or the entry that a list belongs to and the place in the list.",
    "Do not change them in a row that exists. A new row may leave its number out (it comes last), or say 2.5 to stand between 2 and 3.",
    "Point at a heading to read what the column holds. An arrow beside a cell offers the values to choose from.",
    "Lists of words stand in one cell, one on each line. Rows may be sorted and columns may be hidden.",
    "The text of articles, the settings of the site, and what stands in local/ have no sheet.",
    "Deleting a row of an entry takes it away only with --remove.",
)


class TooLongError(Exception):
    """A value does not fit into a cell."""


def write(sources: Sources, file: Path) -> None:
    """Writes the workbook."""
    book = Workbook()
    _start(book)
    choices = _choices(sources)
    lists = _lists(choices)
    for name, held in sheets().items():
        _sheet(book.create_sheet(name), held, sources, lists)
    _lists_sheet(book.create_sheet(LISTS), choices)
    made = BytesIO()
    book.save(made)
    file.write_bytes(made.getvalue())


def _start(book: Workbook) -> None:
    sheet = book.worksheets[0]
    sheet.title = START
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 100
    for line in LEAD:
        sheet.append([line or None])
    sheet.append([])
    sheet.append(["Sheet", "Its columns"])
    sheet.cell(sheet.max_row, 1).font = sheet.cell(sheet.max_row, 2).font = BOLD
    for name, held in sheets().items():
        sheet.append([name, ", ".join(held[0].headings)])
        cell = sheet.cell(sheet.max_row, 1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1")
        cell.style = "Hyperlink"
        sheet.cell(sheet.max_row, 2).alignment = TOP


def _choices(sources: Sources) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in columns: the ids of each kind with their titles, and closed words."""
    found = {
        NAMES.get((kind,), kind): [(id_, str(entry.raw.get("title") or "")) for id_, entry in entries.items()]
        for kind, entries in sources.entries.items()
        if kind not in ("page", "article", "synonym", "shortcut")
    }
    for held in sheets().values():
        for column in held[0].columns:
            if column.choices:
                found.setdefault(_words_name(column), [(word, "") for word in column.choices])
    found["yes or no"] = [("yes", ""), ("no", "")]
    found["files of qualifications"] = [
        (home, "") for home in sorted({str(entry.home) for entry in sources.entries.get("qualification", {}).values()})
    ]
    found["kinds with sources"] = [(table.kind, "") for table in sheets()["Sources"]]
    return found


def _words_name(column: Column) -> str:
    return f"{column.name}: {', '.join(column.choices[:2])} …"


def _lists(choices: dict[str, list[tuple[str, str]]]) -> dict[str, str]:
    """The range of the sheet of lists that holds each list."""
    return {
        name: f"'{LISTS}'!${get_column_letter(2 * index + 1)}$2:${get_column_letter(2 * index + 1)}${max(2, len(held) + 1)}"
        for index, (name, held) in enumerate(choices.items())
    }


def _lists_sheet(sheet: Any, choices: dict[str, list[tuple[str, str]]]) -> None:
    for index, (name, held) in enumerate(choices.items()):
        column = 2 * index + 1
        for number, pair in enumerate([(name, "title" if any(title for _, title in held) else ""), *held], 1):
            for offset, text in enumerate(pair):
                if text:
                    _write(sheet.cell(number, column + offset), text)
            if number == 1:
                sheet.cell(number, column).font = BOLD
        sheet.column_dimensions[get_column_letter(column)].width = 28
        sheet.column_dimensions[get_column_letter(column + 1)].width = 28
    sheet.freeze_panes = "A2"


def _sheet(sheet: Any, held: tuple[Table, ...], sources: Sources, lists: dict[str, str]) -> None:
    table = held[0]
    columns: list[Column | None] = [*(None for _ in table.headings[: len(table.headings) - len(table.columns)]), *table.columns]
    for index, (heading, column) in enumerate(zip(table.headings, columns, strict=True), 1):
        cell = sheet.cell(1, index, heading)
        cell.font, cell.fill, cell.alignment = BOLD, FILL, TOP
        note = column.note if column else _key_note(table, heading)
        if note:
            cell.comment = Comment(note, "Pathway Explorer", height=40 + 18 * (len(note) // 36 + 1), width=260)
        sheet.column_dimensions[get_column_letter(index)].width = _width(column, heading)
    last = 1
    for last, values in enumerate(_values(held, sources), 2):
        for index, (value, column) in enumerate(zip(values, columns, strict=True), 1):
            if value is not None:
                _write(sheet.cell(last, index), value, column)
    for index, (heading, column) in enumerate(zip(table.headings, columns, strict=True), 1):
        letter = get_column_letter(index)
        rule = _rule(table, heading, column, lists)
        if rule:
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{last + SPARE}")
        if column is None or column.form in ("text", "lines", "alternatives", "date"):
            sheet.column_dimensions[letter].number_format = "@"  # what is typed into free rows stays words
    fixed = len(table.keys) + (1 if table.columns[0].name == "title" else 0) + bool(table.home)
    sheet.freeze_panes = sheet.cell(2, fixed + 1)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"


def _values(held: tuple[Table, ...], sources: Sources) -> Iterable[list[Cell]]:
    for table in held:
        for id_, entry in sources.entries.get(table.kind, {}).items():
            for numbers, _, item in rows(table, entry):
                keys: list[Cell] = [*([table.kind] if table.shared else []), int(id_) if table.kind == "level" else id_, *numbers]
                if table.home:
                    keys.append(entry.home)
                yield [*keys, *(to_cell(get(item, column.path), column.form) for column in table.columns)]


def _write(cell: Any, value: Cell, column: Column | None = None) -> None:
    """A value into a cell. Words are written as words, so that none becomes a formula, now or when somebody edits it."""
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise TooLongError(f"a value of {len(value)} characters does not fit into a cell, which holds {LONGEST}")
        cell.value = value
        cell.data_type = "s"
        cell.number_format = "@"
        cell.alignment = TOP
        if value.startswith(FORMULA):
            cell.quotePrefix = True
        return
    cell.value = value
    cell.alignment = TOP
    if column:
        cell.number_format = FORMS.get(column.form, "General")


def _rule(table: Table, heading: str, column: Column | None, lists: dict[str, str]) -> DataValidation | None:
    """The drop-down of a column, where it has one. A cell that holds several values, one on a line, can have none."""
    name = None
    if column is None:
        name = {"kind": "kinds with sources" if table.shared else None, "file": "files of qualifications", "ladder": NAMES["ladder",]}.get(
            heading
        )
        name = name or (NAMES.get((table.kind,)) if heading == table.kind and table.path else None)
    elif column.choices:
        name = _words_name(column)
    elif column.form == "yes":
        name = "yes or no"
    elif column.form == "text" and column.refers:
        name = NAMES.get((column.refers,))
    if name in lists:
        return DataValidation(
            type="list",
            formula1=lists[name],
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="warning",
            errorTitle="Not in the list",
            error=f"The sheet Lists has what can stand here ({name}).",
        )
    if column is not None and column.form in ("whole", "number"):
        kind: Literal["whole", "decimal"] = "whole" if column.form == "whole" else "decimal"
        return DataValidation(
            type=kind,
            operator="greaterThanOrEqual",
            formula1="0",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Not a number",
            error="Write digits only.",
        )
    return None


def _key_note(table: Table, heading: str) -> str:
    if heading in ("id", "level"):
        return "Which entry this row is. Addresses are made from it: do not change it in a row that exists."
    if heading in ("owner", table.kind):
        return "The id of the entry that this row belongs to."
    if heading == "kind":
        return "The kind of the entry that this row belongs to."
    if heading == "number":
        return "The place in the list: 1 is the first. Leave it empty in a new row to put it last; 2.5 stands between 2 and 3."
    if heading == table.home:
        return "Where a new entry goes. An entry that exists cannot be moved from here."
    return f"Which {heading.removesuffix(' number')} of the entry this row belongs to: 1 is the first."


def _width(column: Column | None, heading: str) -> float:
    if column is None:
        return 10 if heading.endswith("number") else 30
    if column.long:
        return 70
    if column.form in ("whole", "number", "yes", "date"):
        return max(12, len(heading) + 3)
    if column.choices or (column.refers and column.form == "text"):
        return 24
    return {"lines": 44.0, "alternatives": 40.0}.get(
        column.form, 48.0 if "Markdown" in column.note or column.name in ("summary", "title") else 26.0
    )
