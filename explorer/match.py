"""Which roles each answer of the questions speaks for, speaks against and rules out.

All of it is worked out here, once, so `static/js/match.js` only adds up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from explorer.catalogue import Catalogue
from explorer.entry import flags
from explorer.models import EntryRoute, Role
from explorer.pay import pay_lines, pay_words
from explorer.questions import Answer, Look, Match
from explorer.routes import refs

LISTS = ("interests", "settings", "patterns", "skills", "groups", "ladders", "stages", "driving", "flags")

Traits = Mapping[str, set[str]]


class Roles:
    """The roles of a catalogue, as answers look at them. Positions are those in the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        ways: dict[str, list[EntryRoute]] = {id_: [] for id_ in catalogue.roles}
        for ref in refs(catalogue):
            if isinstance(of := ref.of(catalogue), EntryRoute):
                ways[ref.role].append(of)
        self._levels = [catalogue.usual_levels[role.id] or 0 for role in catalogue.roles.values()]
        self._having: dict[tuple[str, str], set[int]] = defaultdict(set)
        for at, role in enumerate(catalogue.roles.values()):
            for name, values in _traits(catalogue, role, ways[role.id]).items():
                for value in values:
                    self._having[name, value].add(at)

    def with_(self, look: Look) -> list[int]:
        """The positions of the roles that have what is looked for."""
        left = set(range(len(self._levels)))
        for name in LISTS:
            if values := getattr(look, name):
                left &= set().union(*(self._having[name, value] for value in values))
        left -= set().union(*(self._having["flags", flag] for flag in look.lacks))
        return sorted(at for at in left if look.level is None or look.level[0] <= self._levels[at] <= look.level[1])

    def weighed(self, answer: Answer) -> dict[str, Any]:
        """An answer as the script reads it: its looks, each with its words and the positions of the roles."""
        return {
            "id": answer.id,
            "fits": [[look.weight, look.says, self.with_(look)] for look in answer.fits],
            "misfits": [[look.weight, look.says, self.with_(look)] for look in answer.misfits],
            "out": [[look.says, look.otherwise or "", self.with_(look)] for look in answer.rules_out],
        }

    def useful(self, answer: Answer) -> bool:
        """Whether an answer makes a difference for some role, or is there to make none."""
        looks = [*answer.fits, *answer.misfits, *answer.rules_out]
        return not looks or any(self.with_(look) for look in looks)


def data(catalogue: Catalogue, match: Match, roles: Roles) -> dict[str, Any]:
    """Roles and weighed answers, as `static/js/match.js` reads them."""
    return {
        "roles": [_card(catalogue, role) for role in catalogue.roles.values()],
        "questions": [
            {"id": question.id, "kind": question.kind, "answers": [roles.weighed(answer) for answer in question.answers]}
            for question in questions(match, roles).questions
        ],
    }


def _card(catalogue: Catalogue, role: Role) -> dict[str, str]:
    """A role in a few words."""
    ladder = catalogue.home_ladder(role)
    return {
        "id": role.id,
        "title": role.title,
        "group": ladder.group,
        "ladder": ladder.title,
        "stage": ladder.stages[role.stage],
        "summary": role.summary,
        "pay": pay_words(catalogue.say, next(pay_lines(catalogue, role), None)),
    }


def questions(match: Match, roles: Roles) -> Match:
    """The questions with the answers that can make a difference here."""

    def kept(answers: list[Answer]) -> list[Answer]:
        return [answer for answer in answers if roles.useful(answer)]

    shown = [question.model_copy(update={"answers": kept(question.answers)}) for question in match.questions]
    return match.model_copy(update={"questions": [question for question in shown if len(question.answers) > 1]})


def _traits(catalogue: Catalogue, role: Role, ways: list[EntryRoute]) -> Traits:
    """What can be looked for in a role. ways: its ways in from outside."""
    standings = catalogue.standings[role.id]
    return {
        "interests": set(role.interests),
        "settings": set(role.settings),
        "patterns": set(role.hours.patterns),
        "skills": {use.skill for use in role.skills},
        "groups": {standing.ladder.group for standing in standings},
        "ladders": {standing.ladder.id for standing in standings},
        "stages": {role.stage},
        "driving": {role.driving},
        "flags": flags(catalogue, role) | ({"outside"} if ways else set()) | ({"wage"} if any(way.paid for way in ways) else set()),
    }
