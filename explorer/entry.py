"""What it takes to get into a role."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.catalogue import Catalogue, choices
from explorer.models import Need, Role

DEGREE = 6


def usual_level(catalogue: Catalogue, role: Role) -> int | None:
    """The lowest RQF level with which people usually get in, or None where no level is asked.

    A need that can be met after starting does not count, nor do helpful ones. Where ways in differ, the lowest counts.
    """
    at_role = _level_asked(catalogue, role.needs)
    by_route = [_level_asked(catalogue, route.needs) for route in role.entry]
    if at_role is not None:
        return at_role
    return None if not by_route or None in by_route else min(level for level in by_route if level is not None)


def _level_asked(catalogue: Catalogue, needs: Iterable[Need]) -> int | None:
    def level(id_: str) -> int:
        return catalogue.qualifications[id_].level or 0

    levels = [
        min(max(level(id_) for id_ in choice) for choice in choices(need))
        for need in needs
        if need.strength in ("required", "usual") and need.when != "after" and not need.experience
    ]
    return max((one for one in levels if one > 0), default=None)


def learn_while_paid(role: Role) -> bool:
    """Whether some way in from outside, other than simply starting, pays a wage while you learn."""
    return any(route.paid and route.kind not in ("straight-in", "from-another-role") for route in role.entry)


def flags(catalogue: Catalogue, role: Role) -> set[str]:
    """What is true of a role: open (no set requirements), earn (learn while paid), apprentice (by apprenticeship) and no-degree."""
    true = {
        "open": role.no_set_requirements,
        "earn": learn_while_paid(role),
        "apprentice": any(route.kind == "apprenticeship" for route in role.entry),
        "no-degree": (usual_level(catalogue, role) or 0) < DEGREE,
    }
    return {flag for flag, holds in true.items() if holds}
