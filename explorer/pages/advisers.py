"""The page for advisers: links made to measure, pages for other websites, and what may be reused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from explorer.catalogue import Catalogue
from explorer.page import Crumb, Page, Show
from explorer.pages.embeds import snippet
from explorer.pages.home import HOME
from explorer.pages.printing import FORMS
from explorer.pages.role_list import FLAGS, used_patterns
from explorer.routes import PRIORITIES
from explorer.say import N_

TITLE = N_("For advisers")
ARTICLE = "for-advisers"


def adviser_pages(catalogue: Catalogue, listed: Iterable[Page]) -> Iterator[Page]:
    """For advisers. listed: the other pages, of which one has the search box."""
    say = catalogue.say
    yield Page(
        "for-advisers/",
        "advisers",
        "pages/advisers.html",
        say(TITLE),
        say("Make a link, a QR code or a frame that opens exactly what your client should see, and learn what you may reuse."),
        Show(_show, tuple(snippet(page, catalogue.site) for page in listed if page.kind == "search")),
        (HOME.said(say), Crumb(say(TITLE), "for-advisers/")),
    )


def _show(catalogue: Catalogue, search_snippet: str) -> dict[str, Any]:
    say, article = catalogue.say, catalogue.articles.get(ARTICLE)
    return {
        "kinds": {
            "role": say("A role"),
            "route": say("A route between two jobs"),
            "compare": say("Two to four roles side by side"),
            "list": say("A list of roles that fit"),
            **({"plan": say("A plan that is begun")} if catalogue.worksheet else {}),
            "pack": say("A pack to print"),
        },
        "flags": say.all(FLAGS),
        "patterns": used_patterns(catalogue),
        "levels": catalogue.levels,
        "forms": say.all(FORMS),
        "priorities": say.all(PRIORITIES),
        "packs": list(catalogue.packs.values()),
        "article": article.front if article else None,
        "search_snippet": search_snippet,
    }
