"""YAML to values with places."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from explorer.problem import Place
from explorer.read import UNSEEN, Document, read_file


def read(folder: Path, text: str | bytes, name: str = "file.yaml") -> Document | str:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = read_file(folder, file)
    return found if isinstance(found, Document) else "\n".join(map(str, found))


def test_plain_words_stay_words_and_numbers_become_numbers(tmp_path: Path) -> None:
    text = "a: no\nb: 12:30\nc: 2026-11-23\nd: 007\ne: 5\nf: 12.50\ng: true\nh:\ni: '5'\nj: 8a\nk: -3\n"
    expected = {
        "a": "no",
        "b": "12:30",
        "c": "2026-11-23",
        "d": "007",
        "e": 5,
        "f": 12.5,
        "g": True,
        "h": None,
        "i": "5",
        "j": "8a",
        "k": -3,
    }
    document = read(tmp_path, text)
    assert isinstance(document, Document)
    assert document.value == expected


def test_every_value_has_a_place(tmp_path: Path) -> None:
    document = read(tmp_path, "roles:\n  - id: cook\n    moves: [{to: chef, months: [1, 2]}]\n")
    assert isinstance(document, Document)
    assert document.place(("roles", 0, "id")) == Place("file.yaml", 2, 9)
    assert document.place(("roles", 0, "id"), key=True) == Place("file.yaml", 2, 5)
    assert document.place(("roles", 0, "moves", 0, "months", 1)) == Place("file.yaml", 3, 36)
    assert document.place(("roles", 0, "gone")) == Place("file.yaml", 2, 5), "the nearest thing above stands in"


def test_front_matter_counts_lines_from_the_top_of_the_file(tmp_path: Path) -> None:
    document = read(tmp_path, "---\ntitle: A\nid: a\n---\n\n## Head\n", "a.md")
    assert isinstance(document, Document)
    assert document.place(("id",)) == Place("a.md", 3, 5)
    assert (document.body, document.body_line) == ("## Head\n", 6)


BOMB = "a: &a [1,1,1,1,1,1,1,1,1]\n" + "".join(
    f"{new}: &{new} [{','.join(f'*{old}' for _ in range(9))}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "file.yaml: This file is empty."),
        ("# only a note\n", "file.yaml: This file is empty."),
        ("a: 1\na: 2\n", "file.yaml:2:1: 'a' stands here twice."),
        ("a:\n\t- b\n", "file.yaml:2:1: A tab stands where spaces belong."),
        ("a: b: c\n", "file.yaml:1:5: There is a colon where no field can start."),
        ('a: "b\nc: d\n', "file.yaml:3:1: A quotation mark is opened and never closed."),
        ("a: [b\nc: d\n", "file.yaml:2:2: A list or set in brackets is not closed."),
        ("a: @b\n", "file.yaml:1:4: A value starts with a character that has a meaning of its own in YAML."),
        ("a: *b\n", "file.yaml:1:4: A * stands before a word."),
        ("a: !!python/object:os.system x\n", "file.yaml:1:4: The tag !!python/object:os.system is not allowed here."),
        ("- a\n", "file.yaml:1:1: This file does not start with a field."),
        ("a: 1\n---\nb: 2\n", "file.yaml:2:1: A line --- stands in the middle of the file."),
        ("a: \x07\n", "file.yaml:1:4: Here stands the invisible character U+0007."),
        ("a: b\u202ec\n", "file.yaml:1:5: Here stands the invisible character U+202E."),
        ('a:\n  b: "x\\u2066y"\n', "file.yaml:2:6: Here stands the invisible character U+2066."),
        ('a: {"b\\0": c}\n', "file.yaml:1:5: Here stands the invisible character U+0000."),
        ("a: b\ufeff\n", "file.yaml:1:5: Here stands the invisible character U+FEFF."),
        (b"title: caf\xe9\n", "file.yaml:1:11: This file is not UTF-8 text."),
        (BOMB, "file.yaml:1:18: This file repeats or nests its values too much."),
        ("a: " + "[" * 100_000, "file.yaml: This file repeats or nests its values too much."),
        ("- " * 100_000 + "x", "file.yaml: This file repeats or nests its values too much."),
        ("".join(" " * depth + "a:\n" for depth in range(500)), "file.yaml: This file repeats or nests its values too much."),
        ("a: &a {b: *a}\n", "file.yaml:1:4: This file repeats or nests its values too much."),
        (b"a: " + b"x" * 5_300_000, "file.yaml: This file is 5.1 MB; the most is 5 MB."),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_why(tmp_path: Path, text: str | bytes, message: str) -> None:
    start = time.perf_counter()
    said = read(tmp_path, text)
    assert isinstance(said, str)
    assert said.startswith(message), said
    assert time.perf_counter() - start < 1


def test_figures_that_are_too_long_stay_words(tmp_path: Path) -> None:
    document = read(tmp_path, f"a: {'9' * 10_000}\nb: 0.{'3' * 10_000}\nc: 9999999999999999\nd: \u0663\n")
    assert isinstance(document, Document)
    assert document.value == {"a": "9" * 10_000, "b": f"0.{'3' * 10_000}", "c": 9999999999999999, "d": "\u0663"}


def test_an_invisible_character_below_the_front_matter_is_found(tmp_path: Path) -> None:
    said = read(tmp_path, "---\ntitle: A\n---\n\nOne \u202etwo\n", "a.md")
    assert str(said).startswith("a.md:5:5: Here stands the invisible character U+202E. Delete it;")


def test_an_article_without_front_matter_says_so(tmp_path: Path) -> None:
    assert str(read(tmp_path, "# Head\n", "a.md")).startswith("a.md:1:1: This article has no front matter.")


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    found = read_file(tmp_path, tmp_path / "gone.yaml")
    assert isinstance(found, list)
    assert str(found[0]) == "gone.yaml: This file cannot be read: No such file or directory. Check that it is there and may be read."


letters = some.characters(exclude_characters="\x85\u2028\u2029").filter(lambda one: not UNSEEN.search(one))  # YAML folds these
words = some.text(letters, max_size=20)
values = some.recursive(
    words | some.integers(-99, 10**6) | some.booleans() | some.none(),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text("abcdef", min_size=1), inner, max_size=4),
    max_leaves=20,
)


@given(some.dictionaries(some.text("abcdef", min_size=1), values, min_size=1))
def test_what_is_written_as_yaml_is_read_as_it_was(tmp_path_factory: pytest.TempPathFactory, value: dict[str, object]) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    document = read(tmp_path_factory.mktemp("yaml"), text)
    assert isinstance(document, Document), document
    assert document.value == value


@given(some.text(max_size=200))
def test_no_text_makes_reading_crash(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    read(tmp_path_factory.mktemp("any"), text.encode("utf-8", "surrogatepass"))
