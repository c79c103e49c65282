"""The plan worksheet: a blank sheet to print, which the scripts turn into one that is filled in and kept in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.catalogue import Catalogue
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME
from explorer.prose import plain
from explorer.worksheet import Worksheet, shape


def plan_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The worksheet, where the site has one."""
    say = catalogue.say
    worksheet = catalogue.worksheet
    if worksheet is None:
        return
    yield Page(
        "plan/",
        "plan",
        "pages/plan.html",
        worksheet.title,
        plain(worksheet.lead),
        Show(_show, (worksheet,)),
        (HOME.said(say), Crumb(worksheet.title, "plan/")),
        file="content/plan.yaml",
    )


def _show(catalogue: Catalogue, worksheet: Worksheet) -> dict[str, Any]:
    return {
        "worksheet": worksheet,
        "parts": [(part, [catalogue.articles[id_].front for id_ in part.articles]) for part in worksheet.parts],
        "shape": shape(worksheet),
    }
