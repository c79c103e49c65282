"""Skill pages, and the list of all skills."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.address import address
from explorer.catalogue import Catalogue
from explorer.foreign import bare
from explorer.models import Role, Skill
from explorer.page import Crumb, Page, Show
from explorer.pages.home import HOME
from explorer.say import N_

SKILLS = Crumb(N_("Skills"), "skills/")
KINDS = {"technical": N_("Technical skills"), "personal": N_("Personal skills")}


def skill_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The list by kind, and each skill."""
    say = catalogue.say
    yield Page(
        "skills/",
        "skills",
        "pages/skills.html",
        say("Skills"),
        say("The technical and personal skills that roles on this site use."),
        Show(list_show),
        (HOME.said(say), SKILLS.said(say)),
    )
    for skill in catalogue.skills.values():
        yield skill_page(catalogue, skill)


def skill_page(catalogue: Catalogue, skill: Skill) -> Page:
    """One skill: what it looks like, how to build it, how to show it, and who uses it for what."""
    say = catalogue.say
    where = address("skill", skill.id)
    return Page(
        where,
        "skill",
        "pages/skill.html",
        skill.title,
        skill.summary,
        Show(skill_show, (skill.id,)),
        (HOME.said(say), SKILLS.said(say), Crumb(skill.title, where)),
        skill.reviewed,
        catalogue.places[("skill", skill.id)].file,
    )


def list_show(catalogue: Catalogue) -> dict[str, Any]:
    """What the template of the list shows."""
    entries = sorted(catalogue.skills.values(), key=lambda skill: bare(skill.title).casefold())
    kinds = [(catalogue.say(words), [skill for skill in entries if skill.kind == kind]) for kind, words in KINDS.items()]
    return {"kinds": kinds, "users": catalogue.users}


def skill_show(catalogue: Catalogue, id_: str) -> dict[str, Any]:
    """What the template of a skill shows: the skill, and who uses it for what, by ladder."""
    skill = catalogue.skills[id_]
    users: dict[str, list[tuple[Role, str]]] = {}
    for role in catalogue.users[id_]:
        users.setdefault(catalogue.home[role.id], []).append((role, next(use.use for use in role.skills if use.skill == id_)))
    return {
        "skill": skill,
        "kind": catalogue.say(KINDS[skill.kind]),
        "users": [(catalogue.ladders[ladder], users[ladder]) for ladder in catalogue.ladders if ladder in users],
        "articles": catalogue.guidance.get(("skill", id_), []),
    }
