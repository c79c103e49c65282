"""The report for maintainers, as a page that no list or menu leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from explorer.address import LINKABLE, address
from explorer.catalogue import Catalogue
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME
from explorer.table import Table

ENTRY = re.compile(rf"({'|'.join(LINKABLE)}):([a-z0-9-]+)")
WHERE = "report/"


class Cell(NamedTuple):
    """What stands in a cell, and the address of the entry that it names, if it names one."""

    text: str
    where: str


def report_page(catalogue: Catalogue, tables: Iterable[Table]) -> Page:
    """All tables, one below the other."""
    say = catalogue.say
    return Page(
        WHERE,
        "report",
        "pages/report.html",
        say("Report for maintainers"),
        say("What is out of date, without a source, missing or not explained. Nothing on the site leads here."),
        Show(_show, tuple(tables)),
        (HOME.said(say), Crumb(say("Report for maintainers"), WHERE)),
    )


def _show(_: Catalogue, *tables: Table) -> dict[str, Any]:
    return {"parts": cells(tables)}


def cells(tables: Iterable[Table]) -> list[tuple[Table, list[list[Cell]]]]:
    """Each table with its rows as cells."""
    return [(table, [[_cell(text) for text in row] for row in table.rows]) for table in tables]


def _cell(text: str) -> Cell:
    match = ENTRY.fullmatch(text)
    return Cell(text, address(match[1], match[2]) if match else "")
