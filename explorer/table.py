"""A part of the report as a value; text, JSON and HTML only format it."""

from __future__ import annotations

from dataclasses import dataclass

# Kinds of finding, each of which scripts can ask for. What only counts, such as reading ages, is none.
KINDS = ("stale", "unsourced", "orphans", "directions", "gaps", "pictures", "words", "translations", "hard", "same", "alike")


@dataclass(frozen=True, slots=True)
class Table:
    """One part of the report: its kind, a heading, what it means, and rows under columns."""

    kind: str
    title: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
