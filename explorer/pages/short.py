"""Short addresses for paper: each leads to a page that has a long one. They are permanent, as they are worked out from that address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from explorer.catalogue import Catalogue
from explorer.page import Page, Show
from explorer.pages.moved import target_show
from explorer.say import Say

KINDS = {"role", "ladder", "qualification", "skill", "article", "route", "map"}
# Without vowels, so that no words come out, and without what looks alike in print.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 5


def short_address(address: str) -> str:
    """The short address of a page: 'r/k7m3q/'."""
    number = int.from_bytes(hashlib.sha256(address.encode()).digest())
    letters = []
    for _ in range(LENGTH):
        number, at = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[at])
    return f"r/{''.join(letters)}/"


def has_short(page: Page) -> bool:
    """Whether a page has a short address."""
    return page.kind in KINDS


def short_pages(listed: Iterable[Page], say: Say) -> Iterator[Page]:
    """A page at each short address. Those of renamed entries go on working, as their old addresses do.

    Among thousands of pages two may have the same short address. It then asks which of them is meant, so what is on paper stays true.
    """
    listed = list(listed)
    lasting = {page.address for page in listed if has_short(page)}
    shared: dict[str, list[Page]] = {}
    for page in listed:
        if page.address in lasting or (page.kind == "moved" and page.show.of[0] in lasting):
            shared.setdefault(short_address(page.address), []).append(page)
    for short, pages in shared.items():
        file = pages[0].file or pages[0].address
        if len(pages) == 1:
            (page,) = pages
            show = page.show if page.kind == "moved" else Show(target_show, (page.address,))
            yield Page(short, "short", "pages/moved.html", page.title, page.description, show, file=file)
        else:
            words = say("This short address belongs to more than one page. Choose the one that you want.")
            yield Page(short, "short", "pages/several.html", say("Which page?"), words, Show(_several, tuple(pages)), file=file)


def _several(catalogue: Catalogue, *pages: Page) -> dict[str, Any]:
    return {"leads_to": [(page.title, page.show(catalogue)["target"] if page.kind == "moved" else page.address) for page in pages]}
