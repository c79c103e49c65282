"""Old addresses: each page of a renamed entry leaves one that leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from explorer.address import FOLDERS
from explorer.catalogue import Catalogue
from explorer.page import Page, Show

# The folders of pages that name roles, one in each part of the address.
OF_ROLES = ("routes", "compare")


def moved_pages(catalogue: Catalogue, listed: Iterable[Page]) -> Iterator[Page]:
    """A page for each address that one of the listed pages had under an id that stands under `was`: a role's print page and routes too."""
    renamed = {FOLDERS[kind]: {id_: entry.was for id_, entry in entries.items() if entry.was} for kind, entries in _entries(catalogue)}
    for page in listed:
        for old in _old_addresses(page.address, renamed):
            yield Page(old, "moved", "pages/moved.html", page.title, page.description, Show(target_show, (page.address,)))


def _entries(catalogue: Catalogue) -> Iterator[tuple[str, Mapping[str, Any]]]:
    near = catalogue.local.articles if catalogue.local else {}
    yield "ladder", catalogue.ladders
    yield "role", catalogue.roles
    yield "qualification", catalogue.qualifications
    yield "skill", catalogue.skills
    yield "article", {id_: written.front for id_, written in catalogue.articles.items()}
    yield "local", {id_: written.front for id_, written in near.items()}


def _old_addresses(address: str, renamed: Mapping[str, Mapping[str, list[str]]]) -> Iterator[str]:
    folder, *parts = address.rstrip("/").split("/")
    ids = renamed.get(FOLDERS["role"] if folder in OF_ROLES else folder, {})
    named = len(parts) if folder in OF_ROLES else 1
    names = [[part, *(ids.get(part, []) if at < named else [])] for at, part in enumerate(parts)]
    for some in product(*names):
        if list(some) != parts:
            yield "/".join([folder, *some, ""])


def target_show(_: Catalogue, target: str) -> dict[str, Any]:
    """What the template of a page shows that only leads to another."""
    return {"target": target}
