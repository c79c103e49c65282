"""What is wrong in the content: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

LONGEST = 120


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in a file. `file` is relative to the root, with '/' on every system; 0 means that the line is not known."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake. `wrong` names the thing in the author's words; `do` says how to mend it. A warning does not stop a build."""

    at: Place
    wrong: str
    do: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.at}: {'warning: ' if self.warning else ''}{self.wrong} {self.do}"


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop, so that problems read alike."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def brief(text: object) -> str:
    """A text of the author's as a message shows it: its start, where it is long."""
    words = str(text)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that the author most likely meant, if any is close."""
    matches = get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6) if len(word) <= LONGEST else []
    return matches[0] if matches else None


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """'Did you mean …?' with a word that exists, or the other advice when nothing is close."""
    match = nearest(word, known)
    return f"Did you mean '{match}'?" if match else otherwise


def as_github(problem: Problem) -> str:
    """The problem as a workflow command, which GitHub shows on the changed line of a pull request.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    where = f"file={_property(problem.at.file)}"
    if problem.at.line:
        where += f",line={problem.at.line},col={problem.at.column}"
    message = f"{problem.wrong} {problem.do}"
    return f"::{'warning' if problem.warning else 'error'} {where}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
