"""In which order stops stand."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as some

from explorer.order import Columns, cost, ordered


@some.composite
def drawings(draw: some.DrawFn) -> tuple[Columns, list[tuple[str, str]]]:
    """Up to five columns of up to five stops, and lines between them."""
    sizes = draw(some.lists(some.integers(0, 5), min_size=1, max_size=5))
    columns = tuple(tuple(f"{at}{row}" for row in range(size)) for at, size in enumerate(sizes))
    keys = [key for column in columns for key in column]
    pair = some.tuples(some.sampled_from(keys), some.sampled_from(keys)) if keys else some.nothing()
    return columns, draw(some.lists(pair, max_size=25)) if keys else []


def crossings(columns: Columns, edges: list[tuple[str, str]]) -> int:
    """How many pairs of straight lines cross between two neighbouring columns, each pair looked at by itself."""
    places = {key: (at, row) for at, column in enumerate(columns) for row, key in enumerate(column)}
    lines = {tuple(sorted((places[one], places[other]))) for one, other in edges if places[one][0] != places[other][0]}

    def height(line: tuple[tuple[int, int], ...], at: int) -> float:
        (x1, y1), (x2, y2) = line
        return y1 + (y2 - y1) * (at - x1) / (x2 - x1)

    return sum(
        (height(one, gap) - height(other, gap)) * (height(one, gap + 1) - height(other, gap + 1)) < -1e-6
        for gap in range(len(columns) - 1)
        for one, other in combinations(lines, 2)
        if max(one[0][0], other[0][0]) <= gap and min(one[1][0], other[1][0]) > gap
    )


def test_two_lines_that_cross_are_put_straight() -> None:
    assert ordered([["a", "b"], ["c", "d"]], [("a", "d"), ("b", "c")]) in ((("b", "a"), ("c", "d")), (("a", "b"), ("d", "c")))


def test_what_is_straight_stays_as_it_was_written() -> None:
    columns = (("a", "b", "x"), ("c", "d"))
    assert ordered(columns, [("a", "c"), ("b", "d"), ("elsewhere", "c")]) == columns


def test_stops_that_a_line_within_a_column_joins_come_together() -> None:
    assert ordered([["a", "b", "c"]], [("a", "c")])[0] in (("a", "c", "b"), ("b", "a", "c"))


@given(drawings(), some.booleans())
def test_no_order_loses_a_stop_or_is_worse_and_the_same_input_gives_the_same(
    drawing: tuple[Columns, list[tuple[str, str]]],
    centred: bool,  # noqa: FBT001  hypothesis gives it by position
) -> None:
    columns, edges = drawing
    found = ordered(columns, edges, centred=centred)
    assert [sorted(column) for column in found] == [sorted(column) for column in columns]
    pairs = sorted({(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]})
    assert cost(found, pairs, centred=centred) <= cost(columns, pairs, centred=centred)
    assert ordered(columns, list(reversed(edges)), centred=centred) == found


@given(drawings())
def test_crossings_are_counted_as_they_are_seen(drawing: tuple[Columns, list[tuple[str, str]]]) -> None:
    columns, edges = drawing
    across = [(one, other) for one, other in edges if one[0] != other[0]]
    assert cost(columns, sorted({(min(pair), max(pair)) for pair in across}))[0] == crossings(columns, across)
