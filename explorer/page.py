"""A page is a value: an address, a template and the part of the catalogue that it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from explorer.say import Say


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of a breadcrumb: a title and an address relative to the site."""

    title: str
    address: str

    def said(self, say: Say) -> Crumb:
        """The step with its title in a language, for those whose title is not that of an entry."""
        return Crumb(say(self.title), self.address)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site.

    address: relative to the site, a folder ending in '/'; '' is the home page
    kind: what the page shows, for counting and for the style sheet
    show: all that the template may use, by name
    data: schema.org objects for JSON-LD
    folder: of the page's language, '' for the first: the page lies at `folder` + `address`
    file: the source file to correct, relative to the root
    depends: the ids of what is shown, as 'kind:id'; a change to any of these renders the page again
    fragments: the parts of the page that are published addresses too
    """

    address: str
    kind: str
    template: str
    title: str
    description: str
    show: Mapping[str, Any] = field(default_factory=dict)
    crumbs: tuple[Crumb, ...] = ()
    data: tuple[Mapping[str, Any], ...] = ()
    reviewed: date | None = None
    file: str | None = None
    depends: frozenset[str] = frozenset()
    fragments: tuple[str, ...] = ()
    folder: str = ""

    @property
    def where(self) -> str:
        """Where the page lies in the site."""
        return self.folder + self.address
