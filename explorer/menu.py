"""The main menu that a site chooses for itself, and the links that it adds to the foot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from explorer.address import address
from explorer.problem import Problem, suggestion
from explorer.read import Path_
from explorer.settings import Site

if TYPE_CHECKING:
    from explorer.check import Draft

# The pages that an item can name, and the kind of entry without which there is no such page.
LISTS = {
    "map": "role",
    "routes": "role",
    "ladders": "ladder",
    "roles": "role",
    "plan": "worksheet",
    "qualifications": "qualification",
    "skills": "skill",
    "guidance": "article",
    "match": "match",
    "compare": "role",
    "search": "role",
    "funding": "funding",
    "bodies": "body",
    "glossary": "word",
    "have": "role",
    "print": "role",
}
ENTRIES = ("role", "ladder", "qualification", "skill", "article", "page", "funding", "body")


def menu(site: Site) -> list[tuple[str, str]]:
    """The words of each item, and the address that it leads to; empty where the site chooses nothing."""
    return [(item.title, _address(item.to)) for item in site.menu]


def foot(site: Site) -> list[tuple[str, str]]:
    """The words of each link that the site adds to the foot, and where it leads, as templates write it."""
    return [(item.title, item.to if _elsewhere(item.to) else f"~/{_address(item.to)}") for item in site.footer.links]


def leads_nowhere(site: Draft, known: Mapping[str, Mapping[str, Draft]]) -> Iterator[Problem]:
    """Each item of the menu and each link of the foot leads to a page that there is, or to another site."""
    if not isinstance(site.model, Site):
        return
    items: list[tuple[str, Path_, str]] = [("The menu", ("menu", at), item.to) for at, item in enumerate(site.model.menu)]
    items += [("The foot", ("footer", "links", at), link.to) for at, link in enumerate(site.model.footer.links) if not _elsewhere(link.to)]
    for what, path, to in items:
        kind, is_entry, _ = to.partition(":")
        there = (
            [f"{kind}:{id_}" for id_ in known.get(kind, ())]
            if is_entry and kind in ENTRIES
            else [name for name, needed in LISTS.items() if known.get(needed)]
        )
        if to not in there:
            yield Problem(
                site.place((*path, "to")),
                f"{what} leads to '{to}', and there is no such page.",
                suggestion(to, there, f"A list is one of: {', '.join(name for name in LISTS if known.get(LISTS[name]))}."),
            )


def _address(to: str) -> str:
    return address(*to.split(":")) if ":" in to else f"{to}/"


def _elsewhere(to: str) -> bool:
    return to.startswith(("https://", "http://"))
