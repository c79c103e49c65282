"""Files to values with places: the only step that opens the authors' files.

YAML is read through libyaml into nodes, and from the nodes into plain values. Places are looked up again from the text
when a problem needs one, so that a good file costs one pass and no extra memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

import yaml

from explorer.problem import Place, Problem, sentence

LARGEST = 5 * 1024 * 1024
DEEPEST = 60
MOST_VALUES = 100_000
MOST_PROBLEMS = 100
STR = "tag:yaml.org,2002:str"
STANDARD = {STR, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}
# Longer figures than any field takes stay words.
NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]{0,15})(\.[0-9]{1,15})?")
# Control characters, marks that turn the direction of text around, and what is no character: a reviewer cannot see them.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
CONSTANTS = {"": None, "null": None, "~": None, "true": True, "false": False}
TRANSLATION = re.compile(r"(\.[a-z]{2,3}(?:-[A-Z]{2})?)\.(?:yaml|md)$")
# Every value stands after one of these, but the first.
STARTS = ",\n\r\x85\u2028\u2029:[{-?*&"
BRACKET = re.compile(r"[\[\]{}]")
DEEP_BLOCK = re.compile(r"^ {100}|^ *(?:[-?:] +){30}", re.MULTILINE)
FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)

TOO_DEEP = ("This file repeats or nests its values too much.", "Write the values out where they are needed, without & and *.")
TOO_MANY = (f"This file holds more than {MOST_VALUES} values.", "Split it into smaller files.")

Path_ = tuple[str | int, ...]


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads plain words as words: `no`, `12:30` and `2026-11-23` stay what the author typed."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


@dataclass(frozen=True)
class Document:
    """One file as values. `body` is the Markdown below the front matter, which starts on `body_line`."""

    file: str
    value: dict[str, Any]
    text: str = field(repr=False)
    line: int = 0
    body: str = field(default="", repr=False)
    body_line: int = 0

    @cached_property
    def root(self) -> yaml.Node:
        """The text as nodes, each with its marks."""
        root = yaml.compose(self.text, Loader)
        if root is None:
            raise ValueError(f"{self.file} holds nothing")
        return root

    def place(self, path: Path_ = (), *, key: bool = False) -> Place:
        """Where the value at `path` stands (or its key); the nearest thing above it when the path does not exist."""
        node, mark = self.root, self.root.start_mark
        for position, step in enumerate(path):
            last = position == len(path) - 1
            if isinstance(node, yaml.MappingNode):
                pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
                if pair is None:
                    break
                mark = pair[0].start_mark if last and key else pair[1].start_mark
                node = pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
            else:
                break
        return Place(self.file, mark.line + 1 + self.line, mark.column + 1)


def read_file(root: Path, file: Path, below: str = "") -> Document | list[Problem]:
    """One YAML or Markdown file as a document, or all that keeps it from being one. below: what its name has before the way from root."""
    name = below + file.relative_to(root).as_posix()
    text = _text(file, name)
    return [text] if isinstance(text, Problem) else read_text(name, text)


def read_text(name: str, text: str) -> Document | list[Problem]:
    """The text of a file of this name as a document, or all that keeps it from being one."""
    unseen = [_unseen(_place_at(name, text, match.start()), match) for match in islice(UNSEEN.finditer(text), MOST_PROBLEMS)]
    if unseen:
        return unseen
    return _read_markdown(name, text) if name.endswith(".md") else _read_yaml(name, text)


def _unseen(place: Place, match: re.Match[str]) -> Problem:
    wrong = f"Here stands the invisible character U+{ord(match[0]):04X}."
    return Problem(place, wrong, "Delete it; if you cannot see it, type the line again.")


def _text(file: Path, name: str) -> str | Problem:
    try:
        size = file.stat().st_size
        if size > LARGEST:
            return Problem(Place(name), f"This file is {size / 1048576:.1f} MB; the most is 5 MB.", "Split it into smaller files.")
        raw = file.read_bytes()
    except OSError as error:
        return Problem(Place(name), f"This file cannot be read: {error.strerror}.", "Check that it is there and may be read.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        return Problem(
            _place_at(name, before, len(before)),
            "This file is not UTF-8 text.",
            "Open it in an editor, and save it again with the encoding UTF-8.",
        )
    if not text.strip():
        return Problem(Place(name), "This file is empty.", "Write something in it, or delete it.")
    return text


def _place_at(name: str, text: str, index: int) -> Place:
    line = text.count("\n", 0, index)
    return Place(name, line + 1, index - (text.rfind("\n", 0, index) + 1) + 1)


def _read_markdown(name: str, text: str) -> Document | list[Problem]:
    fences = list(FENCE.finditer(text))
    if len(fences) < 2 or fences[0].start() != 0:
        return [
            Problem(
                Place(name, 1, 1),
                "This article has no front matter.",
                "Start it with a line ---, then its title and other fields, then a line --- again.",
            )
        ]
    front = text[fences[0].end() + 1 : fences[1].start()]
    read = _read_yaml(name, front, line=1)
    if isinstance(read, list):
        return read
    body = text[fences[1].end() :].lstrip("\r\n")
    start = len(text) - len(body)
    return Document(name, read.value, front, 1, body, text.count("\n", 0, start) + 1)


def _read_yaml(name: str, text: str, line: int = 0) -> Document | list[Problem]:
    reader = _Reader(name, len(text), line)
    try:
        if wrong := _grows_too_large(text):
            return [Problem(Place(name), *wrong)]
        node = yaml.compose(text, Loader)
    except yaml.MarkedYAMLError as error:
        return [_syntax_problem(name, text, error, line)]
    if node is None:
        return [Problem(Place(name), "This file is empty.", "Write something in it, or delete it.")]
    if not isinstance(node, yaml.MappingNode):
        return [
            Problem(
                Place(name, 1 + line, 1), "This file does not start with a field.", "Begin with a field and a colon, like 'title: Kitchen'."
            )
        ]
    value = reader.value(node, 0)
    return reader.problems[:MOST_PROBLEMS] or Document(name, value, text, line)


def _grows_too_large(text: str) -> tuple[str, str] | None:
    """What is wrong with a text whose values would exhaust the C stack by their depth, or the memory by their number."""
    depth = deepest = 0
    for bracket in BRACKET.findall(text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    if deepest <= DEEPEST and not DEEP_BLOCK.search(text) and sum(map(text.count, STARTS)) < MOST_VALUES:
        return None
    depth = values = 0
    for event in yaml.parse(text, Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        values += isinstance(event, yaml.NodeEvent)
        if depth > DEEPEST:
            return TOO_DEEP
        if values > MOST_VALUES:
            return TOO_MANY
    return None


class _Reader:
    """Turns nodes into values and gathers what is wrong on the way.

    A file without aliases has fewer values than characters; one with more is an alias bomb.
    """

    def __init__(self, name: str, budget: int, line: int) -> None:
        self.name = name
        self.budget = min(budget, MOST_VALUES) + 16
        self.line = line
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, depth: int) -> Any:
        self.budget -= 1
        if self.budget < 0 or depth > DEEPEST:
            if not any(problem.wrong == TOO_DEEP[0] for problem in self.problems):
                self._problem(node, *TOO_DEEP)
            return None
        if node.tag not in STANDARD:
            self._problem(
                node,
                f"The tag {node.tag.replace('tag:yaml.org,2002:', '!!')} is not allowed here.",
                "Take away the word that starts with an exclamation mark.",
            )
            return None
        if isinstance(node, yaml.ScalarNode):
            self._see(node)
            return node.value if node.style else plain_value(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        return self._mapping(node, depth) if isinstance(node, yaml.MappingNode) else None

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._problem(key, "A field's name must be a word.", "Put quotation marks around text that starts with [ or {.")
                continue
            if key.value in found:
                self._problem(key, f"'{key.value}' stands here twice.", "Keep one of the two.")
            self._see(key)
            found[key.value] = self.value(item, depth + 1)
        return found

    def _see(self, node: yaml.ScalarNode) -> None:
        """Only between double quotation marks can a character stand by its number."""
        if node.style == '"' and (match := UNSEEN.search(node.value)):
            self.problems.append(_unseen(self._place(node), match))

    def _problem(self, node: yaml.Node, wrong: str, do: str) -> None:
        self.problems.append(Problem(self._place(node), wrong, do))

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.name, node.start_mark.line + 1 + self.line, node.start_mark.column + 1)


def plain_value(word: str) -> Any:
    """What a word without quotation marks stands for."""
    if NUMBER.fullmatch(word):
        return float(word) if "." in word else int(word)
    return CONSTANTS.get(word, word)


# What libyaml says, the characters at the place where it says so ("" for any), what is wrong, and what to do.
HINTS = (
    (
        "cannot start any token",
        "\t",
        "A tab stands where spaces belong.",
        "Use spaces at the start of lines, and set your editor to insert them.",
    ),
    (
        "cannot start any token",
        "",
        "A value starts with a character that has a meaning of its own in YAML.",
        "Put quotation marks around the whole value.",
    ),
    (
        "mapping values are not allowed",
        "",
        "There is a colon where no field can start.",
        "Put quotation marks around the value, or check that the field above has its own colon and the same spaces before it.",
    ),
    (
        "sequence entries are not allowed",
        "",
        "A list starts on the same line as its field.",
        "Put each item on a line of its own under the field, or quotation marks around the value.",
    ),
    (
        "did not find expected key",
        "",
        "The line does not line up with the ones above it.",
        "Check the spaces at its start, and that quotation marks are closed.",
    ),
    (
        "did not find expected '-' indicator",
        "",
        "The list ends in the middle.",
        "Start each item with a dash, with the same number of spaces before it.",
    ),
    (
        "could not find expected ':'",
        "",
        "A field has no colon after its name.",
        "Write it like 'title: Kitchen', with a space after the colon.",
    ),
    ("found unexpected end of stream", "", "A quotation mark is opened and never closed.", "Close it at the end of the value."),
    ("found undefined alias", "", "A * stands before a word.", "Put quotation marks around the value."),
    ("expected ',' or", "", "A list or set in brackets is not closed.", "Check the commas, and the closing ] or }."),
    ("but found another document", "", "A line --- stands in the middle of the file.", "Take it away; a file holds one document."),
)


def _syntax_problem(name: str, text: str, error: yaml.MarkedYAMLError, line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Place(name, mark.line + 1 + line, mark.column + 1) if mark else Place(name)
    here = text[mark.index : mark.index + 1] if mark else ""
    said = f"{error.problem or ''} {error.context or ''}"
    for phrase, character, wrong, do in HINTS:
        if phrase in said and character in ("", here):
            return Problem(place, wrong, do)
    return Problem(place, sentence(f"This is not YAML: {error.problem or error.context}"), "Compare the line with the ones around it.")


def translated_file(name: str) -> tuple[str, str]:
    """The file that a file of this name translates, and into which language; no language where it is no translation."""
    match = TRANSLATION.search(name)
    return (name[: match.start()] + name[match.end(1) :], match[1][1:]) if match else (name, "")


def walk_translations(folder: Path) -> Iterator[Path]:
    """The files below the folder that translate others, like 'kitchen.cy.yaml'."""
    yield from (file for file in _files(folder, (".yaml", ".md")) if TRANSLATION.search(file.name))


def walk_files(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """The files below the folder with one of the suffixes, in the order of their names, the same on every system. Without translations."""
    yield from (file for file in _files(folder, suffixes) if not TRANSLATION.search(file.name))


def _files(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    if folder.is_dir():
        files = (file for file in folder.rglob("*") if file.suffix in suffixes and file.is_file())
        yield from sorted(files, key=lambda file: file.relative_to(folder).as_posix())
