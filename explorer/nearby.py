"""The drafts of the folder `local/` to what the catalogue carries of it.

The folder has other keepers than the site, so whatever changes in the site does no harm: the new name stands in for an old one, and what is
gone is left out. Both are warnings. Only what the keepers of the folder can cause by themselves is an error.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from explorer import local, prose
from explorer.address import address
from explorer.catalogue import Local, Noted, Written
from explorer.check import Draft, noun
from explorer.fields import Markup
from explorer.local import Event
from explorer.problem import Problem, suggestion
from explorer.read import Path_
from explorer.walk import marked

HREF = re.compile(r'<a href="([^"]*)"')
OUTSIDE = tuple(f"{scheme}:" for scheme in sorted(prose.SCHEMES))
GONE = "gone:"  # no scheme that cleaned HTML may have, so only the words of the link stay

Drafts = Mapping[str, Mapping[str, Draft]]


def nearby(drafts: list[Draft], site: Drafts, unread: Collection[str], today: date) -> tuple[Local | None, list[Problem]]:
    """What the folder adds, or none when there is none; and what is wrong with it.

    drafts: the good ones of the folder; site: all others by kind and id; unread: kinds of which some may be missing there
    today: events that ended before this day are left out
    """
    articles = {draft.id: draft for draft in drafts if draft.kind == "local"}
    names = _Names({**site, "local": articles}, unread)
    services = [draft.model for draft in drafts if draft.kind == "service"]
    written: dict[str, Written] = {}
    notes: list[tuple[str, Any]] = []
    for draft in drafts:
        names.problems += links_within(draft)
        model, body = names.resolved(draft)
        if draft.kind == "local":
            written[draft.id] = Written(model, body)
        elif draft.kind in local.NOTES and not (isinstance(model, Event) and (model.until or model.date) < today):
            notes.append((draft.kind, model))
    return (Local(services[0], tuple(_noted(notes)), written) if services else None), names.problems


def _noted(notes: list[tuple[str, Any]]) -> Iterator[Noted]:
    """The notes by kind, events by their day, each with a fragment."""
    taken: set[str] = set()
    for kind, note in sorted(notes, key=lambda pair: (local.NOTES.index(pair[0]), getattr(pair[1], "date", date.min))):
        anchor = prose.fragment(f"{kind} {getattr(note, 'title', '')}", taken)
        taken.add(anchor)
        yield Noted(kind, anchor, note)


def links_within(draft: Draft) -> Iterator[Problem]:
    """Links to pages of the site are short ones: only these can follow when a page moves."""
    for path, text in _texts(draft):
        short = {f"~/{address(kind, id_)}" for _, kind, id_ in prose.short_links(text)}
        for href in HREF.findall(prose.block(text)):
            if not href.startswith((*OUTSIDE, "#")) and href.partition("#")[0] not in {one.partition("#")[0] for one in short}:
                yield Problem(
                    draft.place_in(path, text, max(0, text.find(href))),
                    f"'{href}' is an address within the site, which may change there.",
                    "Link by kind and id, like [cook](role:cook); to other sites from https:// on.",
                )


def _texts(draft: Draft) -> Iterator[tuple[Path_ | None, str]]:
    yield from ((path, text) for path, mark, text in marked(draft.model) if isinstance(mark, Markup))
    if draft.document.body:
        yield None, draft.document.body


class _Names:
    """The names that there are now. Gathers a warning for each that was used and is not one of them."""

    def __init__(self, known: Drafts, unread: Collection[str]) -> None:
        self._known = known
        self._unread = unread
        self._renamed = {
            kind: {old: draft.id for draft in drafts.values() for old in getattr(draft.model, "was", ())} for kind, drafts in known.items()
        }
        self.problems: list[Problem] = []

    def resolved(self, draft: Draft) -> tuple[Any, str]:
        """The model of a draft and the text below its front matter, with the names of now and without those that are gone."""
        changes: dict[str, Any] = {}
        for path, mark, text in marked(draft.model):
            if isinstance(mark, Markup):
                new: str | None = self._text(draft, path, text)
            else:
                new = self._id(draft, mark.kind, text, path, text, 0)
            if new == text:
                continue
            name = str(path[0])
            if len(path) == 1:
                changes[name] = new
            else:
                changes.setdefault(name, list(getattr(draft.model, name)))[int(path[1])] = new
        kept = {name: _once(value) if isinstance(value, list) else value for name, value in changes.items()}
        return draft.model.model_copy(update=kept), self._text(draft, None, draft.document.body)

    def _text(self, draft: Draft, path: Path_ | None, text: str) -> str:
        parts, end = [], 0
        for start, kind, id_ in prose.short_links(text):
            now = self._id(draft, kind, id_, path, text, start)
            parts += [text[end:start], GONE if now is None else f"{kind}:{now}"]
            end = start + len(f"{kind}:{id_}")
        return "".join([*parts, text[end:]])

    def _id(self, draft: Draft, kind: str, id_: str, path: Path_ | None, text: str, at: int) -> str | None:
        """The id of now, or none when it is gone. path, text, at: where it stands, as `Draft.place_in` takes it."""
        known = self._known.get(kind, {})
        if id_ in known or kind in self._unread:
            return id_
        new = self._renamed.get(kind, {}).get(id_)
        here = noun(kind).split(" ", 1)[1]
        wrong, do = (
            (f"'{id_}' is the old id of the {here} '{new}'.", f"It still works. Write '{new}'.")
            if new
            else (
                f"There is no {here} '{id_}', so {'this' if text == id_ else 'the link'} is left out.",
                suggestion(id_, known, "Take it away, or name another; the site may have dropped it."),
            )
        )
        self.problems.append(Problem(draft.place_in(path, text, at), wrong, do, warning=True))
        return new


def _once(values: list[Any]) -> list[Any]:
    """A list without what is gone, and each value once."""
    return list(dict.fromkeys(value for value in values if value is not None))
