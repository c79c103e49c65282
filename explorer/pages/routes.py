"""The route finder, and a page for each route that many people look for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from explorer.cache import Cache
from explorer.catalogue import Catalogue
from explorer.foreign import bare
from explorer.handout import Handout
from explorer.holding import asked
from explorer.models import Funding, Move, Need, Qualification, Role
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME
from explorer.parallel import spread
from explorer.pay import PayLine, pay_lines
from explorer.routes import PRIORITIES, START, Priority, Ref, Route, Step, Steps, can_be_free, cheapest, step_of, still_asked
from explorer.say import N_
from explorer.words import ENTRIES, MOVES, Sum, capital, in_sentence, verdict

ROUTES = Crumb(N_("Routes"), "routes/")


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as a page shows it: to which role, what it is, what is new in it, and the pay there."""

    step: Step
    role: Role
    kind: str
    needs: list[Need]
    verdict: str
    pay: PayLine | None


@dataclass(frozen=True, slots=True)
class RouteView:
    """One route as a page shows it: what it is best for, its steps and what they add up to."""

    best_for: str
    route: Route
    steps: list[StepView]
    qualifications: list[Qualification]
    free: int
    study: Sum
    cost: Sum
    funding: list[Funding]


class Way(NamedTuple):
    """A route without its words: what it is best for, and its steps."""

    best_for: tuple[Priority, ...]
    steps: tuple[Ref, ...]


Ways = Mapping[tuple[str, str], tuple[Way, ...]]


def popular_ways(catalogue: Catalogue, steps: Steps, cache: Cache, jobs: int) -> Ways:
    """The best ways of each pair that has a page, the same in all languages; worked out anew only where a figure has changed."""
    pairs = popular(catalogue)

    def make() -> Ways:
        found = spread(lambda pair: best_ways(steps, *pair), pairs, jobs, least=8)
        return {pair: ways for pair, ways in zip(pairs, found, strict=True) if ways}

    return cache.get(f"routes\0{pairs}\0{steps.numbers}".encode(), make)


def route_pages(catalogue: Catalogue, ways: Ways) -> Iterator[Page]:
    """The route finder, and each popular route."""
    say = catalogue.say
    yield Page(
        "routes/",
        "routes",
        "pages/routes.html",
        say("Find a route"),
        say("From where you are to where you want to be: the steps, the time, the study and the cost."),
        Show(_finder, tuple(ways)),
        (HOME.said(say), ROUTES.said(say)),
    )
    for (start, end), some in ways.items():
        yield route_page(catalogue, start, end, some)


def popular(catalogue: Catalogue) -> list[tuple[str, str]]:
    """The pairs that have a page: those named in the settings, and from each first job of a ladder to each of its tops."""
    pairs = [(pair.start or START, pair.end) for pair in catalogue.site.routes]
    lowest = next(iter(catalogue.stages))
    for ladder in catalogue.ladders.values():
        standings = catalogue.on_ladder(ladder)
        tops = [standing.role.id for standing in standings if standing.stage == standings[-1].stage]
        pairs += [(one.role.id, top) for one in standings if one.stage.id == lowest for top in tops if one.role.id != top]
    return list(dict.fromkeys(pairs))


def best_ways(steps: Steps, start: str, end: str) -> tuple[Way, ...]:
    """The best route for each thing that can matter, and others that are soonest; each once, with all that it is best for."""
    best_for: dict[Route, list[Priority]] = {}
    for priority in PRIORITIES:
        for route in steps.routes(start, end, priority, 1):
            best_for.setdefault(route, []).append(priority)
    for route in steps.routes(start, end, "soonest"):
        best_for.setdefault(route, [])
    return tuple(Way(tuple(priorities), tuple(step.ref for step in route.steps)) for route, priorities in best_for.items())


def route_page(catalogue: Catalogue, start: str, end: str, ways: tuple[Way, ...]) -> Page:
    """The routes from one role, or from outside, to another."""
    say = catalogue.say
    here = catalogue.roles.get(start)
    there = catalogue.roles[end]
    start_words = in_sentence(here.title) if here else catalogue.site.outside
    end_words = in_sentence(there.title)
    title = say("From {start} to {end}", start=start_words, end=end_words)
    where = f"routes/{start}/{end}/"
    return Page(
        where,
        "route",
        "pages/route.html",
        title,
        say("The best ways from {start} to {end}, step by step, with the time, the study and the cost.", start=start_words, end=end_words),
        Show(_route, (start, end, ways)),
        (HOME.said(say), ROUTES.said(say), Crumb(title, where)),
        min(catalogue.roles[id_].reviewed for way in ways for id_ in _ends(catalogue, way)),
        catalogue.places[("role", end)].file,
    )


def _ends(catalogue: Catalogue, way: Way) -> Iterator[str]:
    """The role at the end of each step of a way."""
    for ref in way.steps:
        of = ref.of(catalogue)
        yield of.to if isinstance(of, Move) else ref.role


def _finder(catalogue: Catalogue, *pairs: tuple[str, str]) -> dict[str, Any]:
    return {"popular": _by_end(catalogue, pairs), "priorities": catalogue.say.all(PRIORITIES), "start": START}


def _route(catalogue: Catalogue, start: str, end: str, ways: tuple[Way, ...]) -> dict[str, Any]:
    routes = [_view(catalogue, way) for way in ways]
    return {
        "here": catalogue.roles.get(start),
        "there": catalogue.roles[end],
        "from_id": start,
        "routes": routes,
        "handout": Handout(catalogue, tuple(routes[0].steps)),
    }


def _by_end(catalogue: Catalogue, pairs: Iterable[tuple[str, str]]) -> list[tuple[Role, list[tuple[str, str]]]]:
    """The popular routes by where they lead: the role, and for each route its start in words and its address."""
    ends: dict[str, list[tuple[str, str]]] = {}
    for start, end in pairs:
        words = catalogue.roles[start].title if start != START else capital(catalogue.site.outside)
        ends.setdefault(end, []).append((words, f"routes/{start}/{end}/"))
    return [(catalogue.roles[end], starts) for end, starts in sorted(ends.items(), key=lambda pair: bare(catalogue.roles[pair[0]].title))]


def _view(catalogue: Catalogue, way: Way) -> RouteView:
    route = Route(tuple(step_of(catalogue, ref) for ref in way.steps))
    needs = still_asked(catalogue, route)
    chosen = {id_: catalogue.qualifications[id_] for some in needs for need in asked(some) for id_ in cheapest(catalogue, need)}
    qualifications = list(chosen.values())
    funding = {id_: catalogue.funding[id_] for one in qualifications for id_ in one.funding}
    return RouteView(
        catalogue.say.both(catalogue.say(PRIORITIES[priority]) for priority in way.best_for).capitalize(),
        route,
        [
            StepView(
                one,
                catalogue.roles[one.end],
                catalogue.say(ENTRIES[one.of.kind] if one.entry else MOVES[one.of.kind]),
                some,
                verdict(some),
                next(pay_lines(catalogue, catalogue.roles[one.end]), None),
            )
            for one, some in zip(route.steps, needs, strict=True)
        ],
        qualifications,
        sum(can_be_free(catalogue, one) for one in qualifications),
        Sum.of([(one.months.low, one.months.high) if one.months else None for one in qualifications]),
        Sum.of([one.known_cost for one in qualifications if not can_be_free(catalogue, one)]),
        list(funding.values()),
    )
