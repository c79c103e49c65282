"""The main menu that a site chooses for itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from explorer.address import address
from explorer.problem import Problem, suggestion
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
    return [(item.title, address(*item.to.split(":")) if ":" in item.to else f"{item.to}/") for item in site.menu]


def leads_nowhere(site: Draft, known: Mapping[str, Mapping[str, Draft]]) -> Iterator[Problem]:
    """Each item of the menu leads to a page that there is."""
    for at, item in enumerate(site.model.menu if isinstance(site.model, Site) else ()):
        kind, is_entry, _ = item.to.partition(":")
        there = (
            [f"{kind}:{id_}" for id_ in known.get(kind, ())]
            if is_entry and kind in ENTRIES
            else [name for name, needed in LISTS.items() if known.get(needed)]
        )
        if item.to not in there:
            yield Problem(
                site.place(("menu", at, "to")),
                f"The menu leads to '{item.to}', and there is no such page.",
                suggestion(item.to, there, f"A list is one of: {', '.join(name for name in LISTS if known.get(LISTS[name]))}."),
            )
