"""Qualification pages, and the list of all qualifications by level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer import schema_org
from explorer.address import address
from explorer.catalogue import Catalogue
from explorer.foreign import bare
from explorer.models import Qualification
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME
from explorer.pages.local import near
from explorer.say import N_
from explorer.words import ASKED_BY, QUALIFICATION_KINDS, later

QUALIFICATIONS = Crumb(N_("Qualifications"), "qualifications/")


def qualification_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The list by level, and each qualification."""
    say = catalogue.say
    yield Page(
        "qualifications/",
        "qualifications",
        "pages/qualifications.html",
        say("Qualifications by level"),
        say("Every qualification that roles on this site ask for, from entry level to doctorate, with old and new names."),
        Show(list_show),
        (HOME.said(say), QUALIFICATIONS.said(say)),
    )
    for qualification in catalogue.qualifications.values():
        yield qualification_page(catalogue, qualification)


def by_level(catalogue: Catalogue) -> list[tuple[object, list[Qualification]]]:
    """The qualifications of each level, by title; those without a level come last, under None."""
    entries = sorted(catalogue.qualifications.values(), key=lambda entry: bare(entry.title).casefold())
    levels = [(level, [entry for entry in entries if entry.level == number]) for number, level in sorted(catalogue.levels.items())]
    levels = [(level, some) for level, some in levels if some]
    return [*levels, (None, [entry for entry in entries if entry.level is None])]


def qualification_page(catalogue: Catalogue, qualification: Qualification) -> Page:
    """One qualification: what it is, what it builds on and opens, what it costs and who pays."""
    say = catalogue.say
    where = address("qualification", qualification.id)
    return Page(
        where,
        "qualification",
        "pages/qualification.html",
        qualification.title,
        qualification.summary,
        Show(qualification_show, (qualification.id,)),
        (HOME.said(say), QUALIFICATIONS.said(say), Crumb(qualification.title, where)),
        qualification.reviewed,
        catalogue.places[("qualification", qualification.id)].file,
    )


def list_show(catalogue: Catalogue) -> dict[str, Any]:
    """What the template of the list shows."""
    return {"levels": by_level(catalogue), "kinds": catalogue.say.all(QUALIFICATION_KINDS)}


def qualification_show(catalogue: Catalogue, id_: str) -> dict[str, Any]:
    """What the template of a qualification shows."""
    say, qualification, askings = catalogue.say, catalogue.qualifications[id_], catalogue.askings[id_]
    return {
        "qualification": qualification,
        "kind": say(QUALIFICATION_KINDS[qualification.kind]),
        "level": catalogue.levels.get(qualification.level) if qualification.level is not None else None,
        "builds_on": [catalogue.qualifications[base] for base in qualification.builds_on],
        "leads_on_to": catalogue.leads_on_to[id_],
        "replaced_by": catalogue.qualifications.get(qualification.replaced_by or ""),
        "stands_for": catalogue.stands_for[id_],
        "askings": [
            (say(words), [asking for asking in askings if asking.strength == strength])
            for strength, words in ASKED_BY.items()
            if any(asking.strength == strength for asking in askings)
        ],
        "gained": catalogue.gained_in[id_],
        "funding": [catalogue.funding[one] for one in qualification.funding],
        "body": catalogue.bodies.get(qualification.body or ""),
        "source_of": {source.id: source for source in qualification.sources},
        "articles": catalogue.guidance.get(("qualification", id_), []),
        "near": near(catalogue, ("qualification", id_)),
        "review_by": later(qualification.reviewed, catalogue.site.review_months),
        "things": (schema_org.credential(catalogue, qualification),),
    }
