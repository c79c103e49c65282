"""All ladders on one sheet of paper: every word placed in millimetres of A1, so that it prints on A2, A1 or A0.

Ladders are lanes, stages are columns that line up. The lanes stand in one or more panels side by side, whichever gives the larger type.
Moves within a ladder are lines; those to another ladder are the number of that ladder behind the name of the role, as lines across the
whole map would hide it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from explorer.catalogue import Catalogue
from explorer.diagram import Column, Edge, Stop
from explorer.measure import POINT, em, wrapped
from explorer.models import Group, Ladder
from explorer.picture import ASCENT, Picture, Room, Words, height_needed, picture

WIDTH, HEIGHT = 841.0, 594.0
MARGIN = 12.0
CODE = 48.0  # the QR code with its quiet zone
FOOT = 10.0
BETWEEN = 16.0  # panels
TITLE, SUMMARY, STAGE, SMALL = 76.0, 30.0, 13.0, 17.0  # points
NAME = 46.0  # the width of a ladder's name, left of its lane
STAGES = 17.5  # the headings of the stages, at most three lines
GROUP_HEIGHT = 10.0
PAD = 0.9  # above and below a lane
GAP = 0.16
SIZES = tuple(size / 2 for size in range(32, 11, -1))
PANELS = (1, 2, 3)
LEADING = 1.2


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A ladder in its place: the top of its lane, its number and name, and its drawing."""

    y: float
    height: float
    number: int
    words: tuple[Words, ...]
    drawing: Picture


@dataclass(frozen=True, slots=True)
class PlacedGroup:
    """The heading of a group within a panel: its top."""

    y: float
    group: Group


@dataclass(frozen=True, slots=True)
class Panel:
    """One block of lanes: its left edge, the headings of the stages, and what stands below them."""

    x: float
    stages: tuple[Words, ...]
    groups: tuple[PlacedGroup, ...]
    lanes: tuple[PlacedLane, ...]


