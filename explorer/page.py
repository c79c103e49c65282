"""A page is a value: an address, a template, and how to make what it shows from the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from explorer.catalogue import Catalogue
from explorer.say import Say


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of a breadcrumb: a title and an address relative to the site."""

    title: str
    address: str

    def said(self, say: Say) -> Crumb:
        """The step with its title in a language, for those whose title is not that of an entry."""
        return Crumb(say(self.title), self.address)


def _nothing(_: Catalogue) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Show:
    """How to make all that a template may use, by name: a function of a module, which gets the catalogue, and what else it needs.

    A page is made again when that else is another, or when the catalogue is another where the function or the template looks at it, so
    both must look at nothing but these. Objects of schema.org, for JSON-LD, go by the name `things`.
    """

    make: Callable[..., Mapping[str, Any]] = _nothing
    of: tuple[Any, ...] = ()

    def __call__(self, catalogue: Catalogue) -> Mapping[str, Any]:
        return self.make(catalogue, *self.of)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site.

    address: relative to the site, a folder ending in '/'; '' is the home page
    kind: what the page shows, for counting and for the style sheet
    show: how to make what the template uses
    folder: of the page's language, '' for the first: the page lies at `folder` + `address`
    file: the source file to correct, relative to the root
    fragments: the parts of the page that are published addresses too
    """

    address: str
    kind: str
    template: str
    title: str
    description: str
    show: Show = Show()
    crumbs: tuple[Crumb, ...] = ()
    reviewed: date | None = None
    file: str | None = None
    fragments: tuple[str, ...] = ()
    folder: str = ""

    @property
    def where(self) -> str:
        """Where the page lies in the site."""
        return self.folder + self.address
