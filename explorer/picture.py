"""Pathway diagrams for paper: boxes with their words already broken into lines, and the lines between them, in millimetres.

Everything is placed at build time, so a drawing scales to any paper and looks the same from every program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf

from explorer.diagram import MIDDLE, WIDTH, Column, Diagram, Edge, Stop, diagram
from explorer.measure import POINT, em, wrapped

LEADING = 1.15
ASCENT = 0.78
NOTE = 0.8  # the size of a stop's note, against its title
PADDING = 0.25  # of the type's size, at each side of a box
HEADING_LINES = range(1, 6)
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
    """What a drawing may take: its size, the share of a column that the gap to the next has, and the sizes of type to try, in points.

    A height without end (`math.inf`) stands for as much as the stops need.
    """

    width: float
    height: float
    gap: float
    sizes: tuple[float, ...]
    heading: float


def picture(columns: Sequence[Column], edges: Iterable[Edge], room: Room) -> Picture:
    """The drawing with the largest type with which all stops fit; with the smallest if none does."""
    drawn = diagram(columns, edges, WIDTH * room.gap)
    for points in room.sizes:
        laid = _laid_out(drawn.columns, room, points)
        if laid:
            return _placed(drawn, room, points, *laid)
    points = room.sizes[-1]
    widths = _widths(drawn.columns, room, points, inf) or [_word_room(one, room, points) for one in drawn.columns]
    return _placed(drawn, room, points, _head(drawn.columns, widths, room), widths)


def height_needed(columns: Sequence[Column], room: Room) -> float:
    """The least height for the stops at the first of the room's sizes."""
    points = room.sizes[0]
    widths = _widths(columns, room, points, inf) or [_word_room(one, room, points) for one in columns]
    tallest = max(_stack(one, width, points) for one, width in zip(columns, widths, strict=True))
    return _head(columns, widths, room) + tallest + 0.01


def _laid_out(columns: Sequence[Column], room: Room, points: float) -> tuple[float, list[float]] | None:
    """The height of the headings and the widths of the columns with which everything fits, if there are any."""
    for lines in HEADING_LINES:
        head = _heading_height(lines, room)
        widths = _widths(columns, room, points, room.height - head)
        if widths and _head(columns, widths, room) <= head:
            return head, widths
    return None


def _gap(columns: Sequence[Column], room: Room) -> float:
    return room.gap * room.width / (len(columns) + (len(columns) - 1) * room.gap)


def _widths(columns: Sequence[Column], room: Room, points: float, height: float) -> list[float] | None:
    """The width of each column, or None where the stops have no room.

    All are the same where that does. Otherwise each gets the least with which its stops fit below each other, and the rest is shared
    equally.
    """
    free = room.width - (len(columns) - 1) * _gap(columns, room)
    equal = free / len(columns)
    words = [_word_room(one, room, points) for one in columns]
    if max(words) <= equal and all(_stack(one, equal, points) <= height for one in columns):
        return [equal] * len(columns)
    if sum(words) > free:
        return None
    needs = [_least(one, word, free, points, height) for one, word in zip(columns, words, strict=True)]
    spare = (free - sum(needs)) / len(columns)
    return [need + spare for need in needs] if spare >= 0 else None


def _word_room(column: Column, room: Room, points: float) -> float:
    """The width that the longest words of a column need: those of its stops with the edges of their boxes, and of its heading."""
    size = points * POINT
    longest = max((em(word, bold=True) for stop in column.stops for word in stop.title.split()), default=0) * size + 2.1 * PADDING * size
    return max([longest, *(em(word, bold=True) * room.heading * POINT for word in column.title.split())])


def _least(column: Column, narrow: float, wide: float, points: float, height: float) -> float:
    """The least width between two with which the stops of a column have room below each other; without end where none does."""
    if _stack(column, narrow, points) <= height:
        return narrow
    if _stack(column, wide, points) > height:
        return inf
    while wide - narrow > 0.2:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if _stack(column, middle, points) <= height else (middle, wide)
    return wide


def _between(points: float) -> float:
    return 0.45 * points * POINT


def _heading_height(lines: int, room: Room) -> float:
    return (lines * LEADING + 0.35) * room.heading * POINT


