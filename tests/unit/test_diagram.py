"""Where stops and lines go."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as some

from explorer.diagram import Column, Edge, Stop, diagram

GAP = 1.5


def columns(*keys: str) -> list[Column]:
    return [Column(word, word, tuple(Stop(key, key, None, "", "teal") for key in word)) for word in keys]


def numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.\d+", path)]


def test_a_line_starts_at_the_right_side_and_ends_at_the_left() -> None:
    drawn = diagram(columns("ab", "c"), [Edge("a", "c", "step-up")], GAP)
    assert (drawn.width, drawn.rows) == (9.5, 2)
    points = numbers(drawn.lines[0].path)
    assert points[:2] == [4.0, 0.5], "the right side of the first column, the middle of the first row"
    assert points[-2:] == [5.5, 1.0], "the left side of the second column, centred between two rows"


def test_a_way_back_runs_from_left_to_right_side() -> None:
    points = numbers(diagram(columns("a", "b"), [Edge("b", "a", "return")], GAP).lines[0].path)
    assert points[0] == 5.5
    assert points[-2] == 4.0


def test_a_line_within_a_column_goes_around_its_right_side() -> None:
    points = numbers(diagram(columns("ab"), [Edge("a", "b", "sideways")], GAP).lines[0].path)
    assert points[0] == points[-2] == 4.0
    assert 4.0 < points[2] < 4.0 + GAP


letters = some.lists(some.sampled_from("abcdefghijkl"), min_size=2, max_size=12, unique=True)


@given(letters, some.data())
def test_every_line_stays_inside_the_drawing(keys: list[str], data: some.DataObject) -> None:
    cut = data.draw(some.integers(1, len(keys)))
    parts = [part for part in ("".join(keys[:cut]), "".join(keys[cut:])) if part]
    pairs = some.lists(some.tuples(some.sampled_from(keys), some.sampled_from(keys)).filter(lambda pair: pair[0] != pair[1]), max_size=20)
    edges = [Edge(start, end, "step-up") for start, end in data.draw(pairs)]
    drawn = diagram(columns(*parts), edges, GAP)
    assert len(drawn.lines) == len(edges)
    for line in drawn.lines:
        points = numbers(line.path)
        assert all(0 <= x <= drawn.width + GAP for x in points[::2])
        assert all(0 <= y <= drawn.rows for y in points[1::2])
