"""Contrast as WCAG defines it, and the nearest colour that passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.contrast import TEXT, contrast, least, passing, shifted
from explorer.theme import DARK, LIGHT

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_known_ratios() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@given(colours, colours)
def test_order_does_not_matter(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.001


@given(colours, st.sampled_from([LIGHT, DARK]))
def test_what_is_offered_passes(colour: str, grounds: tuple[str, ...]) -> None:
    found = passing(colour, grounds)
    assert least(found, grounds) >= TEXT
    assert passing(found, grounds) == found


@given(colours)
def test_a_colour_that_is_not_moved_stays(colour: str) -> None:
    assert shifted(colour, 0) == colour


def test_no_colour_passes_on_black_white_and_grey() -> None:
    with pytest.raises(ValueError, match="no colour"):
        passing("#888888", ("#000000", "#ffffff", "#777777"))
