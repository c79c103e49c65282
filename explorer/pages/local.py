"""What an advice service adds near it: the page with all of it, its articles, and its notes for the pages of roles and others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.address import FOLDERS, address
from explorer.catalogue import Catalogue, Local, Noted
from explorer.models import Article
from explorer.page import Crumb, Page, Show
from explorer.pages.guidance import article_show
from explorer.pages.home import HOME
from explorer.say import Say
from explorer.words import LOCAL_KINDS


@dataclass(frozen=True, slots=True)
class Near:
    """Notes below the headings of their kinds, and articles."""

    kinds: tuple[tuple[str, str, list[Noted]], ...]
    articles: tuple[Article, ...]


def near(catalogue: Catalogue, *entries: tuple[str, str]) -> Near | None:
    """What the service says of any of these entries, the nearest first; none when it says nothing."""
    if catalogue.local is None:
        return None
    notes = [noted for entry in entries for noted in catalogue.local.notes_on.get(entry, [])]
    written = [one for entry in entries for one in catalogue.local.articles_on.get(entry, [])]
    articles = {one.front.id: one.front for one in written}
    return Near(_by_kind(catalogue.say, notes), tuple(articles.values())) if notes or articles else None


def _by_kind(say: Say, notes: Sequence[Noted]) -> tuple[tuple[str, str, list[Noted]], ...]:
    once = {noted.anchor: noted for noted in notes}.values()
    kinds = [(kind, title, [noted for noted in once if noted.kind == kind]) for kind, title in say.all(LOCAL_KINDS).items()]
    return tuple(one for one in kinds if one[2])


def local_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The page with everything that the service adds, and each of its articles; nothing where there is no service."""
    local = catalogue.local
    if local is None:
        return
    service, say = local.service, catalogue.say
    here = Crumb(say("Near you: {area}", area=service.area), f"{FOLDERS['local']}/")
    yield Page(
        here.address,
        "local",
        "pages/local.html",
        here.title,
        say("Employers, courses, events and people to ask near {area}, from {service}.", area=service.area, service=service.title),
        Show(_all, (local,)),
        (HOME.said(say), here),
        reviewed=service.reviewed,
    )
    yield from _article_pages(catalogue, local, here)


def _article_pages(catalogue: Catalogue, local: Local, here: Crumb) -> Iterator[Page]:
    for written in local.in_order:
        front = written.front
        where = address("local", front.id)
        yield Page(
            where,
            "local-article",
            "pages/article.html",
            front.title,
            front.summary,
            Show(_article, (local, front.id)),
            (HOME.said(catalogue.say), here, Crumb(front.title, where)),
            reviewed=front.reviewed,
        )


def _all(catalogue: Catalogue, local: Local) -> dict[str, Any]:
    return {"local": local, "all": Near(_by_kind(catalogue.say, local.notes), tuple(written.front for written in local.in_order))}


def _article(catalogue: Catalogue, local: Local, id_: str) -> dict[str, Any]:
    return {**article_show(catalogue, local.articles[id_]), "before": None, "after": None, "local": local}
