"""What maintainers want to know of the catalogue: what is stale, without a source, named by nothing, or missing. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from explorer.catalogue import Catalogue
from explorer.fields import Markup, Refers
from explorer.glossary import forms
from explorer.models import Role
from explorer.pictures import Pictures
from explorer.prose import short_links
from explorer.table import Table
from explorer.unexplained import unexplained
from explorer.untranslated import untranslated
from explorer.walk import marked
from explorer.words import later

DIRECTIONS = 2
HUGE = 200_000
FIELDS: dict[str, Callable[[Role], Any]] = {
    "pay": lambda role: role.pay,
    "SOC code": lambda role: role.codes.soc2020,
    "interests": lambda role: role.interests,
    "ways in": lambda role: role.entry,
    "moves": lambda role: role.moves,
    "skills": lambda role: role.skills,
    "hurdles": lambda role: role.hurdles,
    "registration": lambda role: role.registration,
    "search words": lambda role: role.find,
    "sources": lambda role: role.sources,
}


def findings(catalogue: Catalogue, today: date, pictures: Pictures) -> tuple[Table, ...]:
    """Every finding that is quick: the commands and the page for maintainers show the same."""
    return (
        stale(catalogue, today),
        unsourced(catalogue),
        orphans(catalogue),
        few_directions(catalogue),
        gaps(catalogue),
        faulty_pictures(pictures),
        missing_words(catalogue),
        *([untranslated_texts(catalogue)] if catalogue.others else []),
    )


def stale(catalogue: Catalogue, today: date) -> Table:
    """Entries whose last check is longer ago than the settings allow, oldest first."""
    months = catalogue.site.review_months
    old = sorted((front.reviewed, name) for name, front in _entries(catalogue) if later(front.reviewed, months) < today)
    lead = f"Last checked more than {months} months ago (review_months in content/site.yaml). Check the facts and write today's date."
    return Table("stale", "Stale", lead, ("checked", "entry"), tuple((str(day), name) for day, name in old))


def unsourced(catalogue: Catalogue) -> Table:
    """Entries that state facts and say not where from."""
    kinds = ("role", "qualification", "body", "funding", "scale", "article")
    rows = tuple((name,) for name, front in _entries(catalogue) if name.split(":")[0] in kinds and not front.sources)
    return Table("unsourced", "Without a source", "Add the pages that the facts come from.", ("entry",), rows)


def orphans(catalogue: Catalogue) -> Table:
    """Entries that no other one names, and roles to which no move leads."""
    named = {(kind, id_) for kind, id_ in _named(catalogue)}
    kinds = ("qualification", "skill", "body", "funding")
    rows = [(name, "nothing names it") for name, _ in _entries(catalogue) if name.startswith(kinds) and tuple(name.split(":")) not in named]
    rows += [(f"role:{id_}", "no move leads here") for id_, moves in catalogue.arrivals.items() if not moves]
    return Table("orphans", "Orphans", "Name them where they belong, or take them away.", ("entry", "why"), tuple(rows))


def few_directions(catalogue: Catalogue) -> Table:
    """Roles that lead to fewer than two others."""
    counts = [(len({move.to for move in role.moves}), id_) for id_, role in catalogue.roles.items()]
    rows = tuple((str(count), f"role:{id_}") for count, id_ in sorted(counts) if count < DIRECTIONS)
    return Table("directions", "Short of directions", f"These lead to fewer than {DIRECTIONS} roles.", ("leads to", "role"), rows)


def gaps(catalogue: Catalogue) -> Table:
    """How many roles of each ladder lack each field."""
    rows = []
    for ladder in catalogue.ladders.values():
        lacking = [sum(not has(role) for role in ladder.roles) for has in FIELDS.values()]
        if any(lacking):
            rows.append((f"ladder:{ladder.id}", str(len(ladder.roles)), *(str(count or "") for count in lacking)))
    return Table("gaps", "Gaps", "How many roles of each ladder lack a field.", ("ladder", "roles", *FIELDS), tuple(rows))


def faulty_pictures(pictures: Pictures) -> Table:
    """Pictures that nothing names or that are huge, and those in texts, which are not shown."""
    rows = [(picture.name, "nothing names it") for picture in pictures.files if not picture.used]
    rows += [(picture.name, f"{picture.size / 1000:.0f} kB is much to load") for picture in pictures.files if picture.size > HUGE]
    for shown in pictures.shown:
        rows.append(
            (f"{shown.file}:{shown.line}", "texts show no pictures" + ("" if shown.alt else ", and this one has no alternative text"))
        )
    lead = f"Take away what nothing uses, make those above {HUGE // 1000} kB smaller, and say in words what a picture in a text shows."
    return Table("pictures", "Pictures", lead, ("picture", "why"), tuple(rows))


def missing_words(catalogue: Catalogue) -> Table:
    """What texts use often and neither the glossary nor an entry's title has, nor the texts themselves say."""
    texts = {name: "\n".join(_prose(front)) for name, front in _entries(catalogue)}
    for kind, some in (("article", catalogue.articles), ("page", catalogue.pages)):
        for id_, written in some.items():
            texts[f"{kind}:{id_}"] += "\n" + written.body
    known = [form for word in catalogue.words.values() for form in (word.title, *word.also_called, *forms(word))]
    for _, front in _entries(catalogue):
        known += [front.title, getattr(front, "short", ""), *getattr(front, "also_called", [])]
    known += [nation.title for nation in catalogue.terms["nation"].values()]
    rows = tuple((word, str(count), example) for word, count, example in unexplained(texts, known))
    lead = "Abbreviations and names that several texts use and do not explain. Add them to content/glossary.yaml, or write them out."
    return Table("words", "Words that the glossary lacks", lead, ("word", "entries", "such as"), rows)


def untranslated_texts(catalogue: Catalogue) -> Table:
    """What is not translated, and what has changed since it was."""
    lead = "What has no words in another language of the site, and what was translated from words that have changed since."
    return Table("translations", "Translations", lead, ("language", "where", "what"), tuple(untranslated(catalogue)))


def _prose(front: Any) -> Iterator[str]:
    yield getattr(front, "summary", None) or ""
    yield from (text for _, mark, text in marked(front) if isinstance(mark, Markup))


def _entries(catalogue: Catalogue) -> Iterator[tuple[str, Any]]:
    """Every entry with a review date, by kind and id."""
    kinds: dict[str, Iterable[tuple[str, Any]]] = {
        "ladder": ((id_, ladder.model_copy(update={"roles": []})) for id_, ladder in catalogue.ladders.items()),
        "role": catalogue.roles.items(),
        "qualification": catalogue.qualifications.items(),
        "skill": catalogue.skills.items(),
        "body": catalogue.bodies.items(),
        "funding": catalogue.funding.items(),
        "scale": catalogue.scales.items(),
        "word": catalogue.words.items(),
        "article": ((id_, written.front) for id_, written in catalogue.articles.items()),
        "page": ((id_, written.front) for id_, written in catalogue.pages.items()),
    }
    for kind, some in kinds.items():
        yield from ((f"{kind}:{id_}", front) for id_, front in some)


def _named(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What entries name, in their fields and by links in their texts."""
    for _, front in _entries(catalogue):
        for _, mark, text in marked(front):
            if isinstance(mark, Refers):
                yield mark.kind, text
            elif isinstance(mark, Markup):
                yield from ((kind, id_) for _, kind, id_ in short_links(text))
    for written in chain(catalogue.articles.values(), catalogue.pages.values()):
        yield from ((kind, id_) for _, kind, id_ in short_links(written.body))
