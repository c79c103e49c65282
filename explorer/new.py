"""New entries: what to ask of the author, and the lines that are written.

The lines hold what was said, and every other field that an entry of the kind must have, empty, with what it is for as a comment.
`check` names the empty ones until they are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from explorer import models
from explorer.check import Draft, noun
from explorer.fields import SLUG
from explorer.insert import CannotInsertError, inserted
from explorer.problem import suggestion
from explorer.read import Document, read_file
from explorer.schemas import FOLDER, of_file
from explorer.site import Gathered
from explorer.swap import new_file

Answers = Mapping[str, str]


class RefusedError(Exception):
    """What was asked for cannot be done; the text says why, and what to do."""


@dataclass(frozen=True)
class Question:
    """One thing to say about a new entry. `among`: the kind of entry whose ids are the answers to choose from, or the answers."""

    name: str
    ask: str
    among: str | tuple[str, ...] | None = None
    needed: bool = True


def _choices(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """The words that a field may be."""
    return get_args(model.model_fields[field].annotation)


@dataclass(frozen=True)
class Kind:
    """How entries of one kind are made. `file`: where they go, with {answers}; `list`: the list in it, or none for a file of its own.

    also: fields that need not be there, but are missed. questions: besides id and title.
    """

    model: type[BaseModel]
    file: str
    list: str | None
    questions: tuple[Question, ...]
    also: tuple[str, ...] = ()


SUMMARY = Question("summary", "Summary, in one sentence", needed=False)
KINDS: dict[str, Kind] = {
    "role": Kind(
        models.Role,
        "",
        "roles",
        (Question("ladder", "Ladder", "ladder"), Question("stage", "Stage", "stage"), SUMMARY),
        ("entry", "skills", "moves", "sources"),
    ),
    "ladder": Kind(models.Ladder, "pathways/ladders/{id}.yaml", None, (Question("group", "Group", "group"), SUMMARY), ("sources",)),
    "qualification": Kind(
        models.Qualification,
        "pathways/qualifications/{file}.yaml",
        "qualifications",
        (
            Question("file", "File in pathways/qualifications/ (a new name makes a new file)"),
            Question("kind", "Kind", _choices(models.Qualification, "kind")),
            Question("level", "RQF level, if it has one", tuple("012345678"), needed=False),
            SUMMARY,
        ),
        ("sources",),
    ),
    "skill": Kind(models.Skill, "pathways/skills.yaml", "skills", (Question("kind", "Kind", _choices(models.Skill, "kind")), SUMMARY)),
    "body": Kind(
        models.Body, "pathways/bodies.yaml", "bodies", (Question("kind", "Kind", _choices(models.Body, "kind")), SUMMARY), ("sources",)
    ),
    "funding": Kind(models.Funding, "pathways/funding.yaml", "funding", (SUMMARY,), ("sources",)),
    "article": Kind(models.Article, "content/guidance/{id}.md", None, (SUMMARY,)),
    "word": Kind(models.Word, "content/glossary.yaml", "words", (Question("meaning", "Meaning, in a sentence or two", needed=False),)),
}
LAST = ("sources", "reviewed")
TITLE = Question("title", "Title")
ID = Question("id", "Id, which becomes the address")


def questions(kind: str) -> tuple[Question, ...]:
    """All that can be said about a new entry of a kind, in the order in which it is asked."""
    return (TITLE, ID, *KINDS[kind].questions)


def slug(title: str) -> str:
    """The id that a title suggests."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower().replace("'", "").replace("’", "")).strip("-")[:64].strip("-")


def offered(question: Question, found: Gathered, answers: Answers) -> list[str]:
    """The answers to choose from; none where anything goes. A role's stage is one that its ladder has."""
    if question.name == "stage":
        ladder = _draft(found, "ladder", answers["ladder"])
        stages = ladder.document.value.get("stages") if ladder else None
        return list(stages) if isinstance(stages, dict) else []
    return list(found.ids.get(question.among, ())) if isinstance(question.among, str) else list(question.among or ())


