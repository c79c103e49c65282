"""Where each thing lives in the site. Addresses are permanent; all of them are made here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.models import Entry

FOLDERS = {
    "ladder": "ladders",
    "role": "roles",
    "qualification": "qualifications",
    "skill": "skills",
    "article": "guidance",
    "local": "local",  # articles of the service in `local/`; a folder of their own, so that none ever meets a later one of the site
}
ANCHORED = {"body": "bodies/#", "funding": "funding/#", "group": "ladders/#", "stage": "ladders/#stage-", "word": "glossary/#"}
# Pages for the frames of other websites, and what belongs to them.
EMBEDS = "embed/"
# What a phone reads to install the site: one in each language.
MANIFEST = "manifest.webmanifest"
LINKABLE = (*FOLDERS, "body", "funding", "word", "page")


def address(kind: str, id_: str) -> str:
    """The address of an entry, relative to the site: 'roles/head-chef/', or 'funding/#local-grant'."""
    if kind in FOLDERS:
        return f"{FOLDERS[kind]}/{id_}/"
    if kind in ANCHORED:
        return f"{ANCHORED[kind]}{id_}"
    if kind == "page":
        return f"{id_}/"
    raise KeyError(kind)


def anchors(kind: str, entries: Iterable[Entry]) -> tuple[str, ...]:
    """The fragments at which entries that share a page can be reached, under their old ids too."""
    start = ANCHORED[kind].partition("#")[2]
    return tuple(start + id_ for entry in entries for id_ in (entry.id, *entry.was))


def is_local(page: str) -> bool:
    """Whether a page comes from the folder `local/`, which has other keepers than the site."""
    return page.startswith(f"{FOLDERS['local']}/")


def file_of(page: str) -> str:
    """The output file of a page: 'roles/head-chef/' is 'roles/head-chef/index.html'."""
    return f"{page}index.html" if page == "" or page.endswith("/") else page


def way_up(page: str) -> str:
    """The relative way from a page to the top of the site: '../../' from 'roles/head-chef/', './' from the top itself."""
    return "../" * page.count("/") or "./"


def absolute(base_url: str, page: str) -> str:
    """The public address of a page. `base_url` ends in a slash."""
    return base_url + page
