"""Role pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote_plus

from explorer import schema_org
from explorer.address import address
from explorer.catalogue import Arrival, Catalogue
from explorer.diagram import Column, Diagram, Edge, Stop, diagram
from explorer.entry import learn_while_paid
from explorer.foreign import bare
from explorer.models import Need, Role, Skill
from explorer.page import Crumb, Page, Show
from explorer.pages.compare import mixed_up_with
from explorer.pages.home import HOME
from explorer.pages.local import near
from explorer.pages.skills import KINDS
from explorer.pay import pay_lines
from explorer.say import Say
from explorer.sheet import Sheet
from explorer.words import ENTRIES, MOVES, STRENGTHS, either, later

GAP = 2.0


def role_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Each role."""
    for role in catalogue.roles.values():
        yield role_page(catalogue, role)


def role_page(catalogue: Catalogue, role: Role) -> Page:
    """One role, from what it is to where it leads."""
    ladder = catalogue.home_ladder(role)
    where = address("role", role.id)
    return Page(
        where,
        "role",
        "pages/role.html",
        role.title,
        role.summary,
        Show(role_show, (role.id,)),
        (HOME.said(catalogue.say), Crumb(ladder.title, address("ladder", ladder.id)), Crumb(role.title, where)),
        role.reviewed,
        catalogue.places[("role", role.id)].file,
    )


def role_show(catalogue: Catalogue, id_: str) -> dict[str, Any]:
    """What the template of a role shows."""
    say, role = catalogue.say, catalogue.roles[id_]
    ladder = catalogue.home_ladder(role)
    before, after = _beside(catalogue, role)
    return {
        "role": role,
        "ladder": ladder,
        "before": before,
        "after": after,
        "group": catalogue.group_of(role),
        "stage_label": ladder.stages[role.stage],
        "also_on": [standing for standing in catalogue.standings[role.id] if not standing.home],
        "pay": list(pay_lines(catalogue, role)),
        "level": catalogue.usual_levels[role.id],
        "learn_while_paid": learn_while_paid(role),
        "asked": by_strength(say, role.needs),
        "entries": [(route, say(ENTRIES[route.kind]), by_strength(say, route.needs)) for route in role.entry],
        "skills": _skills(catalogue, role),
        "moves": [(kind, say(words), [move for move in role.moves if move.kind == kind]) for kind, words in MOVES.items()],
        "arrivals": _arrivals(say, catalogue.arrivals[role.id]),
        "mixed_up_with": mixed_up_with(catalogue, role),
        "drawing": neighbourhood(catalogue, role),
        "source_of": {source.id: source for source in role.sources},
        "find": _find(catalogue, role),
        "articles": catalogue.guidance.get(("role", role.id), []),
        "near": near(catalogue, ("role", role.id), ("ladder", ladder.id)),
        "sheet": Sheet(catalogue, role),
        "move_words": say.all(MOVES),
        "review_by": later(role.reviewed, catalogue.site.review_months),
        "things": (schema_org.occupation(catalogue, role),),
    }


def _beside(catalogue: Catalogue, role: Role) -> tuple[Role | None, Role | None]:
    """The roles before and after a role on its own ladder, from the lowest stage to the highest."""
    roles = [standing.role for standing in catalogue.on_ladder(catalogue.home_ladder(role))]
    at = next(at for at, other in enumerate(roles) if other.id == role.id)
    return roles[at - 1] if at > 0 else None, roles[at + 1] if at + 1 < len(roles) else None


def by_strength(say: Say, needs: Iterable[Need]) -> list[tuple[str, str, list[Need]]]:
    """Needs from the strongest to the weakest, only the strengths that occur: the strength, the words for it, and the needs."""
    needs = list(needs)
    found = [(strength, say(words), [need for need in needs if need.strength == strength]) for strength, words in STRENGTHS.items()]
    return [one for one in found if one[2]]


def neighbourhood(catalogue: Catalogue, role: Role) -> Diagram:
    """The role in the middle, who comes here on the left, where it leads on the right."""
    say = catalogue.say

    def stops(side: str, steps: Iterable[tuple[Role, str]]) -> tuple[Stop, ...]:
        kinds: dict[str, list[str]] = {}
        for other, kind in steps:
            kinds.setdefault(other.id, []).append(catalogue.say(MOVES[kind]))
        roles = [catalogue.roles[id_] for id_ in kinds]
        return tuple(
            Stop(
                f"{side}:{other.id}",
                other.title,
                address("role", other.id),
                either(catalogue.say, kinds[other.id]).capitalize(),
                catalogue.group_of(other).colour,
            )
            for other in roles
        )

    before = [(arrival.role, arrival.move.kind) for arrival in catalogue.arrivals[role.id]]
    after = [(catalogue.roles[move.to], move.kind) for move in role.moves]
    here = Stop(role.id, role.title, None, "", catalogue.group_of(role).colour)
    columns = [
        Column(say("People come from"), "come-from", stops("from", before)),
        Column(say("This role"), "this-role", (here,)),
        Column(say("You can go on to"), "go-on-to", stops("to", after)),
    ]
    edges = [Edge(f"from:{other.id}", role.id, kind) for other, kind in before]
    edges += [Edge(role.id, f"to:{other.id}", kind) for other, kind in after]
    return diagram(columns, edges, GAP)


def _skills(catalogue: Catalogue, role: Role) -> list[tuple[str, list[tuple[Skill, str]]]]:
    """The role's skills by kind, each with what it is used for here; only the kinds that occur."""
    uses = [(catalogue.skills[use.skill], use.use) for use in role.skills]
    kinds = [(catalogue.say(words), [(skill, use) for skill, use in uses if skill.kind == kind]) for kind, words in KINDS.items()]
    return [(words, some) for words, some in kinds if some]


def _arrivals(say: Say, arrivals: list[Arrival]) -> list[tuple[str, str, list[Arrival]]]:
    """Who comes to a role, by the kind of move: the kind, its name and the arrivals; only the kinds that occur."""
    kinds = [(kind, say(words), [arrival for arrival in arrivals if arrival.move.kind == kind]) for kind, words in MOVES.items()]
    return [(kind, words, some) for kind, words, some in kinds if some]


def _find(catalogue: Catalogue, role: Role) -> list[tuple[Any, str]]:
    """Searches for this job and its courses in official services: the service and the address."""
    words = {"jobs": role.find.jobs if role.find else bare(role.title), "courses": role.find.courses if role.find else None}
    return [(link, link.url.replace("{words}", quote_plus(text))) for link in catalogue.site.find if (text := words[link.kind])]
