"""How much room words take in the site's typeface, so that what fits on paper is known at build time.

The widths are those of Atkinson Hyperlegible, in thousandths of the type's size. With another typeface of the same width all stays true;
for a wider one, put its widths here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from explorer.foreign import END, START

REGULAR = (
    280, 281, 301, 655, 594, 927, 705, 160, 300, 300, 433, 602, 205, 368, 205, 377, 648, 402, 549, 574, 614, 583, 598, 510, 615, 598, 205,
    205, 553, 602, 553, 520, 780, 626, 619, 656, 673, 567, 548, 710, 690, 414, 510, 627, 539, 820, 689, 727, 601, 753, 618, 596, 558, 690,
    589, 840, 623, 595, 607, 315, 377, 315, 552, 396, 268, 526, 566, 500, 564, 539, 311, 560, 546, 278, 254, 490, 239, 841, 546, 552, 566,
    576, 340, 471, 324, 536, 441, 654, 461, 429, 460, 319, 233, 319, 555,
)  # fmt: skip
BOLD = (
    320, 283, 410, 783, 619, 977, 702, 222, 366, 366, 434, 618, 243, 374, 243, 442, 652, 448, 586, 605, 626, 612, 632, 543, 625, 561, 243,
    243, 573, 618, 573, 614, 754, 690, 639, 673, 686, 580, 544, 719, 679, 458, 560, 659, 537, 842, 700, 764, 626, 781, 654, 619, 617, 663,
    656, 883, 699, 687, 621, 333, 442, 333, 589, 430, 314, 553, 596, 520, 596, 566, 367, 597, 572, 315, 259, 567, 314, 886, 572, 573, 596,
    601, 372, 534, 379, 570, 526, 723, 533, 518, 516, 370, 234, 370, 533,
)  # fmt: skip
OTHER = 640
FIRST = 32
POINT = 25.4 / 72  # mm


@lru_cache(maxsize=50_000)
def em(word: str, *, bold: bool = False) -> float:
    """The width of a word, as a multiple of the type's size."""
    widths = BOLD if bold else REGULAR
    return (
        sum(widths[at] if 0 <= (at := ord(letter) - FIRST) < len(widths) else OTHER for letter in word if letter not in (START, END)) / 1000
    )


def wrapped(text: str, width: float, *, bold: bool = False) -> list[str]:
    """The lines of a text in a column; `width` is a multiple of the type's size. A word that is too long stands alone and sticks out."""
    space = em(" ", bold=bold)
    lines: list[list[str]] = [[]]
    used = 0.0
    for word in text.split():
        wide = em(word, bold=bold)
        if lines[-1] and used + space + wide > width:
            lines.append([])
        used = used + space + wide if lines[-1] else wide
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def line_count(parts: Sequence[tuple[str, bool]], width: float) -> int:
    """How many lines a text takes of which some parts are bold: (words, bold) pairs that follow each other with a space between."""
    count, used = 1, 0.0
    for text, bold in parts:
        space, widths = _widths(text, bold=bold)
        for wide in widths:
            if used and used + space + wide > width:
                count, used = count + 1, wide
            else:
                used = used + space + wide if used else wide
    return count


@lru_cache(maxsize=50_000)
def _widths(text: str, *, bold: bool) -> tuple[float, tuple[float, ...]]:
    """The width of a space, and that of each word."""
    return em(" ", bold=bold), tuple(em(word, bold=bold) for word in text.split())
