"""The page on which the site is saved in the browser."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.catalogue import Catalogue
from explorer.page import Crumb, Page
from explorer.pages.home import HOME


def offline_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Save for offline."""
    say = catalogue.say
    yield Page(
        "offline/",
        "offline",
        "pages/offline.html",
        say("Save for offline"),
        say("Keep the whole site in this browser, and use it where there is no network."),
        crumbs=(HOME.said(say), Crumb(say("Save for offline"), "offline/")),
    )
