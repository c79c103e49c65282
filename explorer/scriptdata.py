"""What the scripts load: the network of roles and steps, how each step is done, and the entries that search looks through.

These files belong to the pages and may change at any time; `data/catalogue.json` is the one for others. Entries name each other by
their position in their list, which keeps the files small.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from explorer import match
from explorer.address import address
from explorer.catalogue import Catalogue, Local
from explorer.entry import learn_while_paid
from explorer.fields import MoveKind, Strength
from explorer.holding import asked
from explorer.models import Need, Qualification, Role
from explorer.needs import choices
from explorer.pay import pay_lines, pay_words
from explorer.problem import sentence
from explorer.prose import plain
from explorer.routes import AWAY_FROM_WORK, START, Step, Steps, study
from explorer.sides import as_json, side

KINDS = (*MoveKind.__args__, "entry")  # type: ignore[attr-defined]
STRENGTHS = Strength.__args__  # type: ignore[attr-defined]
# The files that each language has for itself: names, or how they start.
OWN = ("data/network.json", "data/how.json", "data/search.json", "data/match.json", "data/stands.json", "data/roles/")


def files(catalogue: Catalogue, steps: Steps) -> Iterator[tuple[str, str]]:
    """The files: name and content."""
    yield "data/network.json", _json(network(catalogue, steps))
    yield "data/how.json", _json([plain(step.of.how) for step in steps.all])
    yield "data/search.json", _json(search_entries(catalogue))
    yield "data/stands.json", _json(stands_for(catalogue))
    for role in catalogue.roles.values():
        text = _json(as_json(side(catalogue, role)))
        yield from ((f"data/roles/{id_}.json", text) for id_ in (role.id, *role.was))
    if catalogue.match:
        yield "data/match.json", _json(match.data(catalogue, catalogue.match, match.Roles(catalogue)))


def stands_for(catalogue: Catalogue) -> dict[str, list[str]]:
    """What somebody who has a qualification has besides: what it builds on, and what has replaced it. `static/js/have.js` reads it."""
    found = {
        entry.id: [*(entry.builds_on if entry.kind != "registration" else []), *([entry.replaced_by] if entry.replaced_by else [])]
        for entry in catalogue.qualifications.values()
    }
    return {id_: others for id_, others in found.items() if others}


def network(catalogue: Catalogue, steps: Steps) -> dict[str, Any]:
    """Roles, qualifications and steps, as `static/js/network.js` reads them."""
    roles = {id_: at for at, id_ in enumerate(catalogue.roles)}
    qualifications = {id_: at for at, id_ in enumerate(catalogue.qualifications)}
    return {
        "stages": [[stage.id, stage.title] for stage in catalogue.stages.values()],
        "groups": [[group.id, group.title, group.colour, group.shape] for group in catalogue.groups.values()],
        "ladders": [[ladder.id, ladder.title, ladder.group] for ladder in catalogue.ladders.values()],
        "funding": [[entry.id, entry.title, int(entry.covers == "whole")] for entry in catalogue.funding.values()],
        "qualifications": [_qualification(catalogue, entry, qualifications) for entry in catalogue.qualifications.values()],
        "roles": [_role(catalogue, role, qualifications) for role in catalogue.roles.values()],
        "steps": [_step(step, roles, qualifications) for step in steps.all],
    }


def _qualification(catalogue: Catalogue, entry: Qualification, positions: dict[str, int]) -> dict[str, Any]:
    """One qualification. `study` is twice the months, where none are stated; `cost` is from and to, where a figure is known."""
    funding = list(catalogue.funding)
    return _without_empty(
        {
            "id": entry.id,
            "was": entry.was,
            "title": entry.title,
            "level": entry.level,
            "months": list(entry.months.model_dump().values()) if entry.months else None,
            "study": study(entry) if entry.months is None else None,
            "away": entry.kind in AWAY_FROM_WORK,
            "register": entry.kind == "registration",
            "cost": list(entry.known_cost) if entry.known_cost else None,
            "funding": [funding.index(id_) for id_ in entry.funding],
            "on": [positions[id_] for id_ in entry.builds_on],
            "now": positions[entry.replaced_by] if entry.replaced_by else None,
        }
    )


def _role(catalogue: Catalogue, role: Role, qualifications: dict[str, int]) -> dict[str, Any]:
    """One role, with what it can be filtered and matched by."""
    ladders = list(catalogue.ladders)
    pay = next(pay_lines(catalogue, role), None)
    year = pay and [pay.year[0], pay.year[1] or pay.year[0]]
    return _without_empty(
        {
            "id": role.id,
            "was": role.was,
            "title": role.title,
            "ladders": [ladders.index(standing.ladder.id) for standing in catalogue.standings[role.id]],
            "stage": list(catalogue.stages).index(role.stage),
            "pay": year,
            "paywords": pay and f"{pay_words(catalogue.say, pay)} ({pay.as_of})",
            "level": catalogue.usual_levels[role.id],
            "open": role.no_set_requirements,
            "earn": learn_while_paid(role),
            "apprentice": any(route.kind == "apprenticeship" for route in role.entry),
            "driving": "" if role.driving == "no" else role.driving,
            "settings": role.settings,
            "patterns": role.hours.patterns,
            "bodies": list(dict.fromkeys(rule.body for rule in role.registration if rule.body and rule.status == "required")),
            "interests": role.interests,
            "skills": [use.skill for use in role.skills],
            "needs": [_need(need, qualifications) for need in asked(role.needs)],
        }
    )


def _step(step: Step, roles: dict[str, int], qualifications: dict[str, int]) -> list[Any]:
    """Start (-1 from outside), end, kind, months from and to, whether it pays a wage, needs, registrations needed, and a way in's title."""
    kind = step.of.kind if step.entry is None else "entry"
    return [
        -1 if step.start == START else roles[step.start],
        roles[step.end],
        KINDS.index(kind),
        *step.months,
        int(step.entry is None or step.entry.paid),
        [_need(need, qualifications) for need in step.needs],
        [sorted(qualifications[id_] for id_ in some) for some in step.registers],
        *([step.entry.title] if step.entry else []),
    ]


