"""What fits on paper, reckoned without any."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from explorer.diagram import Column, Edge, Stop
from explorer.measure import em, line_count, wrapped
from explorer.picture import Room, picture
from explorer.sheet import SIZES, Item, Section, best_side, column_height, shortened

TEXTS = some.text(some.sampled_from("abcdefgh XYZ,.mW"), min_size=1, max_size=120)
SECTIONS = some.lists(
    some.builds(
        Section,
        title=some.just("What you do"),
        items=some.lists(some.builds(Item, bold=some.just(""), text=TEXTS), min_size=1, max_size=6).map(tuple),
        least=some.integers(0, 4),
        dots=some.booleans(),
    ),
    max_size=4,
)


@given(TEXTS, some.floats(2, 40))
def test_no_line_is_wider_than_its_column_unless_one_word_is(text: str, width: float) -> None:
    lines = wrapped(text, width)
    assert " ".join(lines).split() == text.split()
    assert all(em(line) <= width + 0.3 or " " not in line for line in lines)
    if text.split():
        assert line_count([(text, False)], width) == len(lines)


@given(SECTIONS, some.floats(0, 200))
def test_a_shortened_column_fits_and_says_how_much_it_leaves_out(sections: list[Section], room: float) -> None:
    short = shortened(sections, room, 10)
    assert not short or column_height(short, 10) <= room
    for section in short:
        whole = next(one for one in sections if one.items[: len(section.items)] == section.items and one.least == section.least)
        assert len(section.items) >= 1
        assert section.left_out >= 0
        assert whole.title == section.title


@given(SECTIONS, SECTIONS, some.floats(20, 300))
def test_the_type_is_as_large_as_fits_and_never_under_ten_points(left: list[Section], right: list[Section], room: float) -> None:
    side = best_side(left, right, room)
    assert 10 <= side.size <= 12
    assert all(column_height(column, side.size) <= room for column in (side.left, side.right))
    if side.size < 12:
        assert not side.whole or any(column_height(column, side.size + 0.5) > room for column in (side.left, side.right))
    else:
        assert side.whole
    assert side.size in SIZES


NAMES = some.lists(some.text("abcdefgh ", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=6)


@given(some.lists(NAMES, min_size=1, max_size=6), some.floats(100, 400), some.floats(80, 300))
def test_boxes_of_a_drawing_stay_inside_and_apart(columns: list[list[str]], width: float, height: float) -> None:
    made = [
        Column(f"Stage {at}", "", tuple(Stop(f"{at}:{place}", title, "", "", "teal") for place, title in enumerate(names)))
        for at, names in enumerate(columns)
    ]
    edges = [Edge("0:0", f"{at}:0", "step-up") for at in range(1, len(columns))]
    drawing = picture(made, edges, Room(width, height, 0.25, tuple(range(30, 0, -1)), 8))
    if drawing.points == 1:
        return
    for at, box in enumerate(drawing.boxes):
        assert box.x >= 0
        assert box.x + box.width <= drawing.width + 0.1
        assert box.y + box.height <= drawing.height + 0.1
        for other in drawing.boxes[at + 1 :]:
            assert box.x + box.width <= other.x or other.x + other.width <= box.x or box.y + box.height <= other.y
        assert all(word.x + em(word.text, bold=word.bold) * word.size <= box.x + box.width for word in box.words)
