"""Files of sheets to grids: xlsx, ods and csv, from people who mean well and from those who do not.

Nothing is computed and nothing outside the file is asked. Sizes are looked at before anything is unpacked.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Collection, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree as ET

from explorer.problem import suggestion
from explorer.sheets.grid import Fault, Grid, Spot, letters
from explorer.sheets.layout import sheets

LARGEST = 20 * 1024 * 1024
UNPACKED = 60 * 1024 * 1024
# How large one part may be: cells are read one by one, styles and the like as a whole, in many times their size.
PART_SIZES = {"worksheets/": 40 * 1024 * 1024, "content.xml": 40 * 1024 * 1024, "sharedstrings": 24 * 1024 * 1024, "": 4 * 1024 * 1024}
PARTS = 500
ROWS = 50_000
COLUMNS = 100
LONGEST = 40_000
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:]{1,30})\"")
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
FORMULA = "this cell holds a formula"
FORMULA_DO = "Put the value in its place (copy, and paste as values)."
AGAIN = "Save it again from your spreadsheet program as xlsx, and choose that file."
MERGED_DO = "Take the merge apart, so that each cell stands by itself."


class UnreadableError(Exception):
    """The file cannot be read as sheets at all."""

    def __init__(self, wrong: str, do: str) -> None:
        super().__init__(wrong)
        self.wrong, self.do = wrong, do


def read_grids(file: Path, sheet: str | None = None, only: Collection[str] | None = None) -> tuple[list[Grid], list[Fault]]:
    """The sheets of a file, and the cells that cannot be read. sheet: which sheet a csv file is; only: the sheets to look at."""
    size = file.stat().st_size
    if size > LARGEST:
        raise UnreadableError(
            f"the file is {size / 1048576:.0f} MB; the most is {LARGEST // 1048576} MB", "Split it, or save it without pictures."
        )
    suffix = file.suffix.casefold()
    if suffix == ".csv":
        return [_csv(file, sheet)], []
    if suffix == ".xlsx":
        return _xlsx(file, only)
    if suffix == ".ods":
        grids, faults = _ods(file)
        kept = [grid for grid in grids if only is None or grid.spot.sheet in only]
        return kept, [fault for fault in faults if only is None or fault.at.sheet in only]
    raise UnreadableError(f"files that end in '{suffix}' are not read", "Save it as xlsx, ods or csv.")


def _csv(file: Path, sheet: str | None) -> Grid:
    rows = csv_rows(file)
    headings = rows[0][1] if rows else []
    return Grid(Spot(file.name, sheet or _sheet_of(file, headings)), headings, rows[1:])


def csv_rows(file: Path) -> list[tuple[int, list[str]]]:
    """The rows of a csv file, by their numbers. Commas, semicolons and tabs are told apart by the first line."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError("the file is not UTF-8 text", "Save it as 'CSV UTF-8'.") from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True):
            rows.append((len(rows) + 1, row))
            _within(len(rows), len(row))
    except csv.Error as error:
        raise UnreadableError(
            f"row {len(rows) + 1} is not csv: {error}", "Look for a quotation mark that is not closed, or save it again."
        ) from error
    return rows


def _sheet_of(file: Path, headings: list[str]) -> str:
    """Which sheet a csv file is: the one that its name ends with, or the only one with its headings."""
    name = re.sub(r"[-_ ]+", " ", file.stem).casefold()
    named = [sheet for sheet in sheets() if re.search(rf"(^|\W){re.escape(sheet.casefold())}$", name)]
    if named:
        return max(named, key=len)
    plain = {heading.strip().casefold() for heading in headings}
    same = [sheet for sheet, tables in sheets().items() if set(tables[0].headings) == plain]
    if len(same) == 1:
        return same[0]
    raise UnreadableError("it does not say which sheet it is", f"Add --sheet and its name, such as --sheet '{(same or ['Roles'])[0]}'.")


def known_sheet(name: str) -> str:
    """The sheet of that name, whatever its capitals."""
    found = {sheet.casefold(): sheet for sheet in sheets()}
    if name.casefold() not in found:
        raise UnreadableError(f"there is no sheet '{name}'", suggestion(name, found, f"They are: {', '.join(sheets())}."))
    return found[name.casefold()]


def _within(row: int, column: int) -> None:
    if row > ROWS:
        raise UnreadableError(f"a sheet has more than {ROWS} rows", "Delete the empty rows below the last one, and save it again.")
    if column > COLUMNS:
        raise UnreadableError(
            f"a sheet has more than {COLUMNS} columns", "Delete the columns to the right of the last one, and save it again."
        )


