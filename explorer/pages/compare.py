"""The page on which roles are compared, and a page for each comparison that is named in the settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.catalogue import Catalogue
from explorer.compare import comparison, on_paper, plan, words_for_groups
from explorer.models import Role
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME
from explorer.say import N_
from explorer.settings import Comparison
from explorer.sides import side
from explorer.words import in_sentence

COMPARE = Crumb(N_("Compare"), "compare/")


def compare_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Comparing roles of one's own choice, and the comparisons with pages of their own."""
    say = catalogue.say
    yield Page(
        "compare/",
        "compare",
        "pages/compare.html",
        say("Compare roles"),
        say("Two to four roles side by side: what is the same, what differs, and what only one of them has."),
        Show(_finder),
        (HOME.said(say), COMPARE.said(say)),
    )
    for one in catalogue.site.compare:
        yield comparison_page(catalogue, one)


def comparison_page(catalogue: Catalogue, one: Comparison) -> Page:
    """Roles that people mix up, side by side."""
    say = catalogue.say
    title = _title(catalogue, one)
    return Page(
        address(one),
        "comparison",
        "pages/comparison.html",
        title,
        say("{title}, side by side: pay, hours, what each asks for, its skills and the ways in.", title=title),
        Show(_sides, (one,)),
        (HOME.said(say), COMPARE.said(say), Crumb(title, address(one))),
        min(catalogue.roles[id_].reviewed for id_ in one.roles),
        catalogue.places[("role", one.roles[0])].file,
    )


def _finder(catalogue: Catalogue) -> dict[str, Any]:
    return {"comparisons": [(_title(catalogue, one), address(one), one) for one in catalogue.site.compare], "plan": plan(catalogue)}


def _sides(catalogue: Catalogue, one: Comparison) -> dict[str, Any]:
    sides = [side(catalogue, catalogue.roles[id_]) for id_ in one.roles]
    groups = words_for_groups(catalogue)
    sections = comparison(catalogue.say, sides, groups)
    same, differing = on_paper(catalogue.say, sides, groups)
    return {"in_short": one.in_short, "roles": one.roles, "sides": sides, "sections": sections, "same": same, "differing": differing}


def mixed_up_with(catalogue: Catalogue, role: Role) -> list[tuple[str, str]]:
    """The roles with which a role is compared on a page of its own: their titles and the address."""
    return [
        (catalogue.say.both([catalogue.roles[id_].title for id_ in one.roles if id_ != role.id]), address(one))
        for one in catalogue.site.compare
        if role.id in one.roles
    ]


def address(one: Comparison) -> str:
    """Where a comparison lives: 'compare/chef/head-chef/'."""
    return f"compare/{'/'.join(one.roles)}/"


def _title(catalogue: Catalogue, one: Comparison) -> str:
    first, *others = (catalogue.roles[id_].title for id_ in one.roles)
    return catalogue.say.both([first, *(in_sentence(title) for title in others)])
