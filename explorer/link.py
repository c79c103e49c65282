"""Drafts to a catalogue: references resolved, and every check that needs the neighbours.

One rule, one function, which yields what is wrong and never stops at the first. A reference to a draft that failed its
own check is fine here: that mistake has its message already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any, get_args

from explorer import local
from explorer.address import LINKABLE
from explorer.catalogue import Catalogue, Local, Written
from explorer.check import Draft, noun
from explorer.fields import Markup, Refers
from explorer.glossary import forms
from explorer.menu import leads_nowhere
from explorer.models import Group
from explorer.nearby import nearby
from explorer.network import network
from explorer.problem import Place, Problem, suggestion
from explorer.prose import clashing_fragments, short_links
from explorer.read import Path_
from explorer.theme import too_faint
from explorer.worksheet import questions

STALE_MONTHS = 18
TERMS = ("nation", "setting", "pattern", "interest")

Drafts = Mapping[str, Mapping[str, Draft]]


def link(drafts: list[Draft], unread: set[str], today: date) -> tuple[Catalogue | None, list[Problem]]:
    """The catalogue, or none when something is missing that it cannot do without; and all problems found on the way.

    unread: the kinds of entry that a file which could not be read may hold; what points at one of these is not reported.
    today: the day against which review dates are held.
    """
    problems = list(duplicate_ids([draft for draft in drafts if draft.kind not in local.NOTES]))
    by_kind: dict[str, dict[str, Draft]] = {}
    for draft in drafts:
        if draft.kind not in local.KINDS:
            by_kind.setdefault(draft.kind, {}).setdefault(draft.id, draft)
    good = [draft for draft in drafts if draft.model is not None]
    near, more = nearby([draft for draft in good if draft.kind in local.KINDS], by_kind, unread, today)
    problems += more
    for draft in good:
        problems += dates(draft, today)
        problems += headings_clash(draft)
        if draft.kind in local.KINDS:
            continue
        for rule in RULES.get(draft.kind, ()):
            problems += rule(draft, by_kind)
        if draft.kind == "role":
            problems += moves(draft)
        if draft.kind == "qualification":
            problems += replaced_but_open(draft)
        problems += no_sources(draft)
    problems += leads_astray([draft for draft in drafts if draft.kind not in local.KINDS], by_kind, unread)
    problems += circles(by_kind)
    problems += forms_twice(by_kind)
    problems += looks_twice(by_kind)
    problems += network(by_kind)
    if "site" not in by_kind and "site" not in unread:
        problems.append(Problem(Place("content/site.yaml"), "The site has no settings.", "Write this file; every site needs one."))
    if unread or len(good) < len(drafts) or any(not problem.warning for problem in problems):
        return None, problems
    return _catalogue(by_kind, near), problems


def _catalogue(by_kind: Drafts, near: Local | None) -> Catalogue:
    def entries(kind: str) -> dict[Any, Any]:
        return {id_: draft.model for id_, draft in by_kind.get(kind, {}).items()}

    def written(kind: str) -> dict[str, Written]:
        return {id_: Written(draft.model, draft.document.body) for id_, draft in by_kind.get(kind, {}).items()}

    roles = by_kind.get("role", {})
    ladders = {
        id_: ladder.model_copy(update={"roles": [role.model for role in roles.values() if role.ladder == id_]})
        for id_, ladder in entries("ladder").items()
    }
    return Catalogue(
        site=by_kind["site"]["site"].model,
        match=next(iter(entries("match").values()), None),
        stages=entries("stage"),
        groups=entries("group"),
        ladders=ladders,
        roles=entries("role"),
        qualifications=entries("qualification"),
        skills=entries("skill"),
        bodies=entries("body"),
        funding=entries("funding"),
        scales=entries("scale"),
        levels={level.level: level for level in entries("level").values()},
        words=entries("word"),
        synonyms=entries("synonym"),
        shortcuts=entries("shortcut"),
        packs=entries("pack"),
        terms={kind: entries(kind) for kind in TERMS},
        articles=written("article"),
        pages=written("page"),
        worksheet=next(iter(entries("worksheet").values()), None),
        home={id_: str(role.ladder) for id_, role in roles.items()},
        places={
            (kind, id_): Place(draft.document.file) for kind, drafts in by_kind.items() for id_, draft in drafts.items() if kind in LINKABLE
        },
        local=near,
    )


def duplicate_ids(drafts: list[Draft]) -> Iterator[Problem]:
    """An id, new or old, belongs to one entry of its kind; two that differ only in capitals count as the same."""
    taken: dict[tuple[str, str], tuple[Draft, Path_]] = {}
    for draft in drafts:
        claims: list[tuple[str, Path_]] = [(draft.id, ("level",) if draft.kind == "level" else ("id",))]
        if draft.model is not None and hasattr(draft.model, "was"):
            claims += [(old, ("was", index)) for index, old in enumerate(draft.model.was)]
        for id_, path in claims:
            other, its_path = taken.setdefault((draft.kind, id_.casefold()), (draft, path))
            if other is not draft or its_path != path:
                place = other.place(its_path)
                yield Problem(draft.place(path), f"'{id_}' is the id of two entries: here, and {place}.", "Give one of them another id.")


def leads_astray(drafts: list[Draft], known: Drafts, unread: set[str]) -> Iterator[Problem]:
    """References and links of all entries, of those too that failed their own check: that mistake must not hide these."""
    for draft in drafts:
        yield from unknown_references(draft, known, unread)
        yield from dead_links(draft, known, unread)


def unknown_references(draft: Draft, known: Drafts, unread: set[str]) -> Iterator[Problem]:
    """Every id that an entry names belongs to an entry of that kind."""
    own_sources = draft.sources
    for path, mark, id_ in draft.marks():
        if not isinstance(mark, Refers) or mark.kind in unread or (mark.kind == "source" and own_sources is None):
            continue
        ids: Iterable[str] = own_sources or () if mark.kind == "source" else known.get(mark.kind, {})
        if id_ not in ids:
            whose = "its sources have no" if mark.kind == "source" else "there is no"
            here = noun(mark.kind).split(" ", 1)[1]
            yield Problem(
                draft.place(path),
                f"{_name(draft)} names '{id_}', and {whose} {here} of that id.",
                suggestion(id_, ids, f"Write the entry first, or name {noun(mark.kind)} that exists."),
            )


def dead_links(draft: Draft, known: Drafts, unread: set[str]) -> Iterator[Problem]:
    """A short link in Markdown leads to an entry that exists."""
    texts: list[tuple[Path_ | None, str]] = [(path, text) for path, mark, text in draft.marks() if isinstance(mark, Markup)]
    if draft.document.body:
        texts.append((None, draft.document.body))
    for path, text in texts:
        for start, kind, id_ in short_links(text):
            if id_ not in known.get(kind, {}) and kind not in unread:
                yield Problem(
                    draft.place_in(path, text, start),
                    f"{_name(draft)} links to '{kind}:{id_}', which does not exist.",
                    suggestion(id_, known.get(kind, {}), f"Link to {noun(kind)} that exists, or take the link away."),
                )


def headings_clash(draft: Draft) -> Iterator[Problem]:
    """The old fragment of a heading is not that of another."""
    for start, old in clashing_fragments(draft.document.body) if "{was:" in draft.document.body else ():
        yield Problem(
            draft.place_in(None, draft.document.body, start),
            f"'#{old}' is another heading of this text, so links to the old one would land there.",
            "Take this '{was: …}' away, or give the other heading other words.",
        )


def dates(draft: Draft, today: date) -> Iterator[Problem]:
    """Nothing was checked in the future; what was last checked long ago is worth another look."""
    reviewed = getattr(draft.model, "reviewed", None)
    checked = [(("moves", index, "checked"), move.checked) for index, move in enumerate(getattr(draft.model, "moves", []))]
    for path, day in [(("reviewed",), reviewed), *checked]:
        if day and day > today:
            yield Problem(
                draft.place(path), f"{_name(draft)} was checked on {day}, which is in the future.", "Write the day of the last check."
            )
    if reviewed and (today.year - reviewed.year) * 12 + today.month - reviewed.month > STALE_MONTHS:
        yield Problem(
            draft.place(("reviewed",)),
            f"{_name(draft)} was last checked on {reviewed}, more than {STALE_MONTHS} months ago.",
            "Check its facts against the sources, and write today's date.",
            warning=True,
        )


def reserved(draft: Draft, _: Drafts) -> Iterator[Problem]:
    """No page of the site has the address of what a service adds."""
    if "local" in (draft.id, *draft.model.was):
        yield Problem(draft.place(("id",)), "The address 'local/' is kept for the folder local/.", "Give this page another id.")


def no_sources(draft: Draft) -> Iterator[Problem]:
    """What states facts about the world says where they come from."""
    if draft.kind in ("role", "qualification", "body", "funding", "scale") and not draft.model.sources:
        yield Problem(draft.place(), f"{_name(draft)} has no sources.", "Add the pages that its facts come from.", warning=True)


def moves(draft: Draft) -> Iterator[Problem]:
    """A move leads to another role, and one move of a kind to the same role is enough."""
    seen: set[tuple[str, str]] = set()
    for index, move in enumerate(draft.model.moves):
        place = ("moves", index, "to")
        if move.to == draft.id:
            yield Problem(
                draft.place(place), f"{_name(draft)} has a move to itself.", "Name the role that it leads to, or take the move away."
            )
        if (move.to, move.kind) in seen:
            yield Problem(draft.place(place), f"{_name(draft)} has two moves of kind {move.kind} to '{move.to}'.", "Join them into one.")
        seen.add((move.to, move.kind))


def ladder_place(draft: Draft, known: Drafts) -> Iterator[Problem]:
    """A role stands on a ladder, at a stage that the ladder has."""
    ladder = known.get("ladder", {}).get(str(draft.ladder))
    if ladder is None:
        yield Problem(
            draft.place(),
            f"{_name(draft)} is on no ladder.",
            "Give its file the ladder's id, title, group, summary, intro, stages and reviewed.",
        )
    elif ladder.model and draft.model.stage not in ladder.model.stages and draft.model.stage in known.get("stage", {}):
        yield Problem(
            draft.place(("stage",)),
            f"{_name(draft)} stands at the stage '{draft.model.stage}', for which its ladder has no label.",
            f"Choose one of: {', '.join(ladder.model.stages)}; or add the stage to the ladder.",
        )


def pay_bands(draft: Draft, known: Drafts) -> Iterator[Problem]:
    """A band that a role names is one that the scale has."""
    for index, pay in enumerate(draft.model.pay):
        scale = known.get("scale", {}).get(str(pay.scale))
        if scale is None or scale.model is None:
            continue
        bands = list(dict.fromkeys(band for rates in scale.model.rates for band in rates.bands))
        for field, band in (("band", pay.band), ("to_band", pay.to_band)):
            if band and band not in bands:
                yield Problem(
                    draft.place(("pay", index, field)),
                    f"{_name(draft)} is on band '{band}', which {scale.model.title} lacks.",
                    f"Choose one of: {', '.join(bands)}.",
                )


def guests(draft: Draft, known: Drafts) -> Iterator[Problem]:
    """A ladder includes roles of other ladders, each once, at stages that it has."""
    seen: set[str] = set()
    for index, guest in enumerate(draft.model.includes):
        role = known.get("role", {}).get(guest.role)
        if (role and role.ladder == draft.id) or guest.role in seen:
            yield Problem(
                draft.place(("includes", index, "role")),
                f"'{guest.role}' stands on the ladder {draft.model.title} already.",
                "Take this line away.",
            )
        seen.add(guest.role)
        if guest.stage not in draft.model.stages and guest.stage in known.get("stage", {}):
            yield Problem(
                draft.place(("includes", index, "stage")),
                f"The ladder {draft.model.title} has no label for the stage '{guest.stage}'.",
                f"Choose one of: {', '.join(draft.model.stages)}; or add the stage.",
            )


def replaced_but_open(draft: Draft) -> Iterator[Problem]:
    """Only a closed qualification has one that replaced it."""
    if draft.model.replaced_by and draft.model.status != "closed":
        yield Problem(draft.place(("replaced_by",)), f"{_name(draft)} is replaced, but not closed.", "Add 'status: closed'.")


def worksheet_fields(draft: Draft, _: Drafts) -> Iterator[Problem]:
    """A question has an id and a use of its own, as has a column within its question; a row column points at a list of rows."""
    found = list(questions(draft.model))
    lists = [question.id for _, question in found if question.kind == "rows"]
    yield from _twice(draft, found)
    for path, question in found:
        columns: list[tuple[Path_, Any]] = [((*path, "columns", at), column) for at, column in enumerate(question.columns)]
        yield from _twice(draft, columns)
        for where, field in [(path, question), *columns]:
            if field.to and field.to not in lists:
                yield Problem(
                    draft.place((*where, "to")),
                    f"'{field.id}' points at the list '{field.to}', which the worksheet lacks.",
                    suggestion(field.to, lists, f"The lists are: {', '.join(lists)}."),
                )


def _twice(draft: Draft, fields: Iterable[tuple[Path_, Any]]) -> Iterator[Problem]:
    for name in ("id", "takes"):
        seen: set[str] = set()
        for path, field in fields:
            value = getattr(field, name)
            if value and value in seen:
                wrong = f"'{value}' stands twice as {name}." if name == "takes" else f"'{value}' is the id of two fields."
                yield Problem(draft.place((*path, name)), wrong, "Change one of them.")
            seen.add(value)


def circles(known: Drafts) -> Iterator[Problem]:
    """No qualification builds on itself, not even through others."""
    drafts = {id_: draft for id_, draft in known.get("qualification", {}).items() if draft.model is not None}
    graph = {id_: [base for base in draft.model.builds_on if base in drafts] for id_, draft in drafts.items()}
    while True:
        circle = _circle(graph)
        if not circle:
            return
        first = circle.index(min(circle))
        circle = circle[first:] + circle[:first]
        yield Problem(
            drafts[circle[0]].place(("builds_on",)),
            f"'{circle[0]}' builds on itself: {' → '.join((*circle, circle[0]))}.",
            "Take away the step that is wrong.",
        )
        graph[circle[0]] = [base for base in graph[circle[0]] if base != circle[1 % len(circle)]]


def _circle(graph: Mapping[str, list[str]]) -> list[str]:
    """A way through the graph that comes back to its start, without the return; empty when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1][:0:-1])
    return []


