"""Skill pages, and the list of all skills."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.address import address
from explorer.catalogue import Catalogue
from explorer.foreign import bare
from explorer.models import Skill
from explorer.page import Crumb, Page
from explorer.pages.home import HOME
from explorer.say import N_

SKILLS = Crumb(N_("Skills"), "skills/")
KINDS = {"technical": N_("Technical skills"), "personal": N_("Personal skills")}


def skill_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The list by kind, and each skill."""
    say = catalogue.say
    entries = sorted(catalogue.skills.values(), key=lambda skill: bare(skill.title).casefold())
    yield Page(
        "skills/",
        "skills",
        "pages/skills.html",
        say("Skills"),
        say("The technical and personal skills that roles on this site use."),
        {
            "kinds": [(say(words), [skill for skill in entries if skill.kind == kind]) for kind, words in KINDS.items()],
            "users": catalogue.users,
        },
        (HOME.said(say), SKILLS.said(say)),
    )
    for skill in catalogue.skills.values():
        yield skill_page(catalogue, skill)


def skill_page(catalogue: Catalogue, skill: Skill) -> Page:
    """One skill: what it looks like, how to build it, how to show it, and who uses it for what."""
    say = catalogue.say
    where = address("skill", skill.id)
    users = [(role, next(use.use for use in role.skills if use.skill == skill.id)) for role in catalogue.users[skill.id]]
    return Page(
        where,
        "skill",
        "pages/skill.html",
        skill.title,
        skill.summary,
        {
            "skill": skill,
            "kind": say(KINDS[skill.kind]),
            "users": [
                (ladder, [(role, use) for role, use in users if catalogue.home[role.id] == id_])
                for id_, ladder in catalogue.ladders.items()
                if any(catalogue.home[role.id] == id_ for role, _ in users)
            ],
            "articles": catalogue.guidance.get(("skill", skill.id), []),
        },
        (HOME.said(say), SKILLS.said(say), Crumb(skill.title, where)),
        (),
        skill.reviewed,
        catalogue.places[("skill", skill.id)].file,
        frozenset({f"skill:{skill.id}", *(f"role:{role.id}" for role, _ in users)}),
    )
