"""Short addresses for paper: each leads to a page that has a long one. They are permanent, as they are worked out from that address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from explorer.address import is_local
from explorer.page import Page, Show
from explorer.pages.moved import target_show

KINDS = {"role", "ladder", "qualification", "skill", "article", "route", "map"}
# Without vowels, so that no words come out, and without what looks alike in print.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 5


def short_address(address: str) -> str:
    """The short address of a page: 'r/k7m3q/'. Two pages at the same one stop the build, as with any address."""
    number = int.from_bytes(hashlib.sha256(address.encode()).digest())
    letters = []
    for _ in range(LENGTH):
        number, at = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[at])
    return f"r/{''.join(letters)}/"


def has_short(page: Page) -> bool:
    """Whether a page has a short address."""
    return page.kind in KINDS


def short_pages(listed: Iterable[Page]) -> Iterator[Page]:
    """A page at each short address. Those of renamed entries go on working, as their old addresses do."""
    for page in listed:
        if has_short(page) or (page.kind == "moved" and not is_local(page.address)):
            show = page.show if page.kind == "moved" else Show(target_show, (page.address,))
            yield Page(
                short_address(page.address),
                "short",
                "pages/moved.html",
                page.title,
                page.description,
                show,
                file=page.file or page.address,
            )
