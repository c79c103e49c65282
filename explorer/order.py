"""In which order the stops of each column stand, so that few lines between the columns cross.

Source: K. Sugiyama, S. Tagawa, M. Toda, Methods for visual understanding of hierarchical system structures, 1981: each column in turn is
sorted by where the neighbours of its stops stand. The same input gives the same order.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise

Columns = tuple[tuple[str, ...], ...]

SWEEPS = 6
LARGEST = 60


def ordered(columns: Sequence[Sequence[str]], edges: Iterable[tuple[str, str]], *, centred: bool = False) -> Columns:
    """The columns with their stops from top to bottom, in the given order where another is no better.

    edges: pairs of stops; those of other stops are passed over. centred: whether each column stands in the middle of the tallest one,
    or starts at its top.
    """
    best: Columns = tuple(tuple(column) for column in columns)
    known = {key for column in best for key in column}
    pairs = sorted({(min(pair), max(pair)) for pair in edges if known.issuperset(pair) and pair[0] != pair[1]})
    neighbours: dict[str, list[str]] = {key: [] for key in known}
    for one, other in pairs:
        neighbours[one].append(other)
        neighbours[other].append(one)
    least = cost(best, pairs, centred=centred)
    now = best
    for sweep in range(SWEEPS):
        for at in range(len(now)) if sweep % 2 == 0 else reversed(range(len(now))):
            now = _sorted_by_neighbours(now, at, neighbours, centred=centred)
        found = cost(now, pairs, centred=centred)
        if found < least:
            best, least = now, found
    return _swapped(best, pairs, least, centred=centred) if len(known) <= LARGEST else best


def cost(columns: Columns, pairs: Iterable[tuple[str, str]], *, centred: bool = False) -> tuple[int, float]:
    """How many crossings straight lines would have, with the stops that lines within a column pass; then how long they are."""
    rows = _rows(columns, centred=centred)
    column = {key: at for at, keys in enumerate(columns) for key in keys}
    gaps: list[list[tuple[float, float]]] = [[] for _ in columns]
    passed = 0
    length = 0.0
    for pair in pairs:
        start, end = sorted(pair, key=column.__getitem__)
        first, last, rise = column[start], column[end], rows[end] - rows[start]
        length += abs(rise)
        if first == last:
            passed += int(abs(rise)) - 1
        heights = [round(rows[start] + rise * at / (last - first or 1), 6) for at in range(last - first + 1)]
        for gap, heights_there in enumerate(pairwise(heights), first):
            gaps[gap].append(heights_there)
    return sum(map(_inversions, gaps)) + passed, length


def _inversions(lines: list[tuple[float, float]]) -> int:
    """How many pairs of lines change sides on the way; lines that meet at an end do not."""
    seen: list[float] = []
    found = 0
    for _, right in sorted(lines):
        found += len(seen) - bisect_right(seen, right)
        insort(seen, right)
    return found


def _rows(columns: Columns, *, centred: bool) -> dict[str, float]:
    tallest = max((len(column) for column in columns), default=0)
    return {key: row + ((tallest - len(column)) / 2 if centred else 0.0) for column in columns for row, key in enumerate(column)}


def _sorted_by_neighbours(columns: Columns, at: int, neighbours: dict[str, list[str]], *, centred: bool) -> Columns:
    """The column sorted by the mean row of the neighbours elsewhere; a stop without any keeps its row."""
    rows = _rows(columns, centred=centred)
    own = set(columns[at])

    def mean(key: str) -> float:
        others = [rows[other] for other in neighbours[key] if other not in own]
        return sum(others) / len(others) if others else rows[key]

    return (*columns[:at], tuple(sorted(columns[at], key=mean)), *columns[at + 1 :])


def _swapped(columns: Columns, pairs: list[tuple[str, str]], least: tuple[int, float], *, centred: bool) -> Columns:
    """The columns after each exchange of two neighbours that makes things better."""
    for at in range(len(columns)):
        for row in range(len(columns[at]) - 1):
            column = list(columns[at])
            column[row : row + 2] = column[row + 1], column[row]
            other = (*columns[:at], tuple(column), *columns[at + 1 :])
            found = cost(other, pairs, centred=centred)
            if found < least:
                columns, least = other, found
    return columns
