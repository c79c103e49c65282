"""Guidance: the list of articles, and each article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer import prose, schema_org
from explorer.address import address
from explorer.catalogue import Catalogue, Written, spoken_of
from explorer.models import Article
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME
from explorer.say import N_
from explorer.words import later

GUIDANCE = Crumb(N_("Guidance"), "guidance/")


def guidance_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The list of articles, and each article."""
    say = catalogue.say
    articles = catalogue.in_order
    yield Page(
        "guidance/",
        "guidance",
        "pages/guidance.html",
        say("Guidance"),
        say("Plain guidance on finding your way: pathways, qualifications, money, time and planning."),
        Show(list_show),
        (HOME.said(say), GUIDANCE.said(say)),
    )
    for before, written, after in zip([None, *articles[:-1]], articles, [*articles[1:], None], strict=True):
        yield article_page(catalogue, written, before, after)


def by_theme(articles: list[Written]) -> list[tuple[str | None, list[Article]]]:
    """The articles under their themes, in the order in which each theme first comes up; those without one at the end."""
    themes: dict[str | None, list[Article]] = {}
    for written in articles:
        themes.setdefault(written.front.theme, []).append(written.front)
    return sorted(themes.items(), key=lambda pair: pair[0] is None)


def article_page(catalogue: Catalogue, written: Written, before: Written | None, after: Written | None) -> Page:
    """One article, with the roles and qualifications that it speaks of."""
    say = catalogue.say
    front = written.front
    where = address("article", front.id)
    return Page(
        where,
        "article",
        "pages/article.html",
        front.title,
        front.summary,
        Show(_show, (front.id, *(other.front.id if other else None for other in (before, after)))),
        (HOME.said(say), GUIDANCE.said(say), Crumb(front.title, where)),
        front.reviewed,
        catalogue.places[("article", front.id)].file,
        prose.fragments(prose.article(written.body)[1]),
    )


def list_show(catalogue: Catalogue) -> dict[str, Any]:
    """What the template of the list shows."""
    return {"themes": by_theme(catalogue.in_order)}


def _show(catalogue: Catalogue, id_: str, before: str | None, after: str | None) -> dict[str, Any]:
    written = catalogue.articles[id_]
    return {
        **article_show(catalogue, written),
        "before": catalogue.articles[before].front if before else None,
        "after": catalogue.articles[after].front if after else None,
        "local": None,
        "things": (schema_org.article(catalogue, written),),
    }


def article_show(catalogue: Catalogue, written: Written) -> dict[str, Any]:
    """What the template of an article shows: its text, and the entries that it speaks of."""
    front = written.front
    body, headings = prose.article(written.body)
    entries = spoken_of(written)
    return {
        "article": front,
        "body": body,
        "headings": [heading for heading in headings if heading.level == 2],
        "roles": [role for role in catalogue.roles.values() if ("role", role.id) in entries],
        "qualifications": [entry for entry in catalogue.qualifications.values() if ("qualification", entry.id) in entries],
        "skills": [skill for skill in catalogue.skills.values() if ("skill", skill.id) in entries],
        "funding": [entry for entry in catalogue.funding.values() if ("funding", entry.id) in entries],
        "review_by": later(front.reviewed, catalogue.site.review_months),
    }
