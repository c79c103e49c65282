"""What somebody has who holds a role or has come part of a route, as far as it can be known.

The browser has the same in `static/js/holding.js`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from explorer.models import Need, Qualification
from explorer.needs import choices, named

Qualifications = Mapping[str, Qualification]


@dataclass(frozen=True, slots=True)
class Holding:
    """Qualifications that are there for certain, and sets of which one is there, nobody knows which."""

    certain: frozenset[str] = frozenset()
    either: tuple[tuple[frozenset[str], ...], ...] = ()

    def meets(self, need: Need) -> bool:
        """Whether a need is met, whichever of the alternatives are there; experience never is."""
        wanted = choices(need)
        return any(self.certain.issuperset(choice) for choice in wanted) or any(
            all(any((self.certain | one).issuperset(choice) for choice in wanted) for one in alternatives) for alternatives in self.either
        )

    def plus(self, qualifications: Qualifications, needs: Iterable[Need]) -> Holding:
        """The same with what has been asked for: each thing, or one of its choices."""
        certain = set(self.certain)
        either = list(self.either)
        for need in asked(needs):
            found = tuple(based_on(qualifications, choice) for choice in choices(need))
            if len(found) == 1:
                certain |= found[0]
            else:
                either.append(found)
        return Holding(frozenset(certain), tuple(either))


def based_on(qualifications: Qualifications, ids: Iterable[str]) -> frozenset[str]:
    """The qualifications, and all that they build on. What leads to a register are alternatives, so these do not count."""
    found: set[str] = set()
    ahead = list(ids)
    while ahead:
        id_ = ahead.pop()
        if id_ not in found:
            found.add(id_)
            ahead += qualifications[id_].builds_on if qualifications[id_].kind != "registration" else []
    return frozenset(found)


def asked(needs: Iterable[Need]) -> list[Need]:
    """The needs that name qualifications and are required or usual."""
    return [need for need in needs if need.strength in ("required", "usual") and not need.experience]


def named_in(needs: Iterable[Need]) -> Iterator[str]:
    """The qualifications that some needs name."""
    for need in needs:
        yield from named(need)
