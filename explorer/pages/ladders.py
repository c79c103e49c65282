"""Ladder pages: stages as columns, roles as cards, moves as lines and as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.address import address, anchors
from explorer.catalogue import Catalogue, Standing
from explorer.diagram import Column, Diagram, Edge, Stop, diagram
from explorer.models import Ladder
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME, groups_show
from explorer.pages.local import near
from explorer.say import N_
from explorer.words import MOVE_MEANINGS, MOVES

LADDERS = Crumb(N_("Ladders"), "ladders/")
GAP = 1.2


def ladder_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The list of ladders, and each ladder."""
    say = catalogue.say
    yield Page(
        "ladders/",
        "ladders",
        "pages/ladders.html",
        say("Career ladders"),
        say("Every career ladder on this site, from first jobs to the top, by group."),
        Show(groups_show),
        (HOME.said(say), LADDERS.said(say)),
        fragments=anchors("group", catalogue.groups.values()) + anchors("stage", catalogue.stages.values()),
    )
    for ladder in catalogue.ladders.values():
        yield ladder_page(catalogue, ladder)


def ladder_page(catalogue: Catalogue, ladder: Ladder) -> Page:
    """One ladder as a board of stages, and each of its moves in words."""
    say = catalogue.say
    where = address("ladder", ladder.id)
    return Page(
        where,
        "ladder",
        "pages/ladder.html",
        say("{ladder}: career ladder", ladder=ladder.title),
        ladder.summary,
        Show(ladder_show, (ladder.id,)),
        (HOME.said(say), LADDERS.said(say), Crumb(ladder.title, where)),
        ladder.reviewed,
        catalogue.places[("ladder", ladder.id)].file,
    )


def ladder_show(catalogue: Catalogue, id_: str) -> dict[str, Any]:
    """What the template of a ladder shows."""
    say, ladder = catalogue.say, catalogue.ladders[id_]
    standings = catalogue.on_ladder(ladder)
    return {
        "ladder": ladder,
        "group": catalogue.groups[ladder.group],
        "drawing": _board(catalogue, ladder, standings),
        "stages": _by_stage(catalogue, ladder, standings),
        "inside": {standing.role.id for standing in standings},
        "move_words": say.all(MOVES),
        "move_meanings": say.all(MOVE_MEANINGS),
        "articles": catalogue.guidance.get(("ladder", ladder.id), []),
        "near": near(catalogue, ("ladder", ladder.id)),
    }


def _by_stage(catalogue: Catalogue, ladder: Ladder, standings: list[Standing]) -> list[tuple[str, str, list[Standing]]]:
    """The stages that have roles, lowest first: the stage's id, the ladder's own label, and who stands there."""
    stages = [(id_, ladder.stages[id_]) for id_ in catalogue.stages if id_ in ladder.stages]
    found = [(id_, label, [standing for standing in standings if standing.stage.id == id_]) for id_, label in stages]
    return [stage for stage in found if stage[2]]


def _board(catalogue: Catalogue, ladder: Ladder, standings: list[Standing]) -> Diagram:
    """The ladder's roles in their stages, with the moves between them."""

    def stop(standing: Standing) -> Stop:
        role, home = standing.role, catalogue.home_ladder(standing.role)
        note = "" if standing.home else catalogue.say("from {ladder}", ladder=home.title)
        return Stop(role.id, role.title, address("role", role.id), note, catalogue.groups[home.group].colour)

    columns = [
        Column(label, f"stage-{id_}", tuple(stop(standing) for standing in some))
        for id_, label, some in _by_stage(catalogue, ladder, standings)
    ]
    inside = {standing.role.id for standing in standings}
    edges = [Edge(standing.role.id, move.to, move.kind) for standing in standings for move in standing.role.moves if move.to in inside]
    return diagram(columns, edges, GAP)
