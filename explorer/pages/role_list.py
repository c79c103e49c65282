"""The list of roles with its filters, and the names of all roles from A to Z."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from explorer.catalogue import Catalogue
from explorer.entry import flags
from explorer.models import Role, Term
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME
from explorer.pay import pay_lines
from explorer.say import N_
from explorer.words import by_letter

ROLES = Crumb(N_("Roles"), "roles/")
FLAGS = {
    "open": N_("No set entry requirements"),
    "earn": N_("Learn while paid"),
    "apprentice": N_("By apprenticeship"),
    "no-degree": N_("No degree needed"),
}
FACETS = {
    "group": N_("Field"),
    "ladder": N_("Ladder"),
    "stage": N_("Stage"),
    "pattern": N_("Shift pattern"),
    "setting": N_("Place of work"),
    "interest": N_("What you like"),
    "body": N_("Register"),
}


def role_list_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The list of roles, and their names from A to Z."""
    say = catalogue.say
    yield Page(
        "roles/",
        "roles",
        "pages/roles.html",
        say("Roles"),
        say("Every role on this site: choose by pay, by what it takes to get in, by hours and by what you like."),
        Show(_list),
        (HOME.said(say), ROLES.said(say)),
    )
    yield Page(
        "roles/a-to-z/",
        "names",
        "pages/names.html",
        say("Roles A to Z"),
        say("Every role, with the other names that it goes by in adverts."),
        Show(_letters),
        (HOME.said(say), ROLES.said(say), Crumb(say("A to Z"), "roles/a-to-z/")),
    )


def _list(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "rows": list(_rows(catalogue)),
        "facets": _facets(catalogue),
        "patterns": used_patterns(catalogue),
        "flags": catalogue.say.all(FLAGS),
        "levels": catalogue.levels,
    }


def _letters(catalogue: Catalogue) -> dict[str, Any]:
    return {"letters": by_letter(catalogue.say, [(entry[0], entry) for entry in _names(catalogue)])}


def _rows(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Each role as a row of the list, in the order of the ladders."""
    for role in catalogue.roles.values():
        ladder, true = catalogue.home_ladder(role), flags(catalogue, role)
        yield {
            "role": role,
            "ladder": ladder,
            "group": catalogue.groups[ladder.group],
            "stage_label": ladder.stages[role.stage],
            "pay": next(pay_lines(catalogue, role), None),
            "flags": [catalogue.say(words) for flag, words in FLAGS.items() if flag in true],
        }


def _facets(catalogue: Catalogue) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What the list can be filtered by, of several values: the facet, its name, and the values that occur with theirs."""
    roles = catalogue.roles.values()
    used = {
        "setting": {id_ for role in roles for id_ in role.settings},
        "interest": {id_ for role in roles for id_ in role.interests},
        "body": {rule.body for role in roles for rule in role.registration if rule.body and rule.status == "required"},
    }
    values: dict[str, Iterable[tuple[str, Any]]] = {
        "group": catalogue.groups.items(),
        "ladder": catalogue.ladders.items(),
        "stage": catalogue.stages.items(),
        "pattern": used_patterns(catalogue).items(),
        "setting": catalogue.terms["setting"].items(),
        "interest": catalogue.terms["interest"].items(),
        "body": catalogue.bodies.items(),
    }
    return [
        (name, catalogue.say(words), [(id_, entry.title) for id_, entry in values[name] if name not in used or id_ in used[name]])
        for name, words in FACETS.items()
    ]


def used_patterns(catalogue: Catalogue) -> dict[str, Term]:
    """The shift patterns that some role has."""
    used = {id_ for role in catalogue.roles.values() for id_ in role.hours.patterns}
    return {id_: term for id_, term in catalogue.terms["pattern"].items() if id_ in used}


def _names(catalogue: Catalogue) -> Iterable[tuple[str, Role, bool]]:
    """All names of all roles: the name, the role, and whether it is the role's title."""
    names = {(name.casefold(), role.id): (name, role, False) for role in catalogue.roles.values() for name in role.also_called}
    names |= {(role.title.casefold(), role.id): (role.title, role, True) for role in catalogue.roles.values()}
    return names.values()
