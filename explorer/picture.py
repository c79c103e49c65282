"""Pathway diagrams for paper: boxes with their words already broken into lines, and the lines between them, in millimetres.

Everything is placed at build time, so a drawing scales to any paper and looks the same from every program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.diagram import WIDTH, Column, Diagram, Edge, Stop, diagram
from explorer.measure import POINT, em, wrapped

LEADING = 1.2
ASCENT = 0.78
NOTE = 0.8  # the size of a stop's note, against its title
PADDING = 0.35  # of the type's size, at each side of a box
NUMBER = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text: where it starts, its size in millimetres, and whether it is bold."""

    x: float
    y: float
    size: float
    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Box:
    """One stop: its place, whether it is the one that the page is about, and the colour of its group."""

    x: float
    y: float
    width: float
    height: float
    here: bool
    colour: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """One move: its kind, its path and the chevron at its end."""

    kind: str
    path: str
    tip: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing. Sizes are in millimetres on the paper for which it was made; `points` is the size of the stops' titles there."""

    width: float
    height: float
    points: float
    headings: tuple[Words, ...]
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]

    @property
    def kinds(self) -> set[str]:
        """The kinds of move that are drawn."""
        return {stroke.kind for stroke in self.strokes}


@dataclass(frozen=True, slots=True)
class Room:
    """What a drawing may take: its size, the share of a column that the gap to the next has, and the sizes of type to try, in points."""

    width: float
    height: float
    gap: float
    sizes: tuple[float, ...]
    heading: float


def picture(columns: Sequence[Column], edges: Iterable[Edge], room: Room) -> Picture:
    """The drawing with the largest type with which every stop fits its row; with the smallest if none does."""
    drawn = diagram(columns, edges, WIDTH * room.gap)
    x_unit = room.width / drawn.width
    column = WIDTH * x_unit
    for points in room.sizes:
        head = _heading_height(columns, column, room.heading)
        row = (room.height - head) / max(1, drawn.rows)
        if all(_fits(stop, column, row, points) for one in columns for stop in one.stops):
            break
    return _placed(drawn, room, points, head, row, column, x_unit)


def height_needed(columns: Sequence[Column], room: Room) -> float:
    """The least height for stops of one row each at the first of the room's sizes: for drawings whose height is free."""
    column = room.width / (len(columns) + (len(columns) - 1) * room.gap)
    rows = max(len(one.stops) for one in columns)
    tallest = max((_text_height(stop, column, room.sizes[0]) for one in columns for stop in one.stops), default=0)
    return _heading_height(columns, column, room.heading) + rows * (tallest + _between(room.sizes[0]))


def _between(points: float) -> float:
    return 0.45 * points * POINT


def _heading_height(columns: Sequence[Column], column: float, points: float) -> float:
    size = points * POINT
    lines = max((len(wrapped(one.title, column / size, bold=True)) for one in columns), default=0)
    return (lines * LEADING + 0.35) * size


def _lines(stop: Stop, column: float, points: float) -> tuple[list[str], list[str]]:
    size = points * POINT
    inner = column - 2 * PADDING * size
    title = wrapped(stop.title, inner / size, bold=True)
    return title, wrapped(stop.note, inner / (size * NOTE)) if stop.note else []


def _text_height(stop: Stop, column: float, points: float) -> float:
    title, note = _lines(stop, column, points)
    return (len(title) + len(note) * NOTE) * LEADING * points * POINT + 2 * PADDING * points * POINT


def _fits(stop: Stop, column: float, row: float, points: float) -> bool:
    size = points * POINT
    title, note = _lines(stop, column, points)
    inner = column - 2 * PADDING * size
    wide = max([em(line, bold=True) * size for line in title] + [em(line) * size * NOTE for line in note])
    return wide <= inner and _text_height(stop, column, points) + _between(points) <= row


def _placed(drawn: Diagram, room: Room, points: float, head: float, row: float, column: float, x_unit: float) -> Picture:
    size = points * POINT
    headings: list[Words] = []
    boxes: list[Box] = []
    for at, one in enumerate(drawn.columns):
        x = at * column * (1 + room.gap)
        heading = room.heading * POINT
        lines = wrapped(one.title, column / heading, bold=True)
        first = head - (len(lines) * LEADING + 0.35) * heading
        headings += [Words(x, first + (line * LEADING + ASCENT) * heading, heading, text, bold=True) for line, text in enumerate(lines)]
        top = head + (drawn.rows - len(one.stops)) / 2 * row
        for place, stop in enumerate(one.stops):
            boxes.append(_box(stop, x, top + place * row, column, row, size))
    strokes = tuple(
        Stroke(line.kind, _scaled(line.path, x_unit, row, head), _tip(line.tip, x_unit, row, head, size * 0.35)) for line in drawn.lines
    )
    return Picture(room.width, head + drawn.rows * row, points, tuple(headings), tuple(boxes), strokes)


def _box(stop: Stop, x: float, row_top: float, column: float, row: float, size: float) -> Box:
    points = size / POINT
    title, note = _lines(stop, column, points)
    height = _text_height(stop, column, points)
    y = row_top + (row - height) / 2
    left, base = x + PADDING * size, y + PADDING * size
    words = [Words(left, base + (at * LEADING + ASCENT) * size, size, text, bold=True) for at, text in enumerate(title)]
    base += len(title) * LEADING * size
    words += [Words(left, base + (at * LEADING + ASCENT) * size * NOTE, size * NOTE, text, bold=False) for at, text in enumerate(note)]
    return Box(x, y, column, height, stop.address is None, stop.colour, tuple(words))


def _points_of(path: str, x_unit: float, row: float, head: float) -> list[tuple[float, float]]:
    numbers = [float(number) for number in NUMBER.findall(path)]
    return [(x * x_unit, head + y * row) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def _scaled(path: str, x_unit: float, row: float, head: float) -> str:
    start, *rest = [f"{x:.1f} {y:.1f}" for x, y in _points_of(path, x_unit, row, head)]
    return f"M{start}C{' '.join(rest)}"


def _tip(path: str, x_unit: float, row: float, head: float, reach: float) -> str:
    (back, _), (x, y), _ = _points_of(path, x_unit, row, head)
    back = x - reach if back < x else x + reach
    return f"M{back:.1f} {y - reach * 0.6:.1f}L{x:.1f} {y:.1f}L{back:.1f} {y + reach * 0.6:.1f}"