def _parts(file: Path) -> zipfile.ZipFile:
    """The parts of a file that is a zip archive, once their sizes and their kind are known to be harmless."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        raise UnreadableError("it is not a workbook, or it is damaged or protected by a password", AGAIN) from None
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    if len(parts) > PARTS or total > UNPACKED:
        raise UnreadableError(
            f"unpacked it would be {total / 1048576:.0f} MB in {len(parts)} parts; the most is {UNPACKED // 1048576} MB in {PARTS}", AGAIN
        )
    for part in parts:
        most = next(size for name, size in PART_SIZES.items() if name in part.filename.casefold())
        if part.filename.endswith((".xml", ".rels")) and part.file_size > most:
            raise UnreadableError(
                f"its part {part.filename} would be {part.file_size / 1048576:.0f} MB; the most is {most // 1048576} MB", AGAIN
            )
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError("it is protected by a password", "Take the password away, and save it again.")
    names = [part.filename for part in parts]
    if any("externalLinks/" in name for name in names):
        raise UnreadableError("it has links to other workbooks", "Break the links (Data, Edit links), and save it again.")
    if any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names):
        raise UnreadableError("it holds macros", "Save it without them.")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            try:
                with archive.open(part) as stream:
                    if _found(DOCTYPE, stream):
                        raise UnreadableError("it defines entities of its own, which no spreadsheet program does", AGAIN)
            except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError):
                raise UnreadableError("it is damaged", AGAIN) from None
    return archive


def _found(pattern: re.Pattern[bytes], stream: IO[bytes]) -> bool:
    """Whether a short pattern stands anywhere in a stream."""
    rest = b""
    while chunk := stream.read(1 << 20):
        if pattern.search(rest + chunk):
            return True
        rest = chunk[-16:]
    return False


def _xlsx(file: Path, only: Collection[str] | None) -> tuple[list[Grid], list[Fault]]:
    import warnings

    import openpyxl

    archive = _parts(file)
    grids: list[Grid] = []
    faults: list[Fault] = []
    try:
        with archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, read_only=True, keep_links=False)
            try:
                sheet: Any
                for sheet in book.worksheets:
                    if only is not None and sheet.title not in only:
                        continue
                    spot = Spot(file.name, sheet.title)
                    faults += [Fault(spot, f"the cells {ref} are merged", MERGED_DO) for ref in _merged(archive, sheet._worksheet_path)]  # noqa: SLF001
                    grids.append(_xlsx_sheet(sheet, spot, faults))
            finally:
                book.close()
    except UnreadableError:
        raise
    except MemoryError:
        raise UnreadableError("it needs more memory than there is", AGAIN) from None
    except Exception as error:  # the library has no error of its own for a damaged workbook
        raise UnreadableError(f"it is not a workbook, or it is damaged ({type(error).__name__})", AGAIN) from error
    return grids, faults


def _merged(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The ranges of merged cells of a sheet, the first ten."""
    found: list[str] = []
    rest = b""
    with archive.open(part.lstrip("/")) as stream:
        while chunk := stream.read(1 << 20):
            found += [match.decode() for match in MERGED.findall(rest + chunk)]
            rest = (rest + chunk)[-80:] if b"<mergeCell" in (rest + chunk)[-80:] else chunk[-16:]
    return list(dict.fromkeys(found))[:10]


def _xlsx_sheet(sheet: Any, spot: Spot, faults: list[Fault]) -> Grid:
    sheet.reset_dimensions()
    rows: list[tuple[int, list[Any]]] = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        _within(number, len(cells) if any(cell.value is not None for cell in cells[COLUMNS:]) else 0)
        values = []
        for index, cell in enumerate(cells[:COLUMNS]):
            values.append(_value(cell.value, cell.data_type, Spot(spot.file, spot.sheet, number, index + 1), faults))
        if number == 1 or any(value is not None for value in values):
            rows.append((number, values))
    headings = rows[0][1] if rows else []
    return Grid(spot, headings, rows[1:])


