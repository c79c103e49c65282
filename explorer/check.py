"""Documents to drafts: each entry by itself, against its model.

A draft that failed keeps its id, so that whatever points at it is not reported too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from explorer import local, models
from explorer.fields import SLUG
from explorer.problem import Place, Problem, brief, sentence, suggestion
from explorer.questions import Match
from explorer.read import MOST_PROBLEMS, Document, Path_
from explorer.settings import Site
from explorer.walk import Found, marked, marked_in
from explorer.worksheet import Worksheet

Shape = TypeVar("Shape")

LEFTOVER = re.compile(r"\b(?:TODO|FIXME|TBC|XXX+|FILL IN)\b|(?i:\blorem ipsum\b|\[insert\b)")


@dataclass(frozen=True)
class Draft:
    """One entry of one file: its kind, its id, where it stands, and its model unless that failed. shape: what the model should be."""

    kind: str
    id: str
    document: Document
    path: Path_
    model: Any
    shape: type[BaseModel]
    ladder: str | None = None

    @property
    def title(self) -> str:
        """What readers call it; empty where it has no such name."""
        title = getattr(self.model, "title", "") if self.model is not None else self._fields.get("title")
        return brief(title or "")

    def marks(self) -> list[Found]:
        """The references and texts of the entry. An entry that failed has them too, so that all of its mistakes are told at once."""
        return marked(self.model) if self.model is not None else marked_in(self._fields, self.shape)

    @property
    def sources(self) -> set[str] | None:
        """The ids of its own sources; none when they cannot be told."""
        if self.model is not None:
            return {source.id for source in getattr(self.model, "sources", [])}
        listed = self._fields.get("sources")
        if not isinstance(listed, list) or not all(isinstance(source, dict) and "id" in source for source in listed):
            return None
        return {str(source["id"]) for source in listed}

    @property
    def _fields(self) -> dict[str, Any]:
        """The fields as the file has them. The roles of a ladder are entries of their own."""
        value: Any = self.document.value
        for step in self.path:
            value = value[step]
        return {name: field for name, field in value.items() if (self.kind, name) != ("ladder", "roles")}

    def place(self, path: Path_ = (), *, key: bool = False) -> Place:
        return self.document.place((*self.path, *path), key=key)

    def place_in(self, path: Path_ | None, text: str, at: int) -> Place:
        """Where a character of a Markdown text stands: of the field at `path`, or of the text below the front matter."""
        place = Place(self.document.file, self.document.body_line, 1) if path is None else self.place(path)
        line = text.count("\n", 0, at)
        column = at - text.rfind("\n", 0, at) if line else place.column + at
        return Place(place.file, place.line + line, column)


# Which lists a file may hold, and the kind and model of the entries in each.
LISTS: dict[str, dict[str, tuple[str, type[BaseModel]]]] = {
    "pathways/stages.yaml": {"stages": ("stage", models.Stage)},
    "pathways/groups.yaml": {"groups": ("group", models.Group)},
    "pathways/levels.yaml": {"levels": ("level", models.Level)},
    "pathways/skills.yaml": {"skills": ("skill", models.Skill)},
    "pathways/bodies.yaml": {"bodies": ("body", models.Body)},
    "pathways/funding.yaml": {"funding": ("funding", models.Funding)},
    "pathways/pay.yaml": {"scales": ("scale", models.Scale)},
    "pathways/vocabulary.yaml": {
        "nations": ("nation", models.Term),
        "settings": ("setting", models.Term),
        "patterns": ("pattern", models.Term),
        "interests": ("interest", models.Term),
    },
    "content/search.yaml": {"synonyms": ("synonym", models.Synonym), "shortcuts": ("shortcut", models.Shortcut)},
    "content/packs.yaml": {"packs": ("pack", models.Pack)},
    "content/glossary.yaml": {"words": ("word", models.Word)},
    "pathways/qualifications/": {"qualifications": ("qualification", models.Qualification)},
}

# Files that hold one entry.
SINGLES: dict[str, tuple[str, type[BaseModel]]] = {
    "content/site.yaml": ("site", Site),
    "content/plan.yaml": ("worksheet", Worksheet),
    "content/match.yaml": ("match", Match),
    "pathways/ladders/": ("ladder", models.Ladder),
    "content/guidance/": ("article", models.Article),
    "content/pages/": ("page", models.PlainPage),
}

_LISTS = LISTS | local.LISTS
_SINGLES = SINGLES | local.SINGLES

NOUNS = {
    "body": "a body",
    "funding": "a way of funding",
    "article": "an article",
    "site": "the site's settings",
    "interest": "an interest",
    "worksheet": "a worksheet",
    "match": "the questions",
    "service": "the service",
    "employer": "an employer",
    "event": "an event",
    "local": "an article of the service",
}


def check(document: Document) -> tuple[list[Draft], list[Problem]]:
    """The drafts in one document, and all that is wrong with them."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for kind, path, raw, model in entries(document, problems):
        draft, wrong = _draft(document, kind, path, raw, model)
        problems += wrong
        if draft:
            drafts.append(draft)
    return drafts, [*problems, *leftovers(document)]


