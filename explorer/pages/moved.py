"""Old addresses: each renamed entry leaves a page that leads to the new one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.address import FOLDERS, address
from explorer.catalogue import Catalogue
from explorer.page import Page, Show


def moved_pages(catalogue: Catalogue) -> Iterator[Page]:
    """One page for each id under `was` of an entry that has a page of its own."""
    entries = {
        "ladder": catalogue.ladders,
        "role": catalogue.roles,
        "qualification": catalogue.qualifications,
        "skill": catalogue.skills,
        "article": {id_: written.front for id_, written in catalogue.articles.items()},
        "local": {id_: written.front for id_, written in (catalogue.local.articles if catalogue.local else {}).items()},
    }
    for kind in FOLDERS:
        for id_, entry in entries[kind].items():
            for old in entry.was:
                yield Page(
                    address(kind, old),
                    "moved",
                    "pages/moved.html",
                    entry.title,
                    entry.summary,
                    Show(target_show, (address(kind, id_),)),
                )


def target_show(_: Catalogue, target: str) -> dict[str, Any]:
    """What the template of a page shows that only leads to another."""
    return {"target": target}
