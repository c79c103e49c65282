"""The map: every ladder a lane, every stage a column, every role a stop, every move a line, like a map of lines and stations.

Lines run where no stop stands: level along the tracks on which the stops are, and up or down in the channels between the columns.
All lines that leave a stop on one side share one way down its channel, so they look like one line that branches.

All lengths are in tenths of the map's font size. The style sheet `pages/map.css` puts stops and lanes by the same lengths.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from explorer.order import Columns, ordered

CELL = 92
CHANNEL = 26
HEADING = 30
LANE_TOP = 8
LANE_BOTTOM = 4
GUTTER = 3
TRACK = 13
LABEL = 21
TEXT = 12
BELOW = 4
MARK = 6
BEND = 5
# Where the ways up and down lie in a channel: those within a lane, and those between lanes.
WITHIN = (4, 13)
BETWEEN = (14, 22)
SLOTS = 6
JOG = 3
CHARACTER = 5.6


class Going(NamedTuple):
    """A move on the map: the roles at its ends, its kind, and its position in the list of steps."""

    start: str
    end: str
    kind: str
    step: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A ladder: its roles in each column."""

    key: str
    columns: Columns


@dataclass(frozen=True, slots=True)
class Line:
    """A move as SVG path data, of nothing but absolute M, L and Q, so that every second number is a height."""

    kind: str
    step: int
    path: str


@dataclass(frozen=True, slots=True)
class DrawnLane:
    """A lane in its place: its roles from the top of each column, how many lines of text they have, and the lines within it."""

    top: int
    height: int
    columns: Columns
    text_lines: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The whole map. `between` are the lines from lane to lane."""

    width: int
    height: int
    lanes: Mapping[str, DrawnLane]
    between: tuple[Line, ...]


class _Spot(NamedTuple):
    """Where a stop stands: its column, the height of its track and of the gutter above it."""

    column: int
    track: int
    gutter: int


def draw(groups: Sequence[Sequence[Lane]], goings: Sequence[Going], homes: Mapping[str, str], titles: Mapping[str, str]) -> Drawn:
    """The map of some groups of lanes. A move is drawn on each lane on which both roles stand; else between their home lanes.

    homes: the key of each role's home lane, on which it stands; titles: of the roles.
    """
    lanes = [lane for group in groups for lane in group]
    on: dict[str, list[str]] = defaultdict(list)
    for lane in lanes:
        for role in dict.fromkeys(role for column in lane.columns for role in column):
            on[role].append(lane.key)
    inside: dict[str, list[Going]] = defaultdict(list)
    across: list[Going] = []
    for going in goings:
        shared = [key for key in on[going.start] if key in on[going.end]]
        for key in shared:
            inside[key].append(going)
        if not shared:
            across.append(going)
    drawn: dict[str, DrawnLane] = {}
    spots: dict[str, _Spot] = {}
    taken: set[tuple[int, int]] = set()
    top = 0
    for group in groups:
        top += HEADING
        for lane in group:
            drawn[lane.key] = _lane(lane, top, inside[lane.key], titles)
            for role, spot in _spots(drawn[lane.key]).items():
                taken.add((spot.column, spot.track + top))
                if homes[role] == lane.key:
                    spots[role] = _Spot(spot.column, spot.track + top, spot.gutter + top)
            top += drawn[lane.key].height
    columns = max((len(lane.columns) for lane in lanes), default=0)
    return Drawn(columns * (CELL + CHANNEL) + CHANNEL, top, drawn, tuple(_lines(across, spots, taken, BETWEEN)))


def _lane(lane: Lane, top: int, goings: list[Going], titles: Mapping[str, str]) -> DrawnLane:
    columns = ordered(lane.columns, [(going.start, going.end) for going in goings])
    rows = max((len(column) for column in columns), default=0)
    text_lines = max((lines_of(titles[role]) for column in columns for role in column), default=1)
    height = LANE_TOP + rows * row_height(text_lines) + LANE_BOTTOM
    bare = DrawnLane(top, height, columns, text_lines, ())
    spots = _spots(bare)
    taken = {(spot.column, spot.track) for spot in spots.values()}
    return replace(bare, lines=tuple(_lines(goings, spots, taken, WITHIN)))


def row_height(text_lines: int) -> int:
    """The height of a row whose stops have names of so many lines."""
    return LABEL + TEXT * text_lines + BELOW


def lines_of(title: str) -> int:
    """How many lines a name takes below its stop, with some to spare."""
    lines, room = 1, float(CELL)
    for word in title.replace("-", "- ").split():
        width = CHARACTER * len(word)
        if width > room and room < CELL:
            lines, room = lines + 1, float(CELL)
        room -= width + (0 if word.endswith("-") else CHARACTER / 2)
    return lines


def _spots(lane: DrawnLane) -> dict[str, _Spot]:
    """Where each role of a lane stands, from the lane's top."""
    height = row_height(lane.text_lines)
    return {
        role: _Spot(at, LANE_TOP + row * height + TRACK, LANE_TOP + row * height + GUTTER)
        for at, column in enumerate(lane.columns)
        for row, role in enumerate(column)
    }


