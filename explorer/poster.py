"""A ladder on one page of A3 that reads at two metres: every word placed in millimetres, so that it scales to A4 and to larger paper.

How large is large enough: S. L. Smith, "Letter size and legibility", Human Factors 21 (1979), found that printed words can just be read, on
average, when their capitals subtend 0.0019 radians, and by more than nine people in ten at 0.003. At two metres that is 3.8 and 6 mm, in
this typeface 16 and 25 points. So names of roles have 22 points at the least where the words of the stages have room beside each other.
Within that the gaps between the stages are as wide as they can be, as moves are told apart there; then the names take the room that is
left. What has no room at 12 is not drawn smaller, but reaches over its box, which the tests would find.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from explorer.catalogue import Catalogue
from explorer.diagram import REACH, Column, Edge, Stop
from explorer.measure import POINT, em, wrapped
from explorer.models import Group, Ladder
from explorer.picture import ASCENT, Picture, Room, Words, picture

WIDTH, HEIGHT = 420.0, 297.0
MARGIN = 10.0
CODE = 38.0  # the QR code without its quiet zone: 25 mm where a poster is printed on A4 or in a pack on US Letter
FOOT = 8.0
TITLE, SUMMARY, SMALL = 54.0, 22.0, 14.0  # points
GAPS = (0.4, 0.3, 0.25, 0.2, 0.15, 0.1)  # between two stages, of the width of one
READABLE = 22.0
SIZES = tuple(size / 2 for size in range(88, 23, -1))
STAGE = 18.0


@dataclass(frozen=True)
class Poster:
    """The poster of one ladder. The drawing is worked out when a template first asks."""

    catalogue: Catalogue
    ladder: Ladder
    code_size = CODE

    @property
    def title(self) -> str:
        """The ladder's title."""
        return self.ladder.title

    @property
    def group(self) -> Group:
        """The ladder's group."""
        return self.catalogue.groups[self.ladder.group]

    @cached_property
    def head(self) -> tuple[Words, ...]:
        """The group, the ladder's title and one sentence, beside the code."""
        room = WIDTH - 2 * MARGIN - CODE - 8
        words = [Words(MARGIN + 9, MARGIN + 5, STAGE * POINT, self.group.title, bold=True)]
        title = min(TITLE, room / em(self.ladder.title, bold=True) / POINT) * POINT
        words.append(Words(MARGIN, MARGIN + 21.5, title, self.ladder.title, bold=True))
        size = SUMMARY * POINT
        words += [
            Words(MARGIN, MARGIN + 32.5 + at * size * 1.15, size, line, bold=False)
            for at, line in enumerate(wrapped(self.ladder.summary, room / size)[:2])
        ]
        return tuple(words)

    @cached_property
    def drawing(self) -> Picture:
        """Stages as columns, roles as boxes, moves as lines."""
        standings = self.catalogue.on_ladder(self.ladder)
        inside = {standing.role.id for standing in standings}
        colour = self.group.colour
        columns = [
            Column(label, "", stops)
            for id_, label in ((id_, self.ladder.stages[id_]) for id_ in self.catalogue.stages if id_ in self.ladder.stages)
            if (stops := tuple(Stop(one.role.id, one.role.title, "", "", colour) for one in standings if one.stage.id == id_))
        ]
        edges = [Edge(one.role.id, move.to, move.kind) for one in standings for move in one.role.moves if move.to in inside]
        room, height = WIDTH - 2 * MARGIN, HEIGHT - self.top - FOOT - MARGIN
        for gap in GAPS:
            width = room / (1 + REACH * gap / (len(columns) + (len(columns) - 1) * gap))
            drawn = picture(columns, edges, Room(width, height, gap, SIZES, STAGE))
            if drawn.points >= READABLE:
                break
        return drawn

    @property
    def top(self) -> float:
        """Where the drawing starts: below the quiet zone of the code."""
        return MARGIN + CODE + 7

    @property
    def foot(self) -> float:
        """The baseline of the last line."""
        return HEIGHT - MARGIN - (1 - ASCENT) * SMALL * POINT
