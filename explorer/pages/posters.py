"""Posters: each ladder on one page."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.address import address
from explorer.catalogue import Catalogue
from explorer.page import Crumb, Page
from explorer.pages.home import HOME
from explorer.pages.ladders import LADDERS
from explorer.poster import Poster
from explorer.words import MOVES


def poster_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The poster of each ladder, at 'ladders/kitchen/poster/'."""
    for ladder in catalogue.ladders.values():
        ladder_address = address("ladder", ladder.id)
        where = f"{ladder_address}poster/"
        yield Page(
            where,
            "poster",
            "pages/poster.html",
            f"{ladder.title}: poster",
            f"The ladder {ladder.title} on one page of A3 or A4, to print and put on a wall.",
            {"ladder": ladder, "poster": Poster(catalogue, ladder), "ladder_address": ladder_address, "move_words": MOVES},
            (HOME, LADDERS, Crumb(ladder.title, ladder_address), Crumb("Poster", where)),
            (),
            ladder.reviewed,
            catalogue.places[("ladder", ladder.id)].file,
            frozenset({f"ladder:{ladder.id}", *(f"role:{one.role.id}" for one in catalogue.on_ladder(ladder))}),
        )
