"""Plain pages of Markdown: about, privacy, accessibility."""

from __future__ import annotations

from collections.abc import Iterator

from explorer import prose
from explorer.address import address
from explorer.catalogue import Catalogue
from explorer.page import Crumb, Page
from explorer.pages.home import HOME


def plain_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Each page of `content/pages/`."""
    say = catalogue.say
    for id_, written in catalogue.pages.items():
        front = written.front
        where = address("page", id_)
        body, headings = prose.article(written.body)
        yield Page(
            where,
            "plain",
            "pages/plain.html",
            front.title,
            front.summary,
            {"body": body},
            (HOME.said(say), Crumb(front.title, where)),
            (),
            front.reviewed,
            catalogue.places[("page", id_)].file,
            frozenset({f"page:{id_}"}),
            prose.fragments(headings),
        )