def _need(need: Need, qualifications: dict[str, int]) -> list[Any]:
    """Strength, then the choices of qualifications, or experience in words."""
    asked: Any = plain(need.experience) if need.experience else [[qualifications[id_] for id_ in choice] for choice in choices(need)]
    return [STRENGTHS.index(need.strength), asked]


def search_entries(catalogue: Catalogue) -> list[dict[str, Any]]:
    """What the search box looks through: kind, title, other names, words that people type for it, summary and address of each entry."""
    typed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for synonym in catalogue.synonyms.values():
        for kind, ids in (
            ("role", synonym.roles),
            ("qualification", synonym.qualifications),
            ("skill", synonym.skills),
            ("funding", synonym.funding),
        ):
            for id_ in ids:
                typed[(kind, id_)] += synonym.words

    def entry(kind: str, model: Any, also: Iterable[str] = (), text: str | None = None) -> dict[str, Any]:
        summary = model.summary if text is None else plain(text)
        values = {"kind": kind, "title": model.title, "also": list(also), "typed": typed[(kind, model.id)], "summary": summary}
        return {**_without_empty(values), "url": address(kind, model.id)}

    return [
        *(
            _without_empty({"kind": "list", "title": one.title, "typed": one.words, "summary": one.summary, "url": f"roles/?{one.query}"})
            for one in catalogue.shortcuts.values()
        ),
        *(entry("role", role, role.also_called) for role in catalogue.roles.values()),
        *(entry("qualification", one, [*one.also_called, *one.formerly]) for one in catalogue.qualifications.values()),
        *(entry("ladder", ladder) for ladder in catalogue.ladders.values()),
        *(entry("skill", skill) | _without_empty({"was": skill.was}) for skill in catalogue.skills.values()),
        *(entry("article", written.front) for written in catalogue.articles.values()),
        *(entry("funding", one) for one in catalogue.funding.values()),
        *(entry("word", word, [*word.also_called, *word.found_as], word.meaning) for word in catalogue.words.values()),
        *(entry("body", body, [body.short]) for body in catalogue.bodies.values()),
        *(_local_entries(catalogue, catalogue.local) if catalogue.local else ()),
    ]


def _local_entries(catalogue: Catalogue, local: Local) -> Iterator[dict[str, Any]]:
    """What the service in `local/` adds, found by its own words and by the names of what it stands on. Each says whose it is."""
    say, service = catalogue.say, local.service
    whose = say("From {service}, {area}, checked {day}.", service=service.title, area=service.area, day=say.day(service.reviewed))

    def entry(title: str, also: Iterable[str], text: str, url: str) -> dict[str, Any]:
        words = list(dict.fromkeys(also))
        return _without_empty({"kind": "local", "title": title, "also": words, "summary": f"{text} {whose}".strip(), "url": url})

    yield entry(local.service.title, ["near me"], "", "local/")
    for noted in local.notes:
        note = noted.note
        on = [catalogue.roles[id_].title for id_ in note.roles] + [catalogue.ladders[id_].title for id_ in note.ladders]
        on += [catalogue.qualifications[id_].title for id_ in note.qualifications]
        said = [plain(text) for name in ("provider", "offers", "helps", "about") if (text := getattr(note, name, None))]
        title = getattr(note, "title", None) or say("Pay: {roles}", roles=", ".join(on[:3]))
        yield entry(title, on, sentence(". ".join(said)) if said else "", f"local/#{noted.anchor}")
    for written in local.in_order:
        yield entry(written.front.title, [], written.front.summary, address("local", written.front.id))


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """The values that say something; scripts take a missing one as nothing."""
    return {name: value for name, value in values.items() if value not in (None, False, "", [])}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