def _lines(goings: Sequence[Going], spots: Mapping[str, _Spot], taken: set[tuple[int, int]], room: tuple[int, int]) -> Iterator[Line]:
    """Each move as a line. taken: columns and heights of all stops; room: where in a channel the ways up and down lie."""
    ways = _ways_down(goings, spots, room)
    for going in goings:
        start, end = spots[going.start], spots[going.end]
        path = _path(_corners(start, end, ways[going.start, _leaves_by(start, end)], taken))
        yield Line(going.kind, going.step, path)


def _corners(start: _Spot, end: _Spot, way: float, taken: set[tuple[int, int]]) -> list[tuple[float, float]]:
    """The corners of a line. way: where it goes up or down."""
    forward = end.column > start.column
    side = 1 if forward else -1
    first = _middle(start.column) + (MARK if end.column >= start.column else -MARK)
    last = _middle(end.column) - side * MARK
    between = range(min(start.column, end.column) + 1, max(start.column, end.column))
    if abs(start.column - end.column) <= 1 or not any((column, end.track) in taken for column in between):
        return [(first, start.track), (way, start.track), (way, end.track), (last, end.track)]
    jog = _left(end.column) - JOG if forward else _left(end.column) + CELL + JOG
    return [
        (first, start.track),
        (way, start.track),
        (way, end.gutter),
        (jog, end.gutter),
        (jog, end.track),
        (last, end.track),
    ]


def _leaves_by(start: _Spot, end: _Spot) -> int:
    """The channel by which a line leaves: that on the left of a column has the column's number."""
    return start.column + (1 if end.column >= start.column else 0)


def _ways_down(goings: Sequence[Going], spots: Mapping[str, _Spot], room: tuple[int, int]) -> dict[tuple[str, int], float]:
    """Where the lines that leave each stop by each channel go up or down: apart from each other where they would touch."""
    reach: dict[tuple[str, int], list[int]] = defaultdict(list)
    for going in goings:
        start, end = spots[going.start], spots[going.end]
        reach[going.start, _leaves_by(start, end)] += [start.track, end.track]
    by_channel: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for (role, channel), heights in reach.items():
        by_channel[channel].append((min(heights), max(heights), role))
    found = {}
    for channel, spans in by_channel.items():
        slots = _slots(spans)
        step = (room[1] - room[0]) / (SLOTS - 1)
        for role, slot in slots.items():
            found[role, channel] = round(_left(channel) - CHANNEL + room[0] + slot % SLOTS * step, 1)
    return found


def _slots(spans: list[tuple[int, int, str]]) -> dict[str, int]:
    """A slot for each span, so that those in one slot do not touch."""
    ends: list[int] = []
    found = {}
    for low, high, role in sorted(spans):
        slot = next((at for at, end in enumerate(ends) if end < low), len(ends))
        ends[slot : slot + 1] = [high]
        found[role] = slot
    return found


def _left(column: int) -> int:
    """The left edge of a column."""
    return CHANNEL + column * (CELL + CHANNEL)


def _middle(column: int) -> int:
    """The middle of the stops of a column."""
    return _left(column) + MARK


def _path(corners: list[tuple[float, float]]) -> str:
    """A line around its corners, each rounded."""
    points = [corners[0]]
    for point, after in pairwise(corners[1:]):
        if point not in (points[-1], after) and not _straight(points[-1], point, after):
            points.append(point)
    points.append(corners[-1])
    parts = [f"M{_pair(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        parts.append(f"L{_pair(_towards(corner, before))}Q{_pair(corner)} {_pair(_towards(corner, after))}")
    return "".join([*parts, f"L{_pair(points[-1])}"])


def _straight(one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]) -> bool:
    return one[0] == two[0] == three[0] or one[1] == two[1] == three[1]


def _towards(corner: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """A point on the way from a corner to another point, where its bend begins."""
    far = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    share = min(BEND, far / 2) / far
    return corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share


def _pair(point: tuple[float, float]) -> str:
    return f"{round(point[0], 1):g} {round(point[1], 1):g}"
