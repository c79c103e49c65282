"""Small pages for the frames of other websites: a role, a ladder, the search box. Each says its height and leads to the whole page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from explorer.address import EMBEDS
from explorer.catalogue import Catalogue
from explorer.page import Page, Show
from explorer.pages.moved import target_show
from explorer.settings import Site

SCRIPT = f"{EMBEDS}embed.js"
KINDS = ("role", "ladder", "search")
WIDTH = 600
# Pixels of a frame until its page says how high it is, and for good where the script is not used.
HEIGHTS = {"role": 420, "ladder": 640, "search": 190}


def embed_address(page: Page) -> str:
    """The address of the small page of a page: 'embed/roles/cook/'."""
    return EMBEDS + page.address


def embed_pages(listed: Iterable[Page]) -> Iterator[Page]:
    """The small page of each role and ladder, and of the search box. They show what the whole pages know.

    Frames that name an old id go on working too: nobody knows on which websites they are.
    """
    listed = list(listed)
    framed = {page.address for page in listed if page.kind in KINDS}
    for page in listed:
        if page.kind == "moved" and (target := page.show.of[0]) in framed:
            yield Page(embed_address(page), "embed", page.template, page.title, page.description, Show(target_show, (f"{EMBEDS}{target}",)))
        elif page.kind in KINDS:
            yield Page(
                embed_address(page),
                "embed",
                f"embeds/{page.kind}.html",
                page.title,
                page.description,
                Show(_show, (page,)),
                reviewed=page.reviewed,
                file=page.file,
            )


def _show(catalogue: Catalogue, whole: Page) -> dict[str, Any]:
    return {**whole.show(catalogue), "whole": whole}


def embed_files(listed: Iterable[Page], site: Site) -> Iterator[tuple[str, str]]:
    """The oEmbed answer of each page that has a small one: name and content."""
    for page in listed:
        if page.kind in KINDS:
            yield f"{embed_address(page)}oembed.json", json.dumps(oembed(page, site), ensure_ascii=False) + "\n"


def oembed(page: Page, site: Site) -> dict[str, str | int]:
    """What a program is told that asks how to embed a page. Source: https://oembed.com, version 1.0, 2.3.4.4 (rich)."""
    return {
        "version": "1.0",
        "type": "rich",
        "title": page.title,
        "author_name": site.organisation.name,
        "provider_name": site.title,
        "provider_url": site.base_url,
        "cache_age": 86400,
        "html": snippet(page, site),
        "width": WIDTH,
        "height": HEIGHTS[page.kind],
    }


def snippet(page: Page, site: Site) -> str:
    """The HTML for another website: the frame, and the script that gives it the height of its page. The frame works without the script."""
    return (
        f'<iframe src="{escape(site.base_url + embed_address(page))}" title="{escape(page.title)} – {escape(site.title)}" '
        f'width="{WIDTH}" height="{HEIGHTS[page.kind]}" loading="lazy" style="max-width:100%;border:0"></iframe>\n'
        f'<script src="{escape(site.base_url)}{SCRIPT}" defer></script>'
    )
