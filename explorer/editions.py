"""The site in each of its languages: the same pages, below a folder of its own for each language but the first.

A page exists in another language where its subject has been translated, and where all of its words are of the interface.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from explorer.address import FOLDERS
from explorer.catalogue import Catalogue
from explorer.page import Page
from explorer.routes import Steps
from explorer.say import Say

WORDS = "words.js"
KIND_OF = {folder: kind for kind, folder in FOLDERS.items()}
# Pages of which a site has one: the one for addresses that lead nowhere, and those for frames.
ONCE = {"not-found", "embed"}
# Pages of one kind of entry, whole: the kind, and where the catalogue has it.
LISTS = {"funding": ("funding", "funding"), "bodies": ("body", "bodies"), "glossary": ("word", "words")}


@dataclass(frozen=True)
class Edition:
    """One language: the folder that its pages lie in ('' for the first, 'cy/'), its catalogue, its pages and steps."""

    folder: str
    catalogue: Catalogue
    pages: Sequence[Page]
    steps: Steps

    @property
    def language(self) -> str:
        """The code of its language, as the settings have it."""
        return self.folder.rstrip("/") or next(iter(self.catalogue.site.languages), self.catalogue.site.language)

    @cached_property
    def own(self) -> frozenset[str]:
        """The addresses of its pages, relative to its folder."""
        return frozenset(page.address for page in self.pages)


@dataclass(frozen=True, slots=True)
class Version:
    """A page in one language.

    name: what the language calls itself
    address: relative to the site; of the home page where `same` says that the page has no such version
    here: whether it is the page itself
    """

    language: str
    name: str
    address: str
    same: bool
    here: bool


def versions(editions: Sequence[Edition], page: Page) -> list[Version]:
    """A page in every language of the site; where it has no such version, the home page of the language."""
    return [
        Version(
            edition.language,
            name_of(edition.catalogue.say, edition.catalogue.say),
            edition.folder + (page.address if same else ""),
            same,
            edition.folder == page.folder,
        )
        for edition in editions
        for same in [page.address in edition.own]
    ]


def name_of(language: Say, say: Say) -> str:
    """What a language is called in one: in Welsh, English is Saesneg."""
    name = str(say.locale.languages.get(language.locale.language, language.language))
    return name[:1].upper() + name[1:]


def is_spoken(catalogue: Catalogue, page: Page) -> bool:
    """Whether a page exists in the language of the catalogue."""
    known = catalogue.translated
    if known is None:
        return True
    if page.kind in LISTS:
        return known.issuperset((LISTS[page.kind][0], id_) for id_ in getattr(catalogue, LISTS[page.kind][1]))
    return page.kind not in ONCE and known.issuperset(_subjects(catalogue, page))


def _subjects(catalogue: Catalogue, page: Page) -> Iterator[tuple[str, str]]:
    """What a page is about, as kind and id, by its address."""
    first, *more = page.address.rstrip("/").split("/")
    if page.kind == "plain":
        yield ("page", first)
    elif page.kind in ("comparison", "route"):
        yield from (("role", id_) for id_ in more if id_ in catalogue.roles)
    elif first in KIND_OF and more and page.kind != "names":
        yield (KIND_OF[first], more[0])


def words_for_scripts(edition: Edition, first: Edition) -> str:
    """The script that tells the other scripts the words of a language and the pages that it has."""
    messages = {key: message.forms for key, message in sorted(edition.catalogue.say.messages.items()) if message.in_scripts}
    say = edition.catalogue.say
    told = {
        "words": messages,
        "pages": sorted(page.address for page in edition.pages if page.kind != "short"),
        "months": [say.locale.months["format"]["wide"][month] for month in range(1, 13)],
        "other": first.language,
        "note": note(say, first.catalogue.say),
    }
    return f"globalThis.wording={json.dumps(told, ensure_ascii=False, separators=(',', ':'))}\n"


def note(say: Say, other: Say) -> str:
    """What stands beside what is in another language: '(Saesneg)'."""
    return f"({name_of(other, say)})"


def located(pages: Iterable[Page], folder: str) -> list[Page]:
    """The pages as those of a folder."""
    return [replace(page, folder=folder) for page in pages] if folder else list(pages)


def alternates(found: Sequence[Version]) -> Mapping[str, str]:
    """The addresses of a page by language, where it has several; 'x-default' is that of the first."""
    same = {version.language: version.address for version in found if version.same}
    return {**same, "x-default": next(iter(same.values()))} if len(same) > 1 else {}
