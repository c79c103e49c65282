"""What stands in a cell: the values of the files as cells, and cells as values of the files."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from explorer.patch import number
from explorer.problem import suggestion
from explorer.sheets.layout import Column, Form

Cell = str | int | float | bool | None

SPLIT = re.compile(r"[\n,;]")
DIGITS = re.compile(r"[-+]?\d+(\.0+)?")
FIGURE = re.compile(r"[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
TRUTH = {"yes": True, "true": True, "no": False, "false": False}


class CellError(Exception):
    """A cell does not hold what its column is for."""

    def __init__(self, wrong: str, do: str) -> None:
        super().__init__(wrong)
        self.wrong, self.do = wrong, do


def to_cell(raw: Any, form: Form) -> Cell:
    """A value of a file as its column shows it. What is nothing, or an empty list, is an empty cell."""
    if raw is None or raw == []:
        return None
    if form == "yes" and isinstance(raw, bool):
        return "yes" if raw else "no"
    if form in ("whole", "number") and isinstance(raw, int | float) and not isinstance(raw, bool):
        return int(raw) if float(raw).is_integer() else raw
    if isinstance(raw, list):
        return "\n".join(filter(None, (_joined(item) for item in raw))) or None
    return _words(raw) or None


def from_cell(cell: Any, column: Column) -> Any:
    """What a cell says, as it would stand in a file; None where it is empty."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, str):
        cell = _clean(cell)
    reader = READERS[column.form]
    value = reader(cell)
    if column.choices and value not in column.choices:
        raise CellError(
            f"{column.name} cannot be '{value}'", suggestion(str(value), column.choices, f"Choose one of: {', '.join(column.choices)}.")
        )
    if column.refers and column.form == "lines":
        value = [part for line in value for part in map(str.strip, SPLIT.split(line)) if part]
    return value


def _joined(item: Any) -> str:
    return " + ".join(map(_words, item)) if isinstance(item, list) else " ".join(_words(item).split("\n"))


def _words(raw: Any) -> str:
    return _clean(raw if isinstance(raw, str) else number(raw))


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return number(int(cell) if float(cell).is_integer() else cell)
    if isinstance(cell, str):
        return cell
    raise CellError(f"it holds a date ({str(cell)[:10]}) where words belong", "Format the cell as text, and type it again.")


def _lines(cell: Any) -> list[str]:
    return [line.strip() for line in _text(cell).split("\n") if line.strip()]


def _alternatives(cell: Any) -> list[str | list[str]]:
    found: list[str | list[str]] = []
    for line in _lines(cell):
        parts = [part.strip() for part in line.split("+") if part.strip()]
        found.append(parts[0] if len(parts) == 1 else parts)
    return found


def _whole(cell: Any) -> int:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and float(cell).is_integer():
        return int(cell)
    if isinstance(cell, str) and len(cell) < 16 and DIGITS.fullmatch(cell):
        return int(float(cell))
    raise CellError(f"{_shown(cell)} is not a whole number", "Write digits only.")


def _number(cell: Any) -> int | float:
    if isinstance(cell, str) and len(cell) < 16 and FIGURE.fullmatch(cell.removeprefix("£")):
        cell = float(cell.removeprefix("£").replace(",", ""))
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < 1e15:
        return int(cell) if float(cell).is_integer() else cell
    raise CellError(f"{_shown(cell)} is not a number", "Write digits, with a point for pence.")


def _yes(cell: Any) -> bool:
    found = cell if isinstance(cell, bool) else TRUTH.get(str(cell).casefold())
    if found is None:
        raise CellError(f"{_shown(cell)} is neither yes nor no", "Write yes or no, or leave the cell empty.")
    return found


def _date(cell: Any) -> str:
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    try:
        return date.fromisoformat(str(cell)[:10] if str(cell)[10:] in ("", " 00:00:00", "T00:00:00") else "").isoformat()
    except ValueError:
        raise CellError(f"{_shown(cell)} is no date", "Write year, month and day, like 2026-11-23.") from None


def _shown(cell: Any) -> str:
    text = _text(cell) if isinstance(cell, str | int | float) else str(cell)
    return f"'{text if len(text) <= 40 else text[:39] + '…'}'"


READERS: dict[Form, Callable[[Any], Any]] = {
    "text": _text,
    "lines": _lines,
    "alternatives": _alternatives,
    "whole": _whole,
    "number": _number,
    "yes": _yes,
    "date": _date,
}
