"""Plain pages of Markdown: about, privacy, accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer import prose
from explorer.address import address
from explorer.catalogue import Catalogue
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME


def plain_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Each page of `content/pages/`."""
    say = catalogue.say
    for id_, written in catalogue.pages.items():
        front = written.front
        where = address("page", id_)
        yield Page(
            where,
            "plain",
            "pages/plain.html",
            front.title,
            front.summary,
            Show(_show, (id_,)),
            (HOME.said(say), Crumb(front.title, where)),
            front.reviewed,
            catalogue.places[("page", id_)].file,
            prose.fragments(prose.article(written.body)[1]),
        )


def _show(catalogue: Catalogue, id_: str) -> dict[str, Any]:
    return {"body": prose.article(catalogue.pages[id_].body)[0]}
