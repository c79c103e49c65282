"""Pages that are there to be printed: each role on two pages and in large print, and the page where packs are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from explorer.address import address
from explorer.catalogue import Catalogue
from explorer.compare import plan
from explorer.models import Pack
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME
from explorer.say import N_
from explorer.sheet import FOOT, LETTER, Sheet
from explorer.words import MOVES

PRINT = Crumb(N_("Print"), "print/")
# What a pack holds of each role, by the word in the address.
FORMS = {
    "sheet": N_("One page for each job"),
    "full": N_("Two pages for each job, front and back"),
    "large": N_("Large print"),
    "cards": N_("Cards to cut out, eight to a page"),
}


def print_pages(catalogue: Catalogue, routes: Sequence[Page]) -> Iterator[Page]:
    """The page for packs, and the print forms of each role. routes: the pages of routes, which have a handout each."""
    say = catalogue.say
    yield Page(
        "print/",
        "print",
        "pages/print.html",
        say("Print a pack"),
        say("Choose jobs, ladders or a route, put them in order, and print them as one job with a cover and contents."),
        Show(_packs, tuple((page.address, page.title) for page in routes)),
        (HOME.said(say), PRINT.said(say)),
    )
    for role in catalogue.roles.values():
        role_address = address("role", role.id)
        where = f"{role_address}print/"
        yield Page(
            where,
            "role-print",
            "pages/role-print.html",
            say("{role}: to print", role=role.title),
            say("{role} on two pages, or in large print.", role=role.title),
            Show(_role, (role.id,)),
            (HOME.said(say), Crumb(role.title, role_address), Crumb(say("To print"), where)),
            role.reviewed,
            catalogue.places[("role", role.id)].file,
        )


def _role(catalogue: Catalogue, id_: str) -> dict[str, Any]:
    role = catalogue.roles[id_]
    return {"role": role, "sheet": Sheet(catalogue, role), "role_address": address("role", id_), "move_words": catalogue.say.all(MOVES)}


def _packs(catalogue: Catalogue, *routes: tuple[str, str]) -> dict[str, Any]:
    return {
        "forms": catalogue.say.all(FORMS),
        "open_roles": [role for role in catalogue.roles.values() if role.no_set_requirements],
        "ladder_roles": {ladder.id: [one.role.id for one in catalogue.on_ladder(ladder)] for ladder in catalogue.ladders.values()},
        "routes": routes,
        "steps_end": LETTER - FOOT,
        "plan": plan(catalogue),
        "packs": [(pack, _query(pack)) for pack in catalogue.packs.values()],
    }


def _query(pack: Pack) -> str:
    """What the address of the page for packs has after its question mark for a pack that is ready."""
    of = [f"poster:{id_}" for id_ in pack.posters] + ["open"] * pack.open
    of += [f"ladder:{id_}" for id_ in pack.ladders] + [f"role:{id_}" for id_ in pack.roles]
    return f"of={','.join(of)}&title={quote(pack.title)}"