def fault(kind: str, question: Question, answer: str, found: Gathered, answers: Answers) -> str | None:
    """What is wrong with an answer, and what to do; None when it is good."""
    if question.name in ("id", "file"):
        if len(answer) > 64 or not re.fullmatch(SLUG, answer):
            return f"'{answer}' is no good as an id. Use small letters, digits and single hyphens, like '{slug(answer) or 'a-new-one'}'."
        return _taken(kind, answer, found) if question.name == "id" else None
    choices = offered(question, found, answers)
    if question.among and answer not in choices:
        return f"{question.name} cannot be '{answer}'. " + suggestion(answer, choices, f"Choose one of: {', '.join(choices)}.")
    return None


def _taken(kind: str, id_: str, found: Gathered) -> str | None:
    for draft in found.drafts:
        was = draft.model.was if isinstance(draft.model, models.Entry) else ()
        if draft.kind == kind and id_.casefold() in (draft.id.casefold(), *(old.casefold() for old in was)):
            return f"There is {noun(kind)} '{id_}' already: {draft.place()}. Choose another id."
    return None


@dataclass(frozen=True)
class Written:
    """What was written: the file, the line at which the entry starts, and the fields that are left to fill in, with what each is for."""

    file: str
    line: int
    left: tuple[tuple[str, str], ...]


def add(root: Path, kind: str, answers: Answers, found: Gathered) -> Written:
    """Writes a new entry. Raises RefusedError when the file is not one that can be added to."""
    how = KINDS[kind]
    values: dict[str, Any] = {name: answer for name, answer in answers.items() if name in how.model.model_fields}
    if kind == "ladder":
        values["stages"] = {draft.id: draft.model.title for draft in found.drafts if draft.kind == "stage" and draft.model}
    left: list[tuple[str, str]] = []
    lines = list(_lines(how.model, values, how.also, left))
    if kind == "role":
        ladder = _draft(found, "ladder", answers["ladder"])
        if ladder is None:
            raise RefusedError(f"There is no ladder '{answers['ladder']}'. Write it first: python3 build.py new ladder")
        name = ladder.document.file
    else:
        name = how.file.format(**answers)
    line = _add_to_list(root, name, how.list, values, lines) if how.list else _add_file(root, name, lines)
    return Written(name, line, tuple(left))


def _draft(found: Gathered, kind: str, id_: str) -> Draft | None:
    return next((draft for draft in found.drafts if (draft.kind, draft.id) == (kind, id_)), None)


def _lines(
    model: type[BaseModel], values: Mapping[str, Any], also: tuple[str, ...], left: list[tuple[str, str]], path: str = ""
) -> Iterator[str]:
    """The lines of an entry. What is left to fill in is noted in `left`."""
    for name, field in sorted(model.model_fields.items(), key=lambda one: LAST.index(one[0]) if one[0] in LAST else -1):
        if name in values:
            yield from _field(name, values[name])
        elif name == "reviewed":
            yield f"reviewed: {datetime.now(UTC).date()}"
        elif field.is_required() or name in also:
            inner = _inner(field)
            if inner:
                yield f"{name}:"
                yield from (f"  {line}" for line in _lines(inner, {}, (), left, f"{path}{name}: "))
            else:
                left.append((f"{path}{name}", _purpose(field)))
                yield f"{name}: # {_purpose(field)}"


def _inner(field: FieldInfo) -> type[BaseModel] | None:
    """The model of a field that holds a set of fields, unless it is written as a list."""
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not models.Months else None


def _purpose(field: FieldInfo) -> str:
    """What a field is for; with the words to choose from, where there are some."""
    words = f" ({', '.join(get_args(field.annotation))})" if get_origin(field.annotation) is Literal else ""
    return " ".join((field.description or "").split()) + words


def _field(name: str, value: Any) -> list[str]:
    """One field that was said, as YAML."""
    if name == "level":
        value = int(value)
    return yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=10_000).splitlines()