def _value(value: Any, kind: str, spot: Spot, faults: list[Fault]) -> Any:
    if value is None:
        return None
    if kind == "f":
        faults.append(Fault(spot, FORMULA, FORMULA_DO))
        return None
    if kind == "e":
        faults.append(Fault(spot, f"this cell holds the error {value}", "Write a value, or empty it."))
        return None
    if isinstance(value, str) and len(value) > LONGEST:
        faults.append(Fault(spot, f"this cell holds {len(value)} characters; the most is {LONGEST}", "Shorten it."))
        return None
    return value if isinstance(value, str | int | float | bool | datetime | date) else str(value)


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def _ods(file: Path) -> tuple[list[Grid], list[Fault]]:
    grids: list[Grid] = []
    faults: list[Fault] = []
    try:
        with _parts(file) as archive, archive.open("content.xml") as stream:
            for name, rows in _ods_sheets(file, stream, faults):
                grids.append(
                    Grid(Spot(file.name, name), rows[0][1] if rows and rows[0][0] == 1 else [], [row for row in rows if row[0] > 1])
                )
    except (KeyError, ET.ParseError, zipfile.BadZipFile, EOFError, ValueError, RecursionError) as error:
        raise UnreadableError(f"it is not a workbook, or it is damaged ({type(error).__name__})", AGAIN) from error
    return grids, faults


def _ods_sheets(file: Path, stream: IO[bytes], faults: list[Fault]) -> Iterator[tuple[str, list[tuple[int, list[Any]]]]]:
    name = ""
    rows: list[tuple[int, list[Any]]] = []
    number = 0
    for event, element in ET.iterparse(stream, ("start", "end")):  # noqa: S314  entities were refused before
        if event == "start" and element.tag == f"{{{TABLE}}}table":
            name, rows, number = element.get(f"{{{TABLE}}}name", ""), [], 0
        elif event == "end" and element.tag == f"{{{TABLE}}}table-row":
            times = int(element.get(f"{{{TABLE}}}number-rows-repeated", "1"))
            values = _ods_row(element, Spot(file.name, name, number + 1), faults)
            if any(value is not None for value in values):
                _within(number + times, len(values))
                rows += [(number + 1 + index, values) for index in range(times)]
            number += times
            element.clear()
        elif event == "end" and element.tag == f"{{{TABLE}}}table":
            yield name, rows
            element.clear()


def _ods_row(row: ET.Element, spot: Spot, faults: list[Fault]) -> list[Any]:
    values: list[Any] = []
    for cell in row:
        if cell.tag not in (f"{{{TABLE}}}table-cell", f"{{{TABLE}}}covered-table-cell"):
            continue
        times = int(cell.get(f"{{{TABLE}}}number-columns-repeated", "1"))
        here = Spot(spot.file, spot.sheet, spot.row, len(values) + 1)
        if any(int(cell.get(f"{{{TABLE}}}number-{side}-spanned", "1")) > 1 for side in ("columns", "rows")):
            faults.append(Fault(here, f"the cell {letters(here.column)}{here.row} is merged with others", MERGED_DO))
        value = _ods_value(cell, here, faults)
        if value is None:
            values += [None] * min(times, COLUMNS + 1)
        else:
            _within(0, len(values) + times)
            values += [value] * times
        if len(values) > 4 * COLUMNS:
            del values[4 * COLUMNS :]
    while values and values[-1] is None:
        values.pop()
    return values


def _ods_value(cell: ET.Element, spot: Spot, faults: list[Fault]) -> Any:
    kind = cell.get(f"{{{OFFICE}}}value-type")
    if cell.get(f"{{{TABLE}}}formula"):
        return _value("", "f", spot, faults)
    if kind in ("float", "currency", "percentage"):
        return float(cell.get(f"{{{OFFICE}}}value", ""))
    if kind == "boolean":
        return cell.get(f"{{{OFFICE}}}boolean-value") == "true"
    if kind == "date":
        return datetime.fromisoformat(cell.get(f"{{{OFFICE}}}date-value", ""))
    paragraphs = ["".join(_ods_text(part)) for part in cell if part.tag == f"{{{TEXT}}}p"]
    return _value("\n".join(paragraphs) or None, "s", spot, faults)


def _ods_text(element: ET.Element) -> Iterator[str]:
    if element.tag == f"{{{TEXT}}}s":
        yield " " * min(int(element.get(f"{{{TEXT}}}c", "1")), 1000)
    elif element.tag == f"{{{TEXT}}}tab":
        yield "\t"
    elif element.tag == f"{{{TEXT}}}line-break":
        yield "\n"
    yield element.text or ""
    for part in element:
        if not part.tag.startswith(f"{{{OFFICE}}}"):  # a note on the cell is not its text
            yield from _ods_text(part)
        yield part.tail or ""
