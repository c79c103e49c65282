"""The page that asks what suits you."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.catalogue import Catalogue
from explorer.match import Roles, questions
from explorer.models import Role, Term
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME

FIRST = 6


def match_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The questions, for sites that have some."""
    say = catalogue.say
    if catalogue.match is None:
        return
    yield Page(
        "match/",
        "match",
        "pages/match.html",
        catalogue.match.title,
        catalogue.match.summary,
        Show(_show),
        (HOME.said(say), Crumb(catalogue.match.title, "match/")),
        file="content/match.yaml",
    )


def _show(catalogue: Catalogue) -> dict[str, Any]:
    return {"match": catalogue.match and questions(catalogue.match, Roles(catalogue)), "first_jobs": first_jobs(catalogue)}


def first_jobs(catalogue: Catalogue) -> list[tuple[Term, list[Role]]]:
    """For each interest, the jobs to begin with: those without set requirements and those at the lowest stages, up to `FIRST`."""
    order = list(catalogue.stages)
    roles = sorted(catalogue.roles.values(), key=lambda role: (not role.no_set_requirements, order.index(role.stage)))
    found = [(term, [role for role in roles if term.id in role.interests][:FIRST]) for term in catalogue.terms["interest"].values()]
    return [(term, some) for term, some in found if some]
