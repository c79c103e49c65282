"""Pathway diagrams for paper: boxes with their words already broken into lines, and the lines between them, in millimetres.

Everything is placed at build time, so a drawing scales to any paper and looks the same from every program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from explorer.diagram import WIDTH, Column, Diagram, Edge, Stop, diagram
from explorer.measure import POINT, em, wrapped

LEADING = 1.2
ASCENT = 0.78
NOTE = 0.8  # the size of a stop's note, against its title
PADDING = 0.25  # of the type's size, at each side of a box
CROWDING = (0, 0.5, 1, 2, 3, 5)
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
    """The drawing with the largest type with which every stop fits its column and its row; with the smallest if none does."""
    drawn = diagram(columns, edges, WIDTH * room.gap)
    for points, power in product(room.sizes, CROWDING):
        widths = _widths(columns, room, points, power)
        head = _heading_height(columns, widths, room.heading)
        row = (room.height - head) / max(1, drawn.rows)
        inside = sum(widths) + (len(columns) - 1) * _gap(columns, room) <= room.width + 0.01
        if inside and all(_fits(stop, width, row, points) for one, width in zip(columns, widths, strict=True) for stop in one.stops):
            break
    return _placed(drawn, room, points, head, row, widths)


def height_needed(columns: Sequence[Column], room: Room) -> float:
    """The least height for stops of one row each at the first of the room's sizes: for drawings whose height is free."""
    points = room.sizes[0]
    widths = _widths(columns, room, points, 0)
    rows = max(len(one.stops) for one in columns)
    stops = [(stop, width) for one, width in zip(columns, widths, strict=True) for stop in one.stops]
    tallest = max((_text_height(stop, width, points) for stop, width in stops), default=0)
    return _heading_height(columns, widths, room.heading) + rows * (tallest + _between(points)) + 0.01


def _gap(columns: Sequence[Column], room: Room) -> float:
    return room.gap * room.width / (len(columns) + (len(columns) - 1) * room.gap)


def _widths(columns: Sequence[Column], room: Room, points: float, power: float) -> list[float]:
    """The width of each column: what its longest word needs, and a share of what is then left.

    power: 0 for equal shares, more for larger shares to columns of more stops. Where columns of the same width do, they are that
    """
    size = points * POINT
    free = room.width - (len(columns) - 1) * _gap(columns, room)
    needs = [
        max([em(word, bold=True) for stop in one.stops for word in stop.title.split()], default=0) * size + 2.1 * PADDING * size
        for one in columns
    ]
    if power == 0 and max(needs) <= free / len(columns):
        return [free / len(columns)] * len(columns)
    shares = [max(1, len(one.stops)) ** power for one in columns]
    spare = max(0.0, free - sum(needs)) / sum(shares)
    return [need + spare * share for need, share in zip(needs, shares, strict=True)]


def _between(points: float) -> float:
    return 0.45 * points * POINT


def _heading_height(columns: Sequence[Column], widths: Sequence[float], points: float) -> float:
    size = points * POINT
    lines = max((len(wrapped(one.title, width / size, bold=True)) for one, width in zip(columns, widths, strict=True)), default=0)
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


def _placed(drawn: Diagram, room: Room, points: float, head: float, row: float, widths: Sequence[float]) -> Picture:
    size, gap = points * POINT, _gap(drawn.columns, room)
    headings: list[Words] = []
    boxes: list[Box] = []
    x = 0.0
    places: list[tuple[float, float]] = []
    for one, width in zip(drawn.columns, widths, strict=True):
        heading = room.heading * POINT
        lines = wrapped(one.title, width / heading, bold=True)
        first = head - (len(lines) * LEADING + 0.35) * heading
        headings += [Words(x, first + (line * LEADING + ASCENT) * heading, heading, text, bold=True) for line, text in enumerate(lines)]
        top = head + (drawn.rows - len(one.stops)) / 2 * row
        boxes += [_box(stop, x, top + place * row, width, row, size) for place, stop in enumerate(one.stops)]
        places += [(x, width), (x + width, gap)]
        x += width + gap

    def at(across: float, down: float) -> tuple[float, float]:
        """Where a point of the diagram is in millimetres: its columns are all as wide as each other, those of the drawing are not."""
        column, rest = divmod(across, WIDTH * (1 + room.gap))
        inside = rest <= WIDTH
        start, width = places[min(int(column) * 2 + (not inside), len(places) - 1)]
        return start + (rest / WIDTH if inside else (rest - WIDTH) / (WIDTH * room.gap)) * width, head + down * row

    strokes = tuple(Stroke(line.kind, _path(line.path, at), _tip(line.tip, at, size * 0.35)) for line in drawn.lines)
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


def _points_of(path: str, at: Callable[[float, float], tuple[float, float]]) -> list[tuple[float, float]]:
    numbers = [float(number) for number in NUMBER.findall(path)]
    return [at(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def _path(path: str, at: Callable[[float, float], tuple[float, float]]) -> str:
    start, *rest = [f"{x:.1f} {y:.1f}" for x, y in _points_of(path, at)]
    return f"M{start}C{' '.join(rest)}"


def _tip(path: str, at: Callable[[float, float], tuple[float, float]], reach: float) -> str:
    numbers = [float(number) for number in NUMBER.findall(path)]
    x, y = at(numbers[2], numbers[3])
    back = x - reach if numbers[0] < numbers[2] else x + reach
    return f"M{back:.1f} {y - reach * 0.6:.1f}L{x:.1f} {y:.1f}L{back:.1f} {y + reach * 0.6:.1f}"