def leftovers(document: Document) -> Iterator[Problem]:
    """No text of a template is left over."""
    for text, first in ((document.text, document.line), (document.body, document.body_line - 1)):
        for match in LEFTOVER.finditer(text):
            line = text.count("\n", 0, match.start())
            column = match.start() - text.rfind("\n", 0, match.start())
            yield Problem(
                Place(document.file, first + line + 1, column),
                f"'{match[0]}' looks like text left over from a template.",
                "Write the real text, or take it away.",
                warning=True,
            )


def knows(file: str) -> bool:
    """Whether the site has a use for a file of this name."""
    return _shape(_LISTS, file) is not None or _shape(_SINGLES, file) is not None


def kinds_in(file: str) -> set[str]:
    """The kinds of entry that a file of this name can hold."""
    single = _shape(_SINGLES, file)
    if single:
        return {"ladder", "role"} if single[0] == "ladder" else {single[0]}
    return {kind for kind, _ in (_shape(_LISTS, file) or {}).values()}


def _shape(table: Mapping[str, Shape], file: str) -> Shape | None:
    folder = file.rsplit("/", 1)[0] + "/"
    return table.get(file) or next((shape for name, shape in table.items() if name.endswith("/") and folder.startswith(name)), None)


def entries(document: Document, problems: list[Problem]) -> Iterator[tuple[str, Path_, Any, type[BaseModel]]]:
    """Each entry of a document: kind, path, raw value and model."""
    single = _shape(_SINGLES, document.file)
    if single:
        kind, model = single
        raw = document.value
        if kind == "ladder":
            roles = raw.get("roles", [])
            raw = {**raw, "roles": []}
            yield from _items(document, "roles", roles, "role", models.Role, problems)
        yield kind, (), raw, model
        return
    lists = _shape(_LISTS, document.file) or {}
    for name, value in islice(document.value.items(), MOST_PROBLEMS):
        if name not in lists:
            problems.append(
                Problem(
                    document.place((name,), key=True),
                    f"'{brief(name)}' is not a list that this file can hold.",
                    suggestion(name, lists, f"It holds: {', '.join(lists)}."),
                )
            )
        else:
            yield from _items(document, name, value, *lists[name], problems)


def _items(
    document: Document, name: str, value: Any, kind: str, model: type[BaseModel], problems: list[Problem]
) -> Iterator[tuple[str, Path_, Any, type[BaseModel]]]:
    if not isinstance(value, list):
        problems.append(
            Problem(document.place((name,), key=True), f"'{name}' should be a list.", "Start each entry on a line of its own with a dash.")
        )
        return
    for index, raw in enumerate(value):
        yield kind, (name, index), raw, model


def _draft(document: Document, kind: str, path: Path_, raw: Any, model: type[BaseModel]) -> tuple[Draft | None, list[Problem]]:
    if not isinstance(raw, dict):
        return None, [
            Problem(document.place(path), f"This should be {noun(kind)}, with fields.", "Write it like 'id: …' on the next line.")
        ]
    id_ = str(raw.get("level") if kind == "level" else raw.get("id", kind))
    ladder = str(document.value.get("id", "")) if kind == "role" else None
    try:
        return Draft(kind, id_, document, path, model.model_validate(raw), model, ladder), []
    except ValidationError as error:
        name = raw.get("title") or raw.get("id")
        called = "article" if kind == "local" else kind
        thing = f"{called} '{brief(name)}'" if name else f"this {called}"
        wrong = [_problem(document, path, model, thing, detail) for detail in error.errors(include_url=False)[:MOST_PROBLEMS]]
        known = Draft(kind, id_, document, path, None, model, ladder) if "id" in raw or kind in KEPT else None
        return known, list(dict.fromkeys(wrong))


def noun(kind: str) -> str:
    """The kind with its article, as in a sentence."""
    return NOUNS.get(kind, f"a {kind}")


def _problem(document: Document, base: Path_, model: type[BaseModel], thing: str, detail: Any) -> Problem:
    """One mistake that pydantic found, in the words of the person who made it."""
    loc = _real_path(document.value, base, detail["loc"])
    name = str(next((step for step in reversed(loc) if isinstance(step, str)), "this"))
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    place = document.place((*base, *loc))
    if kind == "said":
        wrong, do = context["problem"], context["do"]
        return Problem(place, sentence(f"In {thing}: {wrong}"), do)
    if kind == "missing":
        return Problem(document.place((*base, *loc[:-1])), sentence(f"{thing} lacks the field '{loc[-1]}'"), f"Add a line '{loc[-1]}: …'.")
    if kind == "extra_forbidden":
        fields = _model_at(model, loc[:-1]).model_fields
        half_a_text = "If it belongs to the text before the comma, put quotation marks around that text."
        do = half_a_text if value is None else suggestion(str(loc[-1]), fields, f"The fields here are: {', '.join(fields)}.")
        return Problem(document.place((*base, *loc), key=True), sentence(f"{thing} has no field '{brief(loc[-1])}'"), do)
    wrong, do = _words(kind, name, value, context)
    return Problem(place, sentence(f"In {thing}, {wrong}"), do)