def forms_twice(known: Drafts) -> Iterator[Problem]:
    """A form of a word leads to one place in the glossary."""
    taken: dict[str, Draft] = {}
    for draft in known.get("word", {}).values():
        for form in forms(draft.model) if draft.model else ():
            other = taken.setdefault(form.casefold(), draft)
            if other is not draft:
                yield Problem(draft.place(), f"'{form}' is explained twice: here, and {other.place()}.", "Take it away from one of them.")


def looks_twice(known: Drafts) -> Iterator[Problem]:
    """No two groups have both colour and shape in common. There are five of each, so that 25 groups can be told apart."""
    groups = [draft for draft in known.get("group", {}).values() if draft.model is not None]
    taken: dict[tuple[str, str], Draft] = {}
    for draft in groups:
        other = taken.setdefault(_look(draft), draft)
        if other is not draft:
            colour, shape = _look(draft)
            yield Problem(
                draft.place(("colour",)),
                f"{_name(draft)} looks like {_name(other)}: both have the colour {colour} and the shape {shape}.",
                _another_look([_look(group) for group in groups]),
            )


def _look(draft: Draft) -> tuple[str, str]:
    return draft.model.colour, draft.model.shape


def _another_look(taken: Sequence[tuple[str, str]]) -> str:
    """Names a colour and a shape that no group has together: of those, the shape that the fewest have, and then the colour."""
    colours, shapes = (get_args(Group.model_fields[name].annotation) for name in ("colour", "shape"))
    free = [(colour, shape) for shape in shapes for colour in colours if (colour, shape) not in taken]
    if not free:
        return f"There are {len(colours) * len(shapes)} looks; join some groups."
    used = Counter(word for look in taken for word in look)
    colour, shape = min(free, key=lambda look: (used[look[1]], used[look[0]]))
    return f"Give one of them another look, such as 'colour: {colour}' and 'shape: {shape}'."


def _name(draft: Draft) -> str:
    return draft.title or f"The {draft.kind}"


RULES = {
    "role": (ladder_place, pay_bands),
    "site": (too_faint, leads_nowhere),
    "ladder": (guests,),
    "worksheet": (worksheet_fields,),
    "page": (reserved,),
}
