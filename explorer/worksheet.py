"""The plan worksheet, `content/plan.yaml`: its parts, and the kinds of field that they are made of.

What the worksheet asks is content. The engine knows the kinds, and by `takes` which field the scripts fill from a role or a route.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, TypeVar

from pydantic import Field, model_validator

from explorer.fields import ArticleRef, Id, Line, Model, Prose, Text, wrong
from explorer.prose import plain

CellKind = Literal["text", "step", "long", "date", "due", "time", "choice", "rating", "status", "reference", "row"]
Entries = Literal["role", "qualification", "skill", "funding"]
Status = Literal["todo", "doing", "stuck", "done"]
Field_ = TypeVar("Field_", "Column", "Question")
# Where what is worked out goes: whole fields, and columns of them.
Place = Literal["from", "qualifications", "skills", "goals", "gaps", "actions", "courses", "reviews"]
Cell = Literal[
    "what",
    "role",
    "term",
    "measure",
    "due",
    "status",
    "strength",
    "have",
    "how",
    "goal",
    "money",
    "time",
    "cost",
    "funding",
    "start",
    "end",
]
ADVICE = {
    "choice": ("choices", "Add choices, a list of id and title."),
    "reference": ("of", "Add of, a list of: role, qualification, skill, funding."),
    "row": ("to", "Add to, the id of a field with rows."),
    "rows": ("columns", "Add columns."),
}


class Choice(Model):
    """One answer of a list of answers."""

    id: Id = Field(description="Its name in plans that people keep; it stays for good")
    title: Text = Field(description="The answer in words")


class Column(Model):
    """One column of a list of rows.

    `due` is a date that goes into the calendar, `step` says in words what is to be done by then, `row` points at a row of another list.
    """

    id: Id = Field(description="Its name in plans that people keep; it stays for good")
    title: Text = Field(description="What is asked, in words")
    hint: Line | None = Field(default=None, description="A line that helps to answer")
    kind: CellKind = Field(description="The kind of field")
    takes: Cell | None = Field(default=None, description="Where a role, a route or what is worked out goes")
    choices: list[Choice] = Field(default=[], description="The answers of a choice")
    of: list[Entries] = Field(default=[], description="Which entries a reference can name")
    to: Id | None = Field(default=None, description="The list whose rows a row points at")

    @model_validator(mode="after")
    def whole(self) -> Column:
        return complete(self)


class Question(Model):
    """One question of the worksheet: a single answer, or a list of rows. `space`: lines or rows on the blank sheet."""

    id: Id = Field(description="Its name in plans that people keep; it stays for good")
    title: Text = Field(description="What is asked, in words")
    hint: Line | None = Field(default=None, description="A line that helps to answer")
    kind: CellKind | Literal["rows"] = Field(description="The kind of field")
    takes: Place | None = Field(default=None, description="Where a role, a route or what is worked out goes")
    choices: list[Choice] = Field(default=[], description="The answers of a choice")
    of: list[Entries] = Field(default=[], description="Which entries a reference can name")
    to: Id | None = Field(default=None, description="The list whose rows a row points at")
    space: int = Field(default=3, ge=1, le=12, description="Lines or rows on the blank sheet")
    add: Text = Field(default="Add a row", description="The words on the button that adds a row")
    columns: list[Column] = Field(default=[], description="The columns of a list of rows")

    @model_validator(mode="after")
    def whole(self) -> Question:
        return complete(self)


class Part(Model):
    """One part of the worksheet, with guidance and an example beside it."""

    id: Id = Field(description="Its name in plans and addresses; it stays for good")
    title: Text = Field(description="The heading of the part")
    lead: Line = Field(description="What the part is for")
    tips: list[Line] = Field(default=[], description="Lines of guidance beside it")
    example: Prose | None = Field(default=None, description="How somebody might fill it in")
    articles: list[ArticleRef] = Field(default=[], description="Ids of articles to read")
    questions: list[Question] = Field(min_length=1, description="What it asks, in order")


class Worksheet(Model):
    """The whole worksheet. `statuses` and `ratings` are the words for these kinds of field."""

    title: Text = Field(description="The title of the page")
    lead: Line = Field(description="The words at the top of the page")
    statuses: dict[Status, Text] = Field(description="Words for todo, doing, stuck and done")
    ratings: list[Text] = Field(min_length=2, max_length=10, description="Words for ratings, lowest first")
    parts: list[Part] = Field(min_length=1, description="The parts, in order")

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