def _real_path(value: Any, base: Path_, loc: tuple[str | int, ...]) -> Path_:
    """The path without the names that pydantic adds for the branches of a union and for keys."""
    for step in base:
        value = value[step]
    path: list[str | int] = []
    for position, step in enumerate(loc):
        last = position == len(loc) - 1
        if isinstance(value, dict) and (step in value or (last and step != "[key]")):
            path.append(step)
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            path.append(step)
            value = value[step]
    return tuple(path)


def _model_at(model: Any, path: Path_) -> type[BaseModel]:
    """The model of the value at a path inside a model."""
    for step in path:
        if isinstance(step, str) and isinstance(model, type) and issubclass(model, BaseModel):
            model = model.model_fields[step].annotation
        while not (isinstance(model, type) and issubclass(model, BaseModel)) and get_origin(model) is not Literal:
            parts = [part for part in get_args(model) if part is not type(None) and not isinstance(part, str)]
            if not parts:
                break
            model = parts[-1] if get_origin(model) is dict else parts[0]
    if not issubclass(model, BaseModel):
        raise TypeError(f"{path} leads to {model}, which is no model")
    return model  # type: ignore[no-any-return]


def _words(kind: str, name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    """What is wrong with a value and what to do, by pydantic's name for the error."""
    shown = f"'{brief(value)}'" if isinstance(value, str | int | float) and not isinstance(value, bool) else "this"
    if kind == "literal_error":
        choices = [choice.strip("'") for choice in str(context["expected"]).replace(" or ", ", ").split(", ")]
        return f"{name} cannot be {shown}", suggestion(str(value), choices, f"Choose one of: {', '.join(choices)}.")
    if kind == "string_pattern_mismatch":
        return _pattern_words(name, shown, context["pattern"])
    if kind.startswith("date"):
        return f"{name} is {shown}, which is no date", "Write year, month and day, like 2026-11-23."
    if kind == "too_short":
        return (
            f"'{name}' has {context['actual_length']} entries and needs at least {context['min_length']}",
            "Add the ones that are missing.",
        )
    if kind == "too_long":
        return f"'{name}' has {context['actual_length']} entries; the most is {context['max_length']}", "Keep the most useful ones."
    if kind == "string_too_long":
        return f"'{name}' has more than {context['max_length']} characters", "Shorten it."
    if kind == "string_too_short":
        return f"'{name}' is empty", "Write something there, or take the line away."
    if kind in BOUNDS:
        bound = next(iter(context.values()))
        return f"{name} is {shown}, and must be {BOUNDS[kind]} {bound:g}", "Check the figure."
    expected = next((words for start, words in EXPECTED.items() if kind.startswith(start)), None)
    if expected:
        empty = value is None
        return (f"'{name}' is empty" if empty else f"'{name}' should be {expected[0]}"), expected[1]
    return f"'{name}' is not right: {kind.replace('_', ' ')}", "Compare it with the same field of another entry."


def _pattern_words(name: str, shown: str, pattern: str) -> tuple[str, str]:
    if pattern == SLUG:
        return f"{shown} is no good as an id", "Use small letters, digits and single hyphens, like 'head-chef'."
    if pattern.startswith("^https"):
        return f"{name} is {shown}, which is no web address of the kind needed here", "Copy the whole address, from https:// on."
    return f"{name} cannot be {shown}", f"It has a set form: {FORMS.get(name, 'compare it with another entry')}."


KEPT = ("site", "level", "worksheet", "match", "service")  # known without an id
FORMS = {
    "phone": "digits and spaces in quotation marks, like '01632 960001'",
    "email": "like advice@example.org",
    "soc2020": "four digits, like 6135",
    "onet": "like 31-1121.00",
    "language": "like en-GB",
    "regular": "the name of a WOFF2 file in static/, like fonts/our-sans-400.woff2",
    "bold": "the name of a WOFF2 file in static/, like fonts/our-sans-700.woff2",
}
BOUNDS = {
    "greater_than": "more than",
    "greater_than_equal": "at least",
    "less_than": "less than",
    "less_than_equal": "at most",
}
EXPECTED = {
    "string": ("words", "Write plain text; put quotation marks around it if it holds : or #."),
    "int": ("a whole number", "Write digits only."),
    "float": ("a number", "Write digits, with a point for pence; no pound sign and no comma."),
    "bool": ("true or false", "Write true or false, without quotation marks."),
    "list": ("a list", "Put square brackets around it, or each item on a line of its own with a dash."),
    "dict": ("a set of fields", "Write 'name: value' lines below it."),
    "model": ("a set of fields", "Write 'name: value' lines below it."),
}
