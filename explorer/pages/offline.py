"""The page on which the site is saved in the browser."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.page import Crumb, Page
from explorer.pages.home import HOME


def offline_pages() -> Iterator[Page]:
    """Save for offline."""
    yield Page(
        "offline/",
        "offline",
        "pages/offline.html",
        "Save for offline",
        "Keep the whole site in this browser, and use it where there is no network.",
        crumbs=(HOME, Crumb("Save for offline", "offline/")),
    )
