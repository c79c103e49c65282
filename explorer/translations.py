"""Content in another language: files beside those that they translate, `kitchen.cy.yaml` beside `kitchen.yaml`.

Such a file holds only words, in the shape of the other file: entries and parts that have an id by their id, other lists in their order.
What it leaves out stays in the language of the other file. `english` says by a short hash which words were translated, so that `report`
can tell when they have changed since; it stands with an entry, or once at the top of a file of lists.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any, cast, get_args, get_origin

from pydantic import BaseModel

from explorer.catalogue import Catalogue, Written
from explorer.check import entries, noun
from explorer.fields import Markup, Words
from explorer.foreign import foreign
from explorer.problem import Place, Problem, suggestion
from explorer.read import Document, Path_, read_file, translated_file, walk_translations
from explorer.say import Say

KEYS = ("id", "level")
OWN = {"english", "id", "level"}
# Where the catalogue keeps the entries of each kind.
KINDS = {
    "stage": "stages", "group": "groups", "level": "levels", "ladder": "ladders", "role": "roles", "qualification": "qualifications",
    "skill": "skills", "body": "bodies", "funding": "funding", "scale": "scales", "word": "words", "shortcut": "shortcuts",
    "synonym": "synonyms", "pack": "packs",
}  # fmt: skip
SINGLES = {"site": "site", "worksheet": "worksheet", "match": "match"}
PAGES = {"article": "articles", "page": "pages"}


@dataclass(frozen=True)
class Translation:
    """The words of one entry in one language, and where they stand. kind, id: of the entry."""

    language: str
    kind: str
    id: str
    document: Document
    path: Path_
    raw: Mapping[str, Any]

    @property
    def file_mark(self) -> bool:
        """Whether the mark at the top of the file is for this entry too."""
        return bool(self.path) and "english" in self.document.value and self.kind != "role"

    def place(self, path: Path_ = (), *, key: bool = False) -> Place:
        """Where a value of it stands."""
        return self.document.place((*self.path, *path), key=key)


@dataclass
class Work:
    """What is found while the words of a language are laid over an entry."""

    problems: list[tuple[Path_, str, str]] = field(default_factory=list)
    english: list[str] = field(default_factory=list)
    missing: list[Path_] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """A short hash of the English words that have been translated."""
        return hashlib.sha256(json.dumps(self.english, ensure_ascii=False).encode()).hexdigest()[:8]


def translations(root: Path, catalogue: Catalogue) -> tuple[list[Translation], list[Problem]]:
    """All translations of a site, and what is wrong with the files and with what each holds."""
    found: list[Translation] = []
    problems: list[Problem] = []
    for folder in ("pathways", "content"):
        for file in walk_translations(root / folder):
            read = read_file(root, file)
            if isinstance(read, list):
                problems += read
                continue
            some, wrong = _in_file(root, catalogue, read)
            found += some
            problems += wrong
    for one in found:
        _, work = laid_over(entry_of(catalogue, one.kind, one.id), one.raw)
        problems += [Problem(one.place(path, key=True), wrong, do) for path, wrong, do in work.problems]
    return found, problems


def entry_of(catalogue: Catalogue, kind: str, id_: str) -> Any:
    """The entry of a kind and id in a catalogue, or None."""
    if kind in SINGLES:
        return getattr(catalogue, SINGLES[kind])
    if kind in PAGES:
        written = getattr(catalogue, PAGES[kind]).get(id_)
        return written and written.front
    if kind == "ladder":
        ladder = catalogue.ladders.get(id_)
        return ladder and ladder.model_copy(update={"roles": []})
    return {str(key): entry for key, entry in _all(catalogue, kind).items()}.get(id_)


def _all(catalogue: Catalogue, kind: str) -> Mapping[Any, Any]:
    return catalogue.terms[kind] if kind in catalogue.terms else getattr(catalogue, KINDS[kind])


def _in_file(root: Path, catalogue: Catalogue, document: Document) -> tuple[list[Translation], list[Problem]]:
    """The translations in one file."""
    file, language = translated_file(document.file)
    at = document.place()
    if language not in catalogue.site.languages[1:]:
        languages = ", ".join(catalogue.site.languages) or "none are set"
        return [], [
            Problem(
                at,
                f"The site has no language '{language}'.",
                f"Add it to languages in content/site.yaml ({languages}), or rename the file.",
            )
        ]
    whose = {place.file: (kind, id_) for (kind, id_), place in catalogue.places.items() if kind in ("ladder", "article", "page")}
    problems: list[Problem] = []
    found: list[Translation] = []
    if not (root / file).is_file():
        return [], [Problem(at, f"This file translates {file}, which does not exist.", "Rename it like the file that it translates.")]
    lists = {name: value for name, value in document.value.items() if name != "english"}
    for kind, path, raw, _ in entries(replace(document, file=file, value=lists), problems):
        where = document.place(path)
        if not isinstance(raw, dict):
            problems.append(Problem(where, f"This should be {noun(kind)}, with fields.", "Write it like 'id: …' on the next line."))
            continue
        id_ = (
            kind
            if kind in SINGLES
            else whose[file][1]
            if kind in ("ladder", "article", "page")
            else str(raw.get("level", raw.get("id", "")))
        )
        if entry_of(catalogue, kind, id_) is None:
            advice = suggestion(id_, map(str, _all(catalogue, kind)), "Write the id of the entry that this translates.")
            problems.append(Problem(where, f"This translates {noun(kind)} '{id_}', which does not exist.", advice))
            continue
        words = {name: value for name, value in raw.items() if not (kind == "ladder" and name == "roles")}
        found.append(Translation(language, kind, id_, document, path, words))
    return found, [replace(problem, at=replace(problem.at, file=document.file)) for problem in problems]


def in_language(catalogue: Catalogue, some: Iterable[Translation], say: Say) -> Catalogue:
    """The catalogue in another language. Words that are not translated are marked as foreign."""
    raw = {(one.kind, one.id): one for one in some if one.language == say.language}

    def words(kind: str, id_: Any) -> Mapping[str, Any]:
        one = raw.get((kind, str(id_)))
        return one.raw if one else {}

    def all_of(kind: str, entries_: Mapping[Any, Any]) -> dict[Any, Any]:
        return {id_: laid_over(entry, words(kind, id_))[0] for id_, entry in entries_.items()}

    def written(kind: str, entries_: Mapping[str, Written]) -> dict[str, Written]:
        return {
            id_: Written(
                laid_over(one.front, words(kind, id_))[0],
                raw[kind, id_].document.body if (kind, id_) in raw else one.body,
            )
            for id_, one in entries_.items()
        }

    changes: dict[str, Any] = {name: all_of(kind, getattr(catalogue, name)) for kind, name in KINDS.items() if kind != "ladder"}
    ladders = all_of("ladder", {id_: ladder.model_copy(update={"roles": []}) for id_, ladder in catalogue.ladders.items()})
    changes["ladders"] = {
        id_: ladder.model_copy(update={"roles": [changes["roles"][role.id] for role in catalogue.ladders[id_].roles]})
        for id_, ladder in ladders.items()
    }
    changes |= {name: written(kind, getattr(catalogue, name)) for kind, name in PAGES.items()}
    changes |= {
        name: laid_over(entry, words(kind, kind))[0] for kind, name in SINGLES.items() if (entry := getattr(catalogue, name)) is not None
    }
    if catalogue.local:
        local = catalogue.local
        notes = tuple(replace(noted, note=laid_over(noted.note, {})[0]) for noted in local.notes)
        articles = written("local", local.articles)
        changes["local"] = replace(local, service=laid_over(local.service, {})[0], notes=notes, articles=articles)
    changes["terms"] = {kind: all_of(kind, terms) for kind, terms in catalogue.terms.items()}
    changes["site"] = changes["site"].model_copy(update={"language": say.language})
    return replace(catalogue, **changes, say=say, translated=frozenset(raw), others={}, translations=())


def laid_over(entry: Any, raw: Mapping[str, Any]) -> tuple[Any, Work]:
    """The entry with other words where there are some, its own marked as foreign; and what was found on the way."""
    work = Work()
    return _model(entry, raw, (), work), work


def _model(entry: BaseModel, raw: Mapping[str, Any], path: Path_, work: Work) -> BaseModel:
    shapes = _fields(type(entry))
    for name in raw:
        if name in OWN:
            continue
        if name not in type(entry).model_fields:
            work.problems.append(
                (
                    (*path, name),
                    f"There is no field '{name}' to translate.",
                    suggestion(str(name), shapes, f"The fields with words are: {', '.join(shapes)}."),
                )
            )
        elif name not in shapes:
            work.problems.append(
                ((*path, name), f"'{name}' has no words to translate.", "Take this line away: it stays as in the other file.")
            )
    changes = {
        name: _value(value, raw.get(name), (*path, name), work)
        for name in shapes
        if (name in entry.model_fields_set and (value := getattr(entry, name)) is not None) or raw.get(name) is not None
    }
    return entry.model_copy(update=changes)


def _value(value: Any, raw: Any, path: Path_, work: Work) -> Any:
    """A value with other words. Lists of another length than the value are too old to be laid over it."""
    if isinstance(value, BaseModel):
        if raw is not None and not isinstance(raw, dict):
            work.problems.append((path, "This should be a set of fields.", "Write it in the shape of the other file."))
        return _model(value, raw if isinstance(raw, dict) else {}, path, work)
    if isinstance(value, str):
        if isinstance(raw, str | int | float) and str(raw).strip():
            work.english.append(value)
            return str(raw).strip()
        if raw is not None:
            work.problems.append((path, "This should be words.", "Write plain text; put quotation marks around it if it holds : or #."))
        work.missing.append(path)
        return foreign(value)
    if isinstance(value, list):
        return _list(value, raw, path, work)
    if isinstance(value, dict):
        given = raw if isinstance(raw, dict) else {}
        for key in given:
            if key not in value:
                work.problems.append(
                    ((*path, key), f"The other file has no '{key}' here.", suggestion(str(key), map(str, value), "Take this line away."))
                )
        return {key: _value(one, given.get(key), (*path, key), work) for key, one in value.items()}
    if value is None and raw is not None:
        work.problems.append((path, "The other file has no words here.", "Take this line away."))
    return value


def _list(value: list[Any], raw: Any, path: Path_, work: Work) -> list[Any]:
    if raw is not None and not isinstance(raw, list):
        work.problems.append((path, "This should be a list.", "Write it in the shape of the other file."))
        raw = None
    key = next((name for name in KEYS if value and hasattr(value[0], name)), None)
    if key:
        known = {str(getattr(one, key)): one for one in value}
        given = {str(one.get(key)): (at, one) for at, one in enumerate(raw or []) if isinstance(one, dict)}
        for id_, (at, _) in given.items():
            if id_ not in known:
                work.problems.append(
                    ((*path, at, key), f"The other file has no '{id_}' in this list.", suggestion(id_, known, "Take it away."))
                )
        return [
            _value(one, given.get(id_, (0, None))[1], (*path, given.get(id_, (at, None))[0]), work)
            for at, (id_, one) in enumerate(known.items())
        ]
    same = raw if raw is not None and len(raw) == len(value) else [None] * len(value)
    return [_value(one, same[at], (*path, at), work) for at, one in enumerate(value)]


@cache
def _fields(model: type[BaseModel]) -> list[str]:
    """The fields of a model that hold words for readers, at any depth."""
    return [
        name
        for name, info in model.model_fields.items()
        if any(isinstance(mark, Words | Markup) for mark in info.metadata) or _holds_words(cast("Hashable", info.annotation))
    ]


@cache
def _holds_words(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_fields(annotation))
    if get_origin(annotation) is Annotated and any(isinstance(mark, Words | Markup) for mark in get_args(annotation)[1:]):
        return True
    return any(_holds_words(part) for part in get_args(annotation) if isinstance(part, Hashable) and not isinstance(part, str))


@dataclass(frozen=True)
class Lack:
    """What a translation lacks: the paths of the words that it has none for, and the mark to write where its own is old."""

    translation: Translation
    missing: tuple[Path_, ...]
    mark: str


def lacks(catalogue: Catalogue, some: Iterable[Translation]) -> Iterator[Lack]:
    """Each translation that is not whole, or that was made from other words than those of today."""
    some = list(some)
    works = [_work(catalogue, one) for one in some]
    in_file: dict[str, list[str]] = {}
    for one, work in zip(some, works, strict=True):
        if one.file_mark:
            in_file.setdefault(one.document.file, []).extend(work.english)
    for one, work in zip(some, works, strict=True):
        whole = Work(english=in_file[one.document.file]) if one.file_mark else work
        own = one.document.value.get("english") if one.file_mark or not one.path else one.raw.get("english")
        mark = "" if str(own or "") == whole.digest else whole.digest
        if work.missing or mark:
            yield Lack(one, tuple(work.missing), mark)


def _work(catalogue: Catalogue, one: Translation) -> Work:
    _, work = laid_over(entry_of(catalogue, one.kind, one.id), one.raw)
    if body := _body(catalogue, one):
        work.english.append(body)
    return work


def _body(catalogue: Catalogue, one: Translation) -> str:
    return str(getattr(catalogue, PAGES[one.kind])[one.id].body) if one.kind in PAGES else ""
