"""Where the stops and lines of the map go."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from explorer.map import CELL, CHANNEL, LANE_TOP, MARK, TRACK, Drawn, Going, Lane, Line, draw, lines_of, row_height

KINDS = ("step-up", "sideways", "specialise", "return")
Point = tuple[float, float]


def corners(line: Line) -> list[Point]:
    """The points of a line with its bends made square again. Its path must be of absolute M, L and Q alone."""
    assert re.fullmatch(r"M[\d.]+ [\d.]+(L[\d.]+ [\d.]+|Q[\d.]+ [\d.]+ [\d.]+ [\d.]+)*", line.path)
    return [
        (float(across), float(down))
        for across, down in re.findall(r"([\d.]+) ([\d.]+)", re.sub(r"Q([\d.]+ [\d.]+) [\d.]+ [\d.]+", r"L\1", line.path))
    ]


def marks(drawn: Drawn, lane: str) -> dict[str, Point]:
    """Where the marks of a lane's stops are, from the lane's top."""
    place = drawn.lanes[lane]
    return {
        role: (CHANNEL + at * (CELL + CHANNEL) + MARK, LANE_TOP + row * row_height(place.text_lines) + TRACK)
        for at, column in enumerate(place.columns)
        for row, role in enumerate(column)
    }


def check(
    lines: Sequence[Line], goings: Sequence[Going], places: dict[str, Point], others: Sequence[Point], width: int, height: int
) -> None:
    """Each line leads from the mark of its start to that of its end, level or upright, past no other mark, and within the drawing."""
    by_step = {going.step: going for going in goings}
    for line in lines:
        going = by_step[line.step]
        points = corners(line)
        for point, mark in ((points[0], places[going.start]), (points[-1], places[going.end])):
            assert abs(point[0] - mark[0]) == MARK
            assert point[1] == mark[1]
        for one, other in pairwise(points):
            assert one[0] == other[0] or one[1] == other[1], "level or upright"
            for mark in others:
                if mark not in (places[going.start], places[going.end]):
                    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
                    assert not (left <= mark[0] <= right and top <= mark[1] <= bottom), f"{line.path} runs through {mark}"
        assert all(0 <= across <= width and 0 <= down <= height for across, down in points)


@some.composite
def maps(draw_: some.DrawFn) -> tuple[list[list[Lane]], list[Going], dict[str, str]]:
    """Up to three groups of up to two lanes, some roles on two lanes, and moves between them; and each role's home."""
    count = draw_(some.integers(2, 14))
    roles = [f"r{at}" for at in range(count)]
    lanes = draw_(some.integers(1, 5))
    homes = {role: f"l{draw_(some.integers(0, lanes - 1))}" for role in roles}
    also = {role: f"l{draw_(some.integers(0, lanes - 1))}" for role in roles}
    column = {(role, lane): draw_(some.integers(0, 4)) for role in roles for lane in (homes[role], also[role])}
    made = [
        Lane(f"l{at}", tuple(tuple(role for role in roles if column.get((role, f"l{at}")) == stage) for stage in range(5)))
        for at in range(lanes)
    ]
    cut = draw_(some.integers(0, lanes))
    pairs = some.tuples(some.sampled_from(roles), some.sampled_from(roles), some.sampled_from(KINDS)).filter(
        lambda move: move[0] != move[1]
    )
    goings = [Going(start, end, kind, step) for step, (start, end, kind) in enumerate(draw_(some.lists(pairs, max_size=30)))]
    return [group for group in (made[:cut], made[cut:]) if group], goings, homes


@given(maps())
def test_every_move_is_a_line_from_its_start_to_its_end_that_passes_no_other_stop(
    sources: tuple[list[list[Lane]], list[Going], dict[str, str]],
) -> None:
    groups, goings, homes = sources
    drawn = draw(groups, goings, homes, {role: role for role in homes})
    on_sheet = {}
    everywhere = []
    steps = []
    for key, place in drawn.lanes.items():
        own = marks(drawn, key)
        check(place.lines, goings, own, list(own.values()), drawn.width, place.height)
        steps += [line.step for line in place.lines]
        for role, (across, down) in own.items():
            everywhere.append((across, down + place.top))
            if homes[role] == key:
                on_sheet[role] = (across, down + place.top)
    check(drawn.between, goings, on_sheet, everywhere, drawn.width, drawn.height)
    steps += [line.step for line in drawn.between]
    assert set(steps) == {going.step for going in goings}
    assert len({line.step for line in drawn.between}) == len(drawn.between)
    assert draw(groups, goings, homes, {role: role for role in homes}) == drawn, "the same again"


def test_lanes_stand_below_each_other_in_the_order_of_their_groups() -> None:
    lanes = [Lane("a", (("x",), ())), Lane("b", ((), ("y",))), Lane("c", (("z", "w"),))]
    drawn = draw([lanes[:1], lanes[1:]], [], {"x": "a", "y": "b", "z": "c", "w": "c"}, dict.fromkeys("xyzw", "Role"))
    bottoms = [0, *(place.top + place.height for place in drawn.lanes.values())]
    assert [place.top >= bottom for place, bottom in zip(drawn.lanes.values(), bottoms, strict=False)] == [True] * 3
    assert drawn.height == bottoms[-1]
    assert drawn.lanes["c"].height - drawn.lanes["b"].height == row_height(1)


def test_long_names_make_room_for_their_lines() -> None:
    assert lines_of("Nurse") == 1
    assert lines_of("Registered nurse (adult)") == 2
    assert lines_of("Specialist community public health nurse (health visitor)") >= 4


def test_three_thousand_roles_and_thirty_thousand_moves_are_laid_out_in_seconds_and_few_bytes() -> None:
    chance = random.Random(1)
    roles = {f"r{at}": (at // 20, chance.randrange(7)) for at in range(3000)}
    lanes = [
        Lane(f"l{lane}", tuple(tuple(role for role, place in roles.items() if place == (lane, stage)) for stage in range(7)))
        for lane in range(150)
    ]
    names = list(roles)
    goings: list[Going] = []
    for at, name in enumerate(names):
        near = names[at // 20 * 20 : at // 20 * 20 + 20]
        ends = [chance.choice(near if chance.random() < 0.6 else names) for _ in range(10)]
        goings += [Going(name, end, chance.choice(KINDS), len(goings) + step) for step, end in enumerate(ends) if end != name]
    begun = time.perf_counter()
    drawn = draw([lanes], goings, {role: f"l{lane}" for role, (lane, _) in roles.items()}, dict.fromkeys(names, "A role of some length"))
    assert time.perf_counter() - begun < 20
    lines = [*drawn.between, *(line for place in drawn.lanes.values() for line in place.lines)]
    assert len(lines) >= len(goings)
    assert sum(len(line.path) for line in lines) < 110 * len(lines)