class MapPoster:
    """The poster of the whole map. It is worked out when a template first asks."""

    code_size, margin, name_width, pad, group_height = CODE, MARGIN, NAME, PAD, GROUP_HEIGHT

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.title = catalogue.say("Map of all jobs")
        self._ladders = [
            ladder
            for group in catalogue.groups.values()
            for ladder in catalogue.ladders.values()
            if ladder.group == group.id and catalogue.on_ladder(ladder)
        ]
        self._numbers = {ladder.id: at + 1 for at, ladder in enumerate(self._ladders)}
        self._columns = {ladder.id: self._columns_of(ladder) for ladder in self._ladders}

    @cached_property
    def fits(self) -> bool:
        """Whether all ladders have room on one sheet, at least in the smallest type."""
        return any(self._fitted(count, SIZES[-1:])[0] for count in PANELS)

    @cached_property
    def head(self) -> tuple[Words, ...]:
        """The title and one sentence."""
        title, size = TITLE * POINT, SUMMARY * POINT
        say = self._catalogue.say
        count = say(
            "{jobs} on {ladders}, from first jobs on the left to the top on the right.",
            jobs=say.many("{count} job", "{count} jobs", len(self._catalogue.roles)),
            ladders=say.many("{count} ladder", "{count} ladders", len(self._ladders)),
        )
        return (
            Words(MARGIN, MARGIN + 22, title, self.title, bold=True),
            Words(MARGIN, MARGIN + 38, size, count, bold=False),
        )

    @property
    def reviewed(self) -> date:
        """When the ladder that was checked first was checked."""
        return min(ladder.reviewed for ladder in self._ladders)

    @property
    def kinds(self) -> set[str]:
        """The kinds of move that are drawn."""
        return {kind for panel in self.panels for lane in panel.lanes for kind in lane.drawing.kinds}

    @property
    def points(self) -> float:
        """The size of the names of roles on A1, in points."""
        return next((lane.drawing.points for panel in self.panels for lane in panel.lanes), SIZES[0])

    @property
    def foot(self) -> float:
        """The baseline of the last line."""
        return HEIGHT - MARGIN - (1 - ASCENT) * SMALL * POINT

    @property
    def lane_width(self) -> float:
        """How wide a lane is with its name."""
        return NAME + self._lane_room(len(self.panels))

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        """The lanes in their places, with the largest type that fits."""
        points, cuts = max((self._fitted(count) for count in PANELS if count <= max(1, len(self._ladders))), key=lambda found: found[0])
        width = NAME + self._lane_room(len(cuts) - 1)
        return tuple(
            self._panel(MARGIN + at * (width + BETWEEN), self._ladders[start:end], points, len(cuts) - 1)
            for at, (start, end) in enumerate(pairwise(cuts))
        )

    def _columns_of(self, ladder: Ladder) -> list[Column]:
        standings = self._catalogue.on_ladder(ladder)
        inside = {one.role.id for one in standings}

        def stop(id_: str, title: str) -> Stop:
            moves = self._catalogue.roles[id_].moves
            others = sorted({self._numbers[self._catalogue.home[move.to]] for move in moves if move.to not in inside})
            return Stop(id_, f"{title} »{','.join(map(str, others))}" if others else title, "", "", "")

        return [
            Column("", "", tuple(stop(one.role.id, one.role.title) for one in standings if one.stage.id == stage))
            for stage in self._catalogue.stages
        ]

    def _lane_room(self, panels: int) -> float:
        return (WIDTH - 2 * MARGIN - (panels - 1) * BETWEEN) / panels - NAME

    def _room(self, points: float, panels: int, height: float = 0) -> Room:
        return Room(self._lane_room(panels), height, GAP, (points,), 0.01)

    def _lane_height(self, ladder: Ladder, points: float, panels: int) -> float:
        name = len(_name(ladder, self._numbers[ladder.id], points)) * LEADING * _name_size(points)
        return max(height_needed(self._columns[ladder.id], self._room(points, panels)), name) + 2 * PAD

    def _fitted(self, panels: int, sizes: Sequence[float] = SIZES) -> tuple[float, list[int]]:
        """The largest type for so many panels, and where the list of ladders is cut."""
        room = HEIGHT - MARGIN - CODE - STAGES - FOOT - MARGIN
        longest = max((em(word, bold=True) for columns in self._columns.values() for one in columns for stop in one.stops
                       for word in stop.title.split()), default=0.0)  # fmt: skip
        column = self._lane_room(panels) / (len(self._catalogue.stages) * (1 + GAP) - GAP)
        cuts = [0, len(self._ladders)]
        for points in sizes:
            heights = [self._lane_height(ladder, points, panels) for ladder in self._ladders]
            cuts = self._cuts(heights, panels, room)
            if len(cuts) == panels + 1 and (longest + 0.7) * points * POINT <= column:
                return points, cuts
        return 0.0, cuts

    def _cuts(self, heights: Sequence[float], panels: int, room: float) -> list[int]:
        """Where the list of lanes is cut so that the tallest panel is as low as can be; fewer cuts where they do not fit."""

        def filled(most: float) -> list[int]:
            cuts, used = [0], 0.0
            for at, height in enumerate(heights):
                new = at == cuts[-1] or self._ladders[at].group != self._ladders[at - 1].group
                tall = height + (GROUP_HEIGHT if new else 0)
                if used + tall > most and at > cuts[-1]:
                    cuts.append(at)
                    used, tall = 0.0, height + GROUP_HEIGHT
                used += tall
            return [*cuts, len(heights)]

        low = max(heights, default=0) + GROUP_HEIGHT
        if low > room or len(filled(room)) > panels + 1:
            return [0]
        most = next((size for size in range(int(low) + 1, int(room)) if len(filled(size)) <= panels + 1), room)
        cuts = filled(most)
        return cuts if len(cuts) == panels + 1 else [0]

    def _panel(self, x: float, ladders: Sequence[Ladder], points: float, panels: int) -> Panel:
        stages = list(self._catalogue.stages.values())
        column = self._lane_room(panels) / (len(stages) * (1 + GAP) - GAP)
        top = MARGIN + CODE
        size = STAGE * POINT
        titles = [wrapped(stage.title, column * (1 + GAP / 2) / size, bold=True) for stage in stages]
        headings = tuple(
            Words(NAME + at * column * (1 + GAP), top + STAGES - 2 - size * (len(lines) - 1 - line) * LEADING, size, text, bold=True)
            for at, lines in enumerate(titles)
            for line, text in enumerate(lines)
        )
        y = top + STAGES
        groups, lanes = [], []
        for at, ladder in enumerate(ladders):
            if at == 0 or ladder.group != ladders[at - 1].group:
                groups.append(PlacedGroup(y, self._catalogue.groups[ladder.group]))
                y += GROUP_HEIGHT
            lanes.append(self._lane(y, ladder, points, panels))
            y += lanes[-1].height
        return Panel(x, headings, tuple(groups), tuple(lanes))

    def _lane(self, y: float, ladder: Ladder, points: float, panels: int) -> PlacedLane:
        standings = self._catalogue.on_ladder(ladder)
        inside = {one.role.id for one in standings}
        edges = [Edge(one.role.id, move.to, move.kind) for one in standings for move in one.role.moves if move.to in inside]
        height = self._lane_height(ladder, points, panels)
        number, size = self._numbers[ladder.id], _name_size(points)
        lines = _name(ladder, number, points)
        words = tuple(Words(1.5, PAD + size * (ASCENT + at * LEADING), size, line, bold=True) for at, line in enumerate(lines))
        drawing = picture(self._columns[ladder.id], edges, self._room(points, panels, height - 2 * PAD))
        return PlacedLane(y, height, number, words, drawing)


def _name_size(points: float) -> float:
    return min(points * 1.25, 16) * POINT


def _name(ladder: Ladder, number: int, points: float) -> list[str]:
    """The name of a ladder with its number, in lines."""
    return wrapped(f"{number} {ladder.title}", (NAME - 4) / _name_size(points), bold=True)
