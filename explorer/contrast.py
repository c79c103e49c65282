"""How far two colours stand apart, and the nearest colour that stands far enough. Colours are '#rrggbb'."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cbrt

TEXT = 4.5
"""What text asks for. Source: WCAG 2.2, success criterion 1.4.3, level AA."""
PART = 3.0
"""What the parts of a control ask for, such as the edge of a field. Source: WCAG 2.2, success criterion 1.4.11, level AA."""
STEPS = 400


def luminance(colour: str) -> float:
    """The relative luminance, 0.0 (black) to 1.0 (white). Source: WCAG 2.2, definition of relative luminance."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1.0 (the same) to 21.0 (black on white), in either order. Source: WCAG 2.2, definition of contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def least(colour: str, papers: Sequence[str]) -> float:
    """The contrast with that of the papers on which it is hardest to see."""
    return min(contrast(colour, paper) for paper in papers)


def passing(colour: str, papers: Sequence[str], ratio: float = TEXT) -> str:
    """The colour itself, or the one nearest in lightness that passes on every paper.

    Raises ValueError when no lightness does: the papers are too far apart.
    """
    return nearest(colour, lambda one: least(one, papers) >= ratio)


def nearest(colour: str, passes: Callable[[str], bool]) -> str:
    """The colour itself if it passes, or the one nearest in lightness that does. Raises ValueError when no lightness does."""
    if passes(colour):
        return colour
    lightness = _oklab(colour)[0]
    for step in range(1, STEPS + 1):
        for way in (-step / STEPS, step / STEPS):
            if 0 <= lightness + way <= 1 and passes(found := shifted(colour, way)):
                return found
    for end in ("#000000", "#ffffff"):
        if passes(end):
            return end
    raise ValueError("no colour passes")


def shifted(colour: str, by: float) -> str:
    """The colour with its OKLCH lightness (0 to 1) moved; the hue stays, and so much of the chroma as a screen can show.

    Source of the colour space: https://bottosson.github.io/posts/oklab/
    """
    lightness, a, b = _oklab(colour)
    target = min(1.0, max(0.0, lightness + by))
    for share in range(100, -1, -2):
        channels = _from_oklab(target, a * share / 100, b * share / 100)
        if all(-0.0005 <= channel <= 1.0005 for channel in channels):
            return _written(channels)
    return "#000000" if target < 0.5 else "#ffffff"


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """Linear red, green and blue; outside 0 to 1 where no screen shows the colour."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _written(linear: tuple[float, float, float]) -> str:
    shown = (min(1.0, max(0.0, channel)) for channel in linear)
    curved = (12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055 for channel in shown)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in curved)
