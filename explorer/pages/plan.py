"""The plan worksheet: a blank sheet to print, which the scripts turn into one that is filled in and kept in the browser."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.catalogue import Catalogue
from explorer.page import Crumb, Page
from explorer.pages.home import HOME
from explorer.prose import plain
from explorer.worksheet import shape


def plan_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The worksheet, where the site has one."""
    say = catalogue.say
    worksheet = catalogue.worksheet
    if worksheet is None:
        return
    articles = {id_: written.front for id_, written in catalogue.articles.items()}
    yield Page(
        "plan/",
        "plan",
        "pages/plan.html",
        worksheet.title,
        plain(worksheet.lead),
        {
            "worksheet": worksheet,
            "parts": [(part, [articles[id_] for id_ in part.articles]) for part in worksheet.parts],
            "shape": shape(worksheet),
        },
        (HOME.said(say), Crumb(worksheet.title, "plan/")),
        file="content/plan.yaml",
        depends=frozenset({"worksheet:site"}),
    )
