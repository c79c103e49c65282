"""The home page, the search page, what the reader has, and the page for addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from explorer import schema_org
from explorer.catalogue import Catalogue
from explorer.page import Crumb, Page, Show
from explorer.say import N_, Say

HOME = Crumb(N_("Home"), "")
SHOWN_ARTICLES = 6


def home_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Home, search, what I have and 404."""
    say = catalogue.say
    site = catalogue.site
    yield Page(
        "",
        "home",
        "pages/home.html",
        site.title,
        site.description,
        Show(_home),
        file="content/site.yaml",
    )
    yield Page(
        "search/",
        "search",
        "pages/search.html",
        say("Search"),
        say("Search roles, qualifications, skills and guidance."),
        crumbs=(HOME.said(say), Crumb(say("Search"), "search/")),
    )
    yield Page(
        "have/",
        "have",
        "pages/have.html",
        say("What I have"),
        say("Mark the jobs, qualifications and skills that you have. Every page then shows how near you are."),
        crumbs=(HOME.said(say), Crumb(say("What I have"), "have/")),
    )
    yield Page(
        "404.html",
        "not-found",
        "pages/not-found.html",
        say("Page not found"),
        say("There is no page at this address."),
        Show(_not_found, (tuple(_lost(code, other.say) for code, other in catalogue.others.items()),)),
    )


def _home(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "starts": [(start, [catalogue.roles[id_] for id_ in start.roles]) for start in catalogue.site.home.starts],
        "groups": ladders_by_group(catalogue),
        "articles": [written.front for written in catalogue.in_order[:SHOWN_ARTICLES]],
        "counts": {
            "roles": len(catalogue.roles),
            "moves": sum(len(role.moves) for role in catalogue.roles.values()),
            "qualifications": len(catalogue.qualifications),
        },
        "things": (schema_org.website(catalogue),),
    }


@dataclass(frozen=True, slots=True)
class Lost:
    """What somebody who looked for a page in another language reads on the one page for addresses that lead nowhere."""

    language: str
    nothing: str
    why: str
    home: str


def _lost(language: str, say: Say) -> Lost:
    return Lost(
        language,
        say("There is no page here"),
        say("The address may be mistyped, or the page may have moved. Nothing that you did is lost."),
        say("Home"),
    )


def _not_found(catalogue: Catalogue, lost: tuple[Lost, ...]) -> dict[str, Any]:
    return {**groups_show(catalogue), "lost": lost}


def groups_show(catalogue: Catalogue) -> dict[str, Any]:
    """The ladders by group, for the pages that list them."""
    return {"groups": ladders_by_group(catalogue)}


def ladders_by_group(catalogue: Catalogue) -> list[tuple[object, list[tuple[object, int]]]]:
    """Each group with its ladders, and how many roles stand on each ladder."""
    return [
        (group, [(ladder, len(catalogue.on_ladder(ladder))) for ladder in catalogue.ladders.values() if ladder.group == group.id])
        for group in catalogue.groups.values()
    ]
