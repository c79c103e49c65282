"""Where the words, boxes and lines of a drawing for paper stand."""

from __future__ import annotations

import re
from itertools import pairwise
from math import inf

from hypothesis import given
from hypothesis import strategies as some

from explorer.diagram import Column, Edge, Stop
from explorer.measure import em
from explorer.picture import Room, picture

ROOM = Room(400, 220, 0.1, tuple(size / 2 for size in range(88, 11, -1)), 18)
words = some.sampled_from(["nurse", "care", "senior", "of", "and", "assistant", "practitioner", "physiotherapist", "(adult)", "head"])
titles = some.lists(words, min_size=1, max_size=5).map(" ".join)
ladders = some.lists(some.lists(titles, min_size=1, max_size=7), min_size=1, max_size=7)


def columns(ladder: list[list[str]]) -> list[Column]:
    return [
        Column(f"Stage {at}", "", tuple(Stop(f"{at}-{place}", title, None, "", "teal") for place, title in enumerate(stage)))
        for at, stage in enumerate(ladder)
    ]


@given(ladders, some.sampled_from([220.0, inf]))
def test_every_word_stands_in_its_box_and_every_box_in_its_place(ladder: list[list[str]], height: float) -> None:
    room = Room(ROOM.width, height, ROOM.gap, ROOM.sizes, ROOM.heading)
    drawn = picture(columns(ladder), [], room)
    assert sorted(" ".join(line.text for line in box.words) for box in drawn.boxes) == sorted(title for stage in ladder for title in stage)
    for box in drawn.boxes:
        assert 0 <= box.x <= box.x + box.width <= drawn.width + 0.01
        assert 0 <= box.y <= box.y + box.height <= drawn.height + 0.01
        for line in box.words:
            assert box.x < line.x < line.x + em(line.text, bold=True) * line.size < box.x + box.width
            assert box.y < line.y - line.size * 0.7 < line.y < box.y + box.height
    for x in {box.x for box in drawn.boxes}:
        column = sorted((box.y, box.y + box.height) for box in drawn.boxes if box.x == x)
        assert all(above[1] < below[0] for above, below in pairwise(column))
    assert min(box.y for box in drawn.boxes) >= max(line.y for line in drawn.headings)


def test_a_column_with_long_names_gets_more_room_than_one_with_short_names() -> None:
    drawn = picture(columns([["Cook"], ["Physiotherapist"] * 3, ["Head"]]), [], Room(150, 220, 0.1, ROOM.sizes, 8))
    widths = {box.x: box.width for box in drawn.boxes}
    assert max(widths.values()) > 1.4 * min(widths.values())
    assert drawn.points > 20


def test_lines_lead_from_the_side_of_one_box_to_the_side_of_another() -> None:
    drawn = picture(columns([["Cook", "Porter"], ["Chef and head of a kitchen"]]), [Edge("0-1", "1-0", "step-up")], ROOM)
    start, end = (next(box for box in drawn.boxes if box.words[0].text.startswith(name)) for name in ("Porter", "Chef"))
    numbers = [float(number) for number in re.findall(r"[\d.]+", drawn.strokes[0].path)]
    assert numbers[0] == round(start.x + start.width, 1)
    assert start.y < numbers[1] < start.y + start.height
    assert numbers[-2] == round(end.x, 1)
    assert end.y < numbers[-1] < end.y + end.height
