"""The list of pages, as data. One module for each kind of page; all that a template shows is decided here."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.catalogue import Catalogue
from explorer.editions import is_spoken
from explorer.page import Page
from explorer.pages.advisers import adviser_pages
from explorer.pages.compare import compare_pages
from explorer.pages.embeds import embed_pages
from explorer.pages.guidance import guidance_pages
from explorer.pages.home import home_pages
from explorer.pages.ladders import ladder_pages
from explorer.pages.local import local_pages
from explorer.pages.map import map_pages
from explorer.pages.match import match_pages
from explorer.pages.moved import moved_pages
from explorer.pages.offline import offline_pages
from explorer.pages.plain import plain_pages
from explorer.pages.plan import plan_pages
from explorer.pages.posters import poster_pages
from explorer.pages.printing import print_pages
from explorer.pages.qualifications import qualification_pages
from explorer.pages.role_list import role_list_pages
from explorer.pages.roles import role_pages
from explorer.pages.routes import Ways, route_pages
from explorer.pages.short import short_pages
from explorer.pages.skills import skill_pages
from explorer.pages.support import support_pages


def pages(catalogue: Catalogue, ways: Ways) -> Iterator[Page]:
    """Every page that the site has in the language of the catalogue, in a fixed order. ways: those of the pairs that have a page."""
    spoken = [page for page in _long_pages(catalogue, ways) if is_spoken(catalogue, page)]
    listed = [*spoken, *moved_pages(catalogue, spoken)]
    yield from listed
    yield from adviser_pages(catalogue, listed)
    yield from short_pages(listed, catalogue.say)
    yield from (page for page in embed_pages(listed) if is_spoken(catalogue, page))


def _long_pages(catalogue: Catalogue, ways: Ways) -> Iterator[Page]:
    yield from home_pages(catalogue)
    yield from ladder_pages(catalogue)
    yield from poster_pages(catalogue)
    yield from role_list_pages(catalogue)
    yield from role_pages(catalogue)
    yield from map_pages(catalogue)
    yield from qualification_pages(catalogue)
    yield from skill_pages(catalogue)
    yield from guidance_pages(catalogue)
    yield from local_pages(catalogue)
    routes = list(route_pages(catalogue, ways))
    yield from routes
    yield from print_pages(catalogue, [page for page in routes if page.kind == "route"])
    yield from plan_pages(catalogue)
    yield from compare_pages(catalogue)
    yield from match_pages(catalogue)
    yield from support_pages(catalogue)
    yield from offline_pages(catalogue)
    yield from plain_pages(catalogue)
