"""Long lists with an anchor for each entry: ways to pay for study, regulators and other bodies, and words explained."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.address import anchors
from explorer.catalogue import Catalogue
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME
from explorer.words import BODY_KINDS, by_letter


def support_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Funding, bodies and the glossary."""
    say = catalogue.say
    funding = list(catalogue.funding.values())
    bodies = list(catalogue.bodies.values())
    words = list(catalogue.words.values())
    if funding:
        yield Page(
            "funding/",
            "funding",
            "pages/funding.html",
            say("Paying for training"),
            say("Who can get help with the cost of study, how much and how to ask."),
            Show(_funding),
            (HOME.said(say), Crumb(say("Funding"), "funding/")),
            min(entry.reviewed for entry in funding),
            catalogue.places[("funding", funding[0].id)].file,
            anchors("funding", funding),
        )
    if bodies:
        yield Page(
            "bodies/",
            "bodies",
            "pages/bodies.html",
            say("Regulators and other bodies"),
            say("Who keeps the registers, who inspects services, and what each asks of you."),
            Show(_bodies),
            (HOME.said(say), Crumb(say("Bodies"), "bodies/")),
            min(body.reviewed for body in bodies),
            catalogue.places[("body", bodies[0].id)].file,
            anchors("body", bodies),
        )
    if words:
        yield Page(
            "glossary/",
            "glossary",
            "pages/glossary.html",
            say("Words explained"),
            say("What the words mean that people here use every day and newcomers stumble over."),
            Show(_glossary),
            (HOME.said(say), Crumb(say("Words explained"), "glossary/")),
            min(word.reviewed for word in words),
            catalogue.places[("word", words[0].id)].file,
            anchors("word", words),
        )


def _funding(catalogue: Catalogue) -> dict[str, Any]:
    return {"funding": list(catalogue.funding.values()), "paid_for": catalogue.paid_for}


def _bodies(catalogue: Catalogue) -> dict[str, Any]:
    kinds = [(words, [body for body in catalogue.bodies.values() if body.kind == kind]) for kind, words in BODY_KINDS.items()]
    return {"kinds": [(catalogue.say(words), some) for words, some in kinds if some], "registered": catalogue.registered}


def _glossary(catalogue: Catalogue) -> dict[str, Any]:
    return {"letters": by_letter(catalogue.say, [(word.title, word) for word in catalogue.words.values()])}
