"""An entry more in a file written by hand: every line that stood there stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import PROJECT

from explorer.check import LISTS
from explorer.insert import CannotInsertError, inserted
from explorer.read import Loader, walk_files

FILES = [file for folder in ("pathways", "content") for file in walk_files(PROJECT / folder, (".yaml",)) if file.name != "site.yaml"]
NAMES = {name for lists in LISTS.values() for name in lists} | {"roles"}
ITEM = ["id: a-new-one", "title: 'New: “one” £5 😀'", "does: # to be filled in"]


def lists_of(text: str) -> dict[str, list[Any]]:
    """The lists of entries in a file, with plain words as values."""
    value = yaml.load(text, Loader)
    return {name: entries for name, entries in value.items() if name in NAMES and isinstance(entries, list)}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_real_files_keep_every_byte(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from([file for file in FILES if lists_of(file.read_text())]))
    text = file.read_bytes().decode()
    lists = lists_of(text)
    name = data.draw(st.sampled_from(sorted(lists)))
    at = data.draw(st.integers(0, len(lists[name])))
    after = inserted(text, name, at, ITEM)
    lines, longer = text.split("\n"), after.split("\n")
    assert len(longer) == len(lines) + len(ITEM)
    start = next(number for number, line in enumerate(longer) if "a-new-one" in line)
    assert longer[:start] + longer[start + len(ITEM) :] == lines
    new = {"id": "a-new-one", "title": "New: “one” £5 😀", "does": ""}
    assert lists_of(after) == {**lists, name: [*lists[name][:at], new, *lists[name][at:]]}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PROJECT).as_posix())
def test_every_real_list_takes_one_at_its_end(file: Path) -> None:
    text = file.read_bytes().decode()
    for name, entries in lists_of(text).items():
        assert lists_of(inserted(text, name, len(entries), ["id: a-new-one"]))[name] == [*entries, {"id": "a-new-one"}]


CASES = {
    "comments stay with what follows them": (
        "words:\n  - id: a\n\n  # About b.\n  - id: b\n",
        1,
        "words:\n  - id: a\n  - id: new\n\n  # About b.\n  - id: b\n",
    ),
    "dashes below the name": ("words:\n- id: a\n- id: b\nmore: 1\n", 2, "words:\n- id: a\n- id: b\n- id: new\nmore: 1\n"),
    "before the first": ("words:\n  - id: a\n", 0, "words:\n  - id: new\n  - id: a\n"),
    "no line end at the end of the file": ("words:\n  - id: a", 1, "words:\n  - id: a\n  - id: new\n"),
    "line ends of Windows": ("words:\r\n  - id: a\r\n", 1, "words:\r\n  - id: a\r\n  - id: new\r\n"),
    "an empty list": ("words: # none yet\nmore: 1\n", 0, "words: # none yet\n  - id: new\nmore: 1\n"),
    "no list": ("more: 1\n", 0, "more: 1\nwords:\n  - id: new\n"),
    "a text with a hash at its end": (
        "words:\n  - id: a\n    text: |\n      One.\n      # Two.\n  # Three.\n",
        1,
        "words:\n  - id: a\n    text: |\n      One.\n      # Two.\n  - id: new\n  # Three.\n",
    ),
    "a text that goes on over lines": (
        "words:\n  - id: a\n    text: one\n      two\n",
        1,
        "words:\n  - id: a\n    text: one\n      two\n  - id: new\n",
    ),
    "an empty field at its end": ("words:\n  - id: a\n    text: # nothing\n", 1, "words:\n  - id: a\n    text: # nothing\n  - id: new\n"),
    "brackets over lines": (
        "words:\n  - {id: a,\n     b: 1}\n  - {id: c}\n",
        1,
        "words:\n  - {id: a,\n     b: 1}\n  - id: new\n  - {id: c}\n",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_way_of_writing(case: str) -> None:
    text, at, after = CASES[case]
    assert inserted(text, "words", at, ["id: new"]) == after


@pytest.mark.parametrize("text", ["words: []\n", "words: [{id: a}]\n", "{words: []}\n", "words: none\n", "- id: a\n"])
def test_a_list_in_brackets_is_left_alone(text: str) -> None:
    with pytest.raises(CannotInsertError):
        inserted(text, "words", 0, ["id: new"])
