"""Where the stops and lines of a pathway diagram go.

A diagram is columns of stops, drawn as HTML in a grid, over lines drawn as SVG. A column is `WIDTH` units wide with a gap to
the next, a row is one unit high; the drawing is stretched over the grid, so the columns can have any width on the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from explorer.order import ordered

WIDTH = 4.0
MIDDLE = 0.5
REACH = 0.63  # of a gap: how far beyond a column the furthest line within it goes, three quarters of the way to what pulls it


@dataclass(frozen=True, slots=True)
class Stop:
    """A role in a diagram.

    key: its name in this diagram, which edges use
    address: the page that it leads to, relative to the site; None for the page that shows the diagram
    note: a few words below the title, or none
    colour: the colour of its group
    """

    key: str
    title: str
    address: str | None
    note: str
    colour: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the id of the heading's fragment, and its stops from the top."""

    title: str
    id: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one stop to another, with the kind of move that it stands for."""

    start: str
    end: str
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two stops as SVG path data, and the chevron at its end."""

    start: str
    end: str
    kind: str
    path: str
    tip: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """`width` is in the units of the lines; `rows` is the height."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    width: float
    rows: int

    @property
    def kinds(self) -> set[str]:
        """The kinds of move that are drawn."""
        return {line.kind for line in self.lines}


def diagram(columns: Sequence[Column], edges: Iterable[Edge], gap: float) -> Diagram:
    """The lines between the stops, each stop in a row of its own, every column centred on the tallest one.

    The stops of each column are put in an order in which fewer lines cross. gap: the width between two columns, in units. Edges must
    name stops that are there.
    """
    edges = list(edges)
    columns = _in_order(columns, edges)
    rows = max((len(column.stops) for column in columns), default=0)
    places = {
        stop.key: (at, row + (rows - len(column.stops)) / 2) for at, column in enumerate(columns) for row, stop in enumerate(column.stops)
    }
    bends: dict[int, int] = defaultdict(int)
    lines = []
    for edge in edges:
        start, end = places[edge.start], places[edge.end]
        if start[0] == end[0]:
            bends[start[0]] += 1
            lines.append(_around(edge, start, end, gap, bends[start[0]]))
        else:
            lines.append(_across(edge, start, end, gap))
    return Diagram(tuple(columns), tuple(lines), len(columns) * WIDTH + (len(columns) - 1) * gap, rows)


def _in_order(columns: Sequence[Column], edges: list[Edge]) -> list[Column]:
    """The columns with their stops in the order in which fewer lines cross."""
    stops = {stop.key: stop for column in columns for stop in column.stops}
    keys = ordered([[stop.key for stop in column.stops] for column in columns], [(edge.start, edge.end) for edge in edges], centred=True)
    return [replace(column, stops=tuple(stops[key] for key in own)) for column, own in zip(columns, keys, strict=True)]


def _across(edge: Edge, start: tuple[int, float], end: tuple[int, float], gap: float) -> Line:
    """A line between two columns; one that goes back runs a little lower, so that it does not hide the way forward."""
    forward = end[0] > start[0]
    direction = 1 if forward else -1
    lower = 0.0 if forward else 0.2
    x1 = start[0] * (WIDTH + gap) + (WIDTH if forward else 0)
    x2 = end[0] * (WIDTH + gap) + (0 if forward else WIDTH)
    y1, y2 = start[1] + MIDDLE + lower, end[1] + MIDDLE + lower
    bend = direction * gap * 0.6
    path = f"M{x1:.2f} {y1:.2f}C{x1 + bend:.2f} {y1:.2f} {x2 - bend:.2f} {y2:.2f} {x2:.2f} {y2:.2f}"
    return Line(edge.start, edge.end, edge.kind, path, _tip(x2, y2, direction))


def _around(edge: Edge, start: tuple[int, float], end: tuple[int, float], gap: float, bend: int) -> Line:
    """A line within a column, around its right side; each next one reaches a little further."""
    x = start[0] * (WIDTH + gap) + WIDTH
    shift = 0.14 if end[1] > start[1] else -0.14
    y1, y2 = start[1] + MIDDLE + shift, end[1] + MIDDLE - shift
    reach = x + gap * (0.3 + 0.18 * (bend % 4))
    path = f"M{x:.2f} {y1:.2f}C{reach:.2f} {y1:.2f} {reach:.2f} {y2:.2f} {x:.2f} {y2:.2f}"
    return Line(edge.start, edge.end, edge.kind, path, _tip(x, y2, -1))


def _tip(x: float, y: float, direction: int) -> str:
    """A chevron that points right (1) or left (-1) at a point."""
    back = x - direction * 0.14
    return f"M{back:.2f} {y - 0.07:.2f}L{x:.2f} {y:.2f}L{back:.2f} {y + 0.07:.2f}"
