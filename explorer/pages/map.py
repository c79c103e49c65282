"""The map of all ladders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.catalogue import Catalogue, Standing
from explorer.foreign import bare
from explorer.map import Drawn, Going, Lane, draw
from explorer.models import Group, Ladder, Move
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME
from explorer.pages.role_list import FLAGS
from explorer.routes import refs
from explorer.say import N_
from explorer.words import MOVE_MEANINGS, MOVES

MAP = Crumb(N_("Map"), "map/")
FILTERS = ("earn", "no-degree")


def map_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The map."""
    say = catalogue.say
    yield Page(
        "map/",
        "map",
        "pages/map.html",
        say("Map of all roles"),
        say("Each ladder is a line, each column a stage, from first jobs to the top."),
        Show(_show),
        (HOME.said(say), MAP.said(say)),
    )


def _show(catalogue: Catalogue) -> dict[str, Any]:
    say = catalogue.say
    return {
        "groups": groups(catalogue),
        "drawn": drawn(catalogue),
        "standings": {id_: by_role(catalogue, ladder) for id_, ladder in catalogue.ladders.items()},
        "move_words": say.all(MOVES),
        "move_meanings": say.all(MOVE_MEANINGS),
        "flags": {id_: say(words) for id_, words in FLAGS.items() if id_ in FILTERS},
        "levels": catalogue.levels,
    }


def groups(catalogue: Catalogue) -> list[tuple[Group, list[Ladder]]]:
    """The groups with the ladders that have roles."""
    ladders = [ladder for ladder in catalogue.ladders.values() if catalogue.on_ladder(ladder)]
    found = [(group, [ladder for ladder in ladders if ladder.group == group.id]) for group in catalogue.groups.values()]
    return [(group, some) for group, some in found if some]


def drawn(catalogue: Catalogue) -> Drawn:
    """The map as it is drawn. Each line carries the position of its step, by which the scripts know it."""
    lanes = [[_lane(catalogue, ladder) for ladder in ladders] for _, ladders in groups(catalogue)]
    of_refs = enumerate((ref, ref.of(catalogue)) for ref in refs(catalogue))
    goings = [Going(ref.role, of.to, of.kind, at) for at, (ref, of) in of_refs if isinstance(of, Move)]
    return draw(lanes, goings, catalogue.home, {id_: bare(role.title) for id_, role in catalogue.roles.items()})


def by_role(catalogue: Catalogue, ladder: Ladder) -> dict[str, Standing]:
    """Who stands on a ladder, by the role's id."""
    return {standing.role.id: standing for standing in catalogue.on_ladder(ladder)}


def _lane(catalogue: Catalogue, ladder: Ladder) -> Lane:
    standings = catalogue.on_ladder(ladder)
    return Lane(ladder.id, tuple(tuple(one.role.id for one in standings if one.stage.id == stage) for stage in catalogue.stages))