def _head(columns: Sequence[Column], widths: Sequence[float], room: Room) -> float:
    size = room.heading * POINT
    lines = max((len(wrapped(one.title, width / size, bold=True)) for one, width in zip(columns, widths, strict=True)), default=0)
    return _heading_height(lines, room)


def _lines(stop: Stop, column: float, points: float) -> tuple[list[str], list[str]]:
    size = points * POINT
    inner = column - 2 * PADDING * size
    title = wrapped(stop.title, inner / size, bold=True)
    return title, wrapped(stop.note, inner / (size * NOTE)) if stop.note else []


def _text_height(stop: Stop, column: float, points: float) -> float:
    title, note = _lines(stop, column, points)
    return (len(title) + len(note) * NOTE) * LEADING * points * POINT + 2 * PADDING * points * POINT


def _stack(column: Column, width: float, points: float) -> float:
    """The height of all stops of a column below each other, with what is between them."""
    return sum(_text_height(stop, width, points) + _between(points) for stop in column.stops)


def _placed(drawn: Diagram, room: Room, points: float, head: float, widths: Sequence[float]) -> Picture:
    size, gap, heading = points * POINT, _gap(drawn.columns, room), room.heading * POINT
    stacks = [_stack(one, width, points) for one, width in zip(drawn.columns, widths, strict=True)]
    height = max(stacks) if room.height == inf else room.height - head
    headings: list[Words] = []
    boxes: list[Box] = []
    heights: dict[str, Callable[[float], float]] = {}
    sides: list[tuple[float, float]] = []
    x = 0.0
    for one, width, stack in zip(drawn.columns, widths, stacks, strict=True):
        lines = wrapped(one.title, width / heading, bold=True)
        first = head - (len(lines) * LEADING + 0.35) * heading
        headings += [Words(x, first + (line * LEADING + ASCENT) * heading, heading, text, bold=True) for line, text in enumerate(lines)]
        more = max(0.0, height / drawn.rows - stack / len(one.stops)) if one.stops else 0.0
        y = head + (height - stack - more * len(one.stops)) / 2
        for place, stop in enumerate(one.stops):
            row = _text_height(stop, width, points) + _between(points) + more
            box = _box(stop, x, y, width, row, size)
            boxes.append(box)
            heights[stop.key] = partial(_down, box, (drawn.rows - len(one.stops)) / 2 + place + MIDDLE)
            y += row
        sides += [(x, width), (x + width, gap)]
        x += width + gap

    def across(units: float) -> float:
        """Where a point of the diagram is in millimetres: its columns are all as wide as each other, those of the drawing are not."""
        column, rest = divmod(units, WIDTH * (1 + room.gap))
        inside = rest <= WIDTH
        start, width = sides[min(int(column) * 2 + (not inside), len(sides) - 1)]
        return start + (rest / WIDTH if inside else (rest - WIDTH) / (WIDTH * room.gap)) * width

    strokes = []
    for line in drawn.lines:
        start, end = heights[line.start], heights[line.end]
        places = [(across(x), (start if at < 2 else end)(y)) for at, (x, y) in enumerate(_points_of(line.path))]
        (back, _), (front, _), _ = _points_of(line.tip)
        strokes.append(Stroke(line.kind, _path(places), _tip(places[-1], right=back < front, reach=size * 0.35)))
    return Picture(room.width, head + height, points, tuple(headings), tuple(boxes), tuple(strokes))


def _down(box: Box, middle: float, units: float) -> float:
    """The height of a point of the diagram beside a box, in millimetres. middle: where the middle of the box is in the diagram."""
    return box.y + box.height * (0.5 + units - middle)


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


def _points_of(path: str) -> list[tuple[float, float]]:
    numbers = [float(number) for number in NUMBER.findall(path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _path(points: Iterable[tuple[float, float]]) -> str:
    start, *rest = [f"{x:.1f} {y:.1f}" for x, y in points]
    return f"M{start}C{' '.join(rest)}"


def _tip(end: tuple[float, float], *, right: bool, reach: float) -> str:
    """A chevron at the end of a line, which points right or left."""
    x, y = end
    back = x - reach if right else x + reach
    return f"M{back:.1f} {y - reach * 0.6:.1f}L{x:.1f} {y:.1f}L{back:.1f} {y + reach * 0.6:.1f}"
