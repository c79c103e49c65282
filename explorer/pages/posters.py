"""Posters: each ladder on one page, and the whole map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.address import address
from explorer.catalogue import Catalogue
from explorer.mapposter import MapPoster
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME
from explorer.pages.ladders import LADDERS
from explorer.pages.map import MAP
from explorer.poster import Poster
from explorer.words import MOVES


def poster_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The poster of each ladder, at 'ladders/kitchen/poster/', and that of the map."""
    say = catalogue.say
    for ladder in catalogue.ladders.values():
        ladder_address = address("ladder", ladder.id)
        where = f"{ladder_address}poster/"
        yield Page(
            where,
            "poster",
            "pages/poster.html",
            say("{ladder}: poster", ladder=ladder.title),
            say("The ladder {ladder} on one page of A3 or A4, to print and put on a wall.", ladder=ladder.title),
            Show(_ladder, (ladder.id,)),
            (HOME.said(say), LADDERS.said(say), Crumb(ladder.title, ladder_address), Crumb(say("Poster"), where)),
            ladder.reviewed,
            catalogue.places[("ladder", ladder.id)].file,
        )
    if catalogue.ladders:
        yield Page(
            "map/poster/",
            "map-poster",
            "pages/map-poster.html",
            say("Map of all jobs: poster"),
            say("All ladders and their jobs on one large page, to print and put on a wall."),
            Show(_map),
            (HOME.said(say), MAP.said(say), Crumb(say("Poster"), "map/poster/")),
        )


def _ladder(catalogue: Catalogue, id_: str) -> dict[str, Any]:
    ladder = catalogue.ladders[id_]
    return {
        "ladder": ladder,
        "poster": Poster(catalogue, ladder),
        "ladder_address": address("ladder", id_),
        "move_words": catalogue.say.all(MOVES),
    }


def _map(catalogue: Catalogue) -> dict[str, Any]:
    return {"poster": MapPoster(catalogue), "move_words": catalogue.say.all(MOVES)}
