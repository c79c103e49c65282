"""Checks of the roles and moves as a network: pathways lead somewhere, from every first job and to every top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explorer.check import Draft
from explorer.problem import Problem

DIRECTIONS = 3


def network(known: Mapping[str, Mapping[str, Draft]]) -> Iterator[Problem]:
    """What is weak in the network, as warnings. A first job is a role at the lowest stage of the common scale."""
    roles = {id_: draft for id_, draft in known.get("role", {}).items() if draft.model is not None}
    lowest = next(iter(known.get("stage", {})), None)
    first_jobs = [id_ for id_, draft in roles.items() if draft.model.stage == lowest]
    yield from cut_off(roles)
    yield from few_directions(roles, first_jobs)
    yield from out_of_reach(roles, first_jobs)


def cut_off(roles: Mapping[str, Draft]) -> Iterator[Problem]:
    """A role has a way in and a way out: an entry route or a move that leads to it, and a move from it."""
    arrived_at = {move.to for draft in roles.values() for move in draft.model.moves}
    for id_, draft in roles.items():
        if not draft.model.entry and id_ not in arrived_at and not draft.model.moves:
            yield Problem(
                draft.place(),
                f"{draft.model.title} has no way in and no way out.",
                "Add an entry route, and moves from it and to it.",
                warning=True,
            )


def few_directions(roles: Mapping[str, Draft], first_jobs: list[str]) -> Iterator[Problem]:
    """A first job leads in at least three directions."""
    for id_ in first_jobs:
        draft = roles[id_]
        count = len({move.to for move in draft.model.moves})
        if count < DIRECTIONS and (count or draft.model.entry):
            yield Problem(
                draft.place(("moves",), key=True),
                f"{draft.model.title} is a first job and leads to {count} {'role' if count == 1 else 'roles'} only.",
                f"Add moves until there are {DIRECTIONS}: a step up, a step sideways, another ladder.",
                warning=True,
            )


def out_of_reach(roles: Mapping[str, Draft], first_jobs: list[str]) -> Iterator[Problem]:
    """A chain of moves leads from some first job to every role; so every top can be reached from the bottom."""
    reached = set(first_jobs)
    ahead = list(first_jobs)
    while ahead:
        for move in roles[ahead.pop()].model.moves:
            if move.to in roles and move.to not in reached:
                reached.add(move.to)
                ahead.append(move.to)
    for id_, draft in roles.items():
        if first_jobs and id_ not in reached and (draft.model.entry or draft.model.moves):
            yield Problem(
                draft.place(),
                f"No chain of moves leads from a first job to {draft.model.title}.",
                "Add a move to it from the role before it.",
                warning=True,
            )
