"""The plan worksheet, `content/plan.yaml`: its parts, and the kinds of field that they are made of.

What the worksheet asks is content. The engine knows the kinds, and by `takes` which field the scripts fill from a role or a route.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, TypeVar

from pydantic import Field, model_validator

from explorer.fields import ArticleRef, Id, Line, Model, Prose, Text, wrong
from explorer.prose import plain

CellKind = Literal["text", "long", "date", "due", "time", "choice", "rating", "status", "reference", "row"]
Entries = Literal["role", "qualification", "skill", "funding"]
Status = Literal["todo", "doing", "stuck", "done"]
Field_ = TypeVar("Field_", "Column", "Question")
# Where what is worked out goes: whole fields, and columns of them.
Place = Literal["from", "qualifications", "skills", "goals", "gaps", "actions", "courses", "reviews"]
Cell = Literal[
    "what", "role", "term", "due", "status", "strength", "have", "how", "goal", "money", "time", "cost", "funding", "start", "end"
]
ADVICE = {
    "choice": ("choices", "Add choices, a list of id and title."),
    "reference": ("of", "Add of, a list of: role, qualification, skill, funding."),
    "row": ("to", "Add to, the id of a field with rows."),
    "rows": ("columns", "Add columns."),
}


class Choice(Model):
    """One answer of a list of answers."""

    id: Id
    title: Text


class Column(Model):
    """One column of a list of rows. `due` is a date that goes into the calendar, `row` points at a row of another list."""

    id: Id
    title: Text
    hint: Line | None = None
    kind: CellKind
    takes: Cell | None = None
    choices: list[Choice] = []
    of: list[Entries] = []
    to: Id | None = None

    @model_validator(mode="after")
    def whole(self) -> Column:
        return complete(self)


class Question(Model):
    """One question of the worksheet: a single answer, or a list of rows. `space`: lines or rows on the blank sheet."""

    id: Id
    title: Text
    hint: Line | None = None
    kind: CellKind | Literal["rows"]
    takes: Place | None = None
    choices: list[Choice] = []
    of: list[Entries] = []
    to: Id | None = None
    space: int = Field(default=3, ge=1, le=12)
    add: Text = Field(default="Add a row", description="The words on the button that adds a row")
    columns: list[Column] = []

    @model_validator(mode="after")
    def whole(self) -> Question:
        return complete(self)


class Part(Model):
    """One part of the worksheet, with guidance and an example beside it."""

    id: Id
    title: Text
    lead: Line
    tips: list[Line] = []
    example: Prose | None = None
    articles: list[ArticleRef] = []
    questions: list[Question] = Field(min_length=1)


class Worksheet(Model):
    """The whole worksheet. `statuses` and `ratings` are the words for these kinds of field."""

    title: Text
    lead: Line
    statuses: dict[Status, Text]
    ratings: list[Text] = Field(min_length=2, max_length=10)
    parts: list[Part] = Field(min_length=1)

    @model_validator(mode="after")
    def every_status(self) -> Worksheet:
        if missing := [status for status in Status.__args__ if status not in self.statuses]:  # type: ignore[attr-defined]
            raise wrong(f"statuses lacks words for {', '.join(missing)}", "Write one line for each: todo, doing, stuck, done.")
        return self


def complete(field: Field_) -> Field_:
    """The field, when it says what its kind needs and nothing that belongs to another kind."""
    for kind, (name, advice) in ADVICE.items():
        value = getattr(field, name, None)
        if field.kind == kind and not value:
            raise wrong(f"'{field.id}' is a {kind} and lacks {name}", advice)
        if field.kind != kind and value:
            raise wrong(f"'{field.id}' is a {field.kind}, and {name} goes with {kind}", f"Take {name} away, or change the kind.")
    return field


def questions(worksheet: Worksheet) -> Iterator[tuple[tuple[str | int, ...], Question]]:
    """Every question, with its path in the file."""
    for at, part in enumerate(worksheet.parts):
        for position, question in enumerate(part.questions):
            yield ("parts", at, "questions", position), question


def shape(worksheet: Worksheet) -> dict[str, Any]:
    """What the scripts need to know of the worksheet: kinds, titles and the hints of columns, which the blank sheet has no room for."""
    return {
        "statuses": worksheet.statuses,
        "ratings": worksheet.ratings,
        "parts": [
            {"id": part.id, "title": part.title, "questions": [_question(question) for question in part.questions]}
            for part in worksheet.parts
        ],
    }


def _question(question: Question) -> dict[str, Any]:
    bare = _said(question, {"hint", "space", "columns", *(() if question.kind == "rows" else ("add",))})
    return bare | ({"columns": [_said(column, set()) for column in question.columns]} if question.columns else {})


def _said(field: Model, left_out: set[str]) -> dict[str, Any]:
    values = field.model_dump(exclude=left_out)
    return {name: plain(value) if name == "hint" else value for name, value in values.items() if value not in (None, [])}