def _add_file(root: Path, name: str, lines: list[str]) -> int:
    file = root / name
    if file.exists():
        raise RefusedError(f"{name} is there already. Choose another id, or add to that file.")
    fence = ["---"] if file.suffix == ".md" else []
    head = [] if fence else _schema_comment(root, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    _write(file, "\n".join([*head, *fence, *lines, *fence, ""]))
    return 1 + len(head) + len(fence)


def _schema_comment(root: Path, name: str) -> list[str]:
    """The line by which an editor knows the schema of a file."""
    schema = f"{FOLDER}/{of_file(name)}.json"
    return [f"# yaml-language-server: $schema={'../' * name.count('/')}{schema}"] if (root / schema).exists() else []


def _add_to_list(root: Path, name: str, list_: str, values: Mapping[str, Any], lines: list[str]) -> int:
    file = root / name
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        head = _schema_comment(root, name)
        _write(file, "\n".join([*head, f"{list_}:", *(("  - " if not at else "    ") + line for at, line in enumerate(lines)), ""]))
        return len(head) + 2
    document = read_file(root, file)
    if not isinstance(document, Document):
        raise RefusedError("\n".join(map(str, document)))
    at = _place(document.value.get(list_), list_, values, document)
    try:
        text = inserted(document.text, list_, at, lines)
    except CannotInsertError as error:
        raise RefusedError(
            f"The list '{list_}' in {name} is not written with a dash for each entry, so nothing can be added. Add the entry by hand."
        ) from error
    mark = b"\xef\xbb\xbf" if file.read_bytes().startswith(b"\xef\xbb\xbf") else b""
    _write(file, text, mark)
    return _line_of_difference(document.text, text)


def _place(entries: Any, list_: str, values: Mapping[str, Any], document: Document) -> int:
    """Before which entry the new one goes: after the last of its stage or below; by its title, where titles are in order."""
    if not isinstance(entries, list):
        return 0
    if list_ == "roles":
        stages = list(document.value.get("stages") or ())
        ranks = [stages.index(stage) if (stage := _get(entry, "stage")) in stages else 0 for entry in entries]
        rank = stages.index(values["stage"])
        return max((at + 1 for at, other in enumerate(ranks) if other <= rank), default=0)
    titles = [_get(entry, "title").casefold() for entry in entries]
    if titles != sorted(titles):
        return len(entries)
    return sum(title <= values["title"].casefold() for title in titles)


def _get(entry: Any, name: str) -> str:
    return str(entry.get(name, "")) if isinstance(entry, dict) else ""


def _line_of_difference(old: str, new: str) -> int:
    """The first line of the new text that the old one does not have at that place."""
    pairs = zip(old.split("\n"), new.split("\n"), strict=False)
    return next((number for number, (before, after) in enumerate(pairs, 1) if before != after), old.count("\n") + 1)


def _write(file: Path, text: str, mark: bytes = b"") -> None:
    with new_file(file) as new:
        new.write_bytes(mark + text.encode("utf-8"))


def answered(kind: str, given: Answers, found: Gathered, ask: Callable[[str], str] | None) -> dict[str, str]:
    """All answers: those given as options, and the rest by asking, where there is somebody to ask. Raises RefusedError."""
    answers: dict[str, str] = {}
    for question in questions(kind):
        answer = given.get(question.name, "").strip()
        if not answer and ask:
            answer = _asked(kind, question, found, answers, ask)
        if not answer and question is ID:
            answer = slug(answers["title"])
        if answer:
            wrong = fault(kind, question, answer, found, answers)
            if wrong:
                raise RefusedError(wrong)
            answers[question.name] = answer
        elif question.needed:
            choices = offered(question, found, answers)
            raise RefusedError(f"Say --{question.name}{': one of ' + ', '.join(choices) if choices else ''}.")
    return answers


def _asked(kind: str, question: Question, found: Gathered, answers: Answers, ask: Callable[[str], str]) -> str:
    """The answer to a question, asked until it is a good one."""
    choices = offered(question, found, answers)
    suggested = slug(answers["title"]) if question is ID else ""
    hint = f" ({', '.join(choices)})" if choices else f" [{suggested}]" if suggested else "" if question.needed else " (may be left empty)"
    while True:
        answer = ask(f"{question.ask}{hint}: ").strip() or suggested
        if not answer and not question.needed:
            return ""
        wrong = fault(kind, question, answer, found, answers) if answer else "Write something here; Ctrl-C stops without writing."
        if not wrong:
            return answer
        print(f"  {wrong}")
