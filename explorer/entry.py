"""What it takes to get into a role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf
from typing import TYPE_CHECKING

from explorer.models import Need, Qualification, Role
from explorer.needs import choices

if TYPE_CHECKING:
    from explorer.catalogue import Catalogue

DEGREE = 6


def usual_levels(roles: Mapping[str, Role], qualifications: Mapping[str, Qualification]) -> dict[str, int | None]:
    """The lowest RQF level with which people usually get into each role, or None where no level is asked.

    A need that can be met after starting does not count, nor do helpful ones. Where ways in differ, the lowest counts. A way in from
    other roles takes at least what the easiest of these takes.
    """
    own = {role.id: _level_asked(qualifications, role.needs) for role in roles.values()}
    ways = {role.id: [(_level_asked(qualifications, way.needs), way.from_roles) for way in role.entry] for role in roles.values()}
    found = dict.fromkeys(roles, inf)

    def lowest(id_: str) -> float:
        through = [max(asked, min((found[before] for before in from_roles), default=0)) for asked, from_roles in ways[id_]]
        return max(own[id_], min(through, default=0))

    lower = True
    while lower:
        lower = False
        for id_ in roles:
            level = lowest(id_)
            lower |= level < found[id_]
            found[id_] = level
    return {id_: int(level if level < inf else own[id_]) or None for id_, level in found.items()}


def _level_asked(qualifications: Mapping[str, Qualification], needs: Iterable[Need]) -> int:
    """The highest level among what is needed before starting; 0 where none is known."""

    def level(id_: str) -> int:
        one = qualifications[id_]
        if one.kind == "registration":  # which has no level of its own, but the easiest way onto it has
            return _lowest(qualifications[before].level or 0 for before in one.builds_on)
        return one.level or 0

    asked = [need for need in needs if need.strength in ("required", "usual") and need.when != "after"]
    return max((_lowest(max(level(id_) for id_ in choice) for choice in choices(need)) for need in asked), default=0)


def _lowest(levels: Iterable[int]) -> int:
    """The lowest of the levels that are known; 0 where none is."""
    return min((level for level in levels if level), default=0)


def learn_while_paid(role: Role) -> bool:
    """Whether some way in from outside, other than simply starting, pays a wage while you learn."""
    return any(route.paid and route.kind not in ("straight-in", "from-another-role") for route in role.entry)


def flags(catalogue: Catalogue, role: Role) -> set[str]:
    """What is true of a role: open (no set requirements), earn (learn while paid), apprentice (by apprenticeship) and no-degree."""
    true = {
        "open": role.no_set_requirements,
        "earn": learn_while_paid(role),
        "apprentice": any(route.kind == "apprenticeship" for route in role.entry),
        "no-degree": (catalogue.usual_levels[role.id] or 0) < DEGREE,
    }
    return {flag for flag, holds in true.items() if holds}
