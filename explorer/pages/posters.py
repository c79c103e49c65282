"""Posters: each ladder on one page, and the whole map."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.address import address
from explorer.catalogue import Catalogue
from explorer.mapposter import MapPoster
from explorer.page import Crumb, Page
from explorer.pages.home import HOME
from explorer.pages.ladders import LADDERS
from explorer.pages.map import MAP
from explorer.poster import Poster
from explorer.words import MOVES


def poster_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The poster of each ladder, at 'ladders/nursing/poster/', and that of the map."""
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
    if catalogue.ladders:
        yield Page(
            "map/poster/",
            "map-poster",
            "pages/map-poster.html",
            "Map of all jobs: poster",
            "All ladders and their jobs on one large page, to print and put on a wall.",
            {"poster": MapPoster(catalogue), "move_words": MOVES},
            (HOME, MAP, Crumb("Poster", "map/poster/")),
            depends=frozenset(f"role:{id_}" for id_ in catalogue.roles),
        )
