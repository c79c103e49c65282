"""Values put into YAML that people wrote: what changed is there, and nothing else moved."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.patch import Kept, patch, written
from explorer.read import UNSEEN, Document, read_text

TEXT = """\
# The file.
id: one   # its name
title: 'One thing'
needs:
  - {qualification: a, strength: required, note: 'Mind: this'}  # first

  # About the second.
  - {qualification: b, strength: usual}
intro: |
  Line one
  line two.

  Another paragraph.
about: >-
  These words are folded over
  more than one line.

  And again.
colours: [red, 'green, dark', blue]
items:
  - id: x
    does:
      - Wash
      - Dry
    # The days.
    months: [1, 2]
  - id: y
    does:
      - Fold
end: last
"""


def read(text: str) -> Document:
    """A text as a document."""
    document = read_text("x.yaml", text)
    assert isinstance(document, Document), document
    return document


def changed(text: str, **fields: Any) -> str:
    """The text with other values in some of its fields."""
    document = read(text)
    return patch(document, {name: value for name, value in {**document.value, **fields}.items() if value is not ...})


def difference(new: str, old: str = TEXT) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    before, after = old.splitlines(), new.splitlines()
    return [line for line in before if line not in after], [line for line in after if line not in before]


def test_the_same_values_give_the_same_text() -> None:
    assert patch(read(TEXT), read(TEXT).value) == TEXT


def test_a_value_keeps_its_quotation_marks_and_comment() -> None:
    assert difference(changed(TEXT, title="It's two", id="two")) == (
        ["id: one   # its name", "title: 'One thing'"],
        ["id: two   # its name", "title: 'It''s two'"],
    )


def test_a_field_in_a_flow_map_changes_comes_and_goes() -> None:
    needs = [{"qualification": "a", "when": "before", "strength": "helpful"}, {"qualification": "b", "strength": "usual", "note": "x, y"}]
    text = changed(TEXT, needs=Kept(needs, [0, 1]))
    assert "  - {qualification: a, when: before, strength: helpful}  # first\n\n  # About the second." in text
    assert "  - {qualification: b, strength: usual, note: 'x, y'}\nintro" in text


def test_an_item_goes_and_another_comes_in_the_style_of_its_neighbours() -> None:
    text = changed(TEXT, needs=Kept([{"qualification": "c", "strength": "usual"}, {"qualification": "b", "strength": "usual"}], [None, 1]))
    assert "needs:\n  # About the second.\n" in text.replace("\n\n", "\n") or "{qualification: c, strength: usual}" in text
    assert "qualification: a" not in text
    assert "# About the second.\n" in text


def test_block_texts_stay_block_texts() -> None:
    text = changed(TEXT, intro="Line one\nline 2.\n\nMore.\n", about="These words are folded over once more.\nAnd again.")
    assert "intro: |\n  Line one\n  line 2.\n\n  More.\nabout: >-\n  These words are folded over\n  once more.\n\n  And again.\n" in text


def test_lists_of_words() -> None:
    text = changed(TEXT, colours=["red", "no", "blue", "a: b"])
    assert "colours: [red, 'no', blue, 'a: b']\n" in text


def test_an_item_with_fields_is_added_and_one_gets_a_field() -> None:
    items = [
        {"id": "x", "does": ["Wash", "Iron", "Dry"], "months": [1, 3]},
        {"id": "y", "does": ["Fold"], "months": [0, 1]},
        {"id": "z", "does": ["Sew", "Mend"], "months": [2, 2]},
    ]
    text = changed(TEXT, items=Kept(items, [0, 1, None]))
    assert text.endswith(
        "      - Fold\n    months: [0, 1]\n  - id: z\n    does:\n      - Sew\n      - Mend\n    months: [2, 2]\nend: last\n"
    )
    assert "      - Wash\n      - Iron\n      - Dry\n    # The days.\n    months: [1, 3]\n" in text


def test_a_field_goes() -> None:
    assert changed(TEXT, about=..., colours=...) == TEXT.replace(TEXT[TEXT.index("about") : TEXT.index("items")], "")


def test_a_file_without_a_last_line_break_and_one_with_windows_ones() -> None:
    assert changed("a: 1\nb: 2", c="x") == "a: 1\nb: 2\nc: x"
    assert changed("a: 1\r\nb: |\r\n  x\r\n  y\r\n", b="x\nz\n", c=[1]) == "a: 1\r\nb: |\r\n  x\r\n  z\r\nc: [1]\r\n"


def test_wide_characters_do_not_shift_anything() -> None:
    assert changed("a: £5 😀 é\nb: {c: ‘x’, d: y}\n", b={"c": "‘x’", "d": "😀"}) == "a: £5 😀 é\nb: {c: ‘x’, d: 😀}\n"


@pytest.mark.parametrize(
    "word", ["no", "12", "1.5", "true", "null", "~", "", "- x", "a #b", "a: b", "[x", "'", '"', "*x", "&x", "!x", "%x", "@", "x:"]
)
def test_words_that_mean_something_else_are_quoted(word: str) -> None:
    assert read(changed("a: x\nb: [x]\n", a=word, b=[word])).value == {"a": word, "b": [word]}


letters = st.characters(codec="utf-8", exclude_characters="\r\x85\u2028\u2029").filter(lambda one: not UNSEEN.search(one))
texts = st.text(letters, max_size=30) | st.from_regex(r"\A[a-z]+( [a-z:#,'-]+){0,30}(\n[a-z]+( [a-z]+){0,30}){0,3}\n?\Z")
scalars = texts | st.integers(-99, 999999) | st.booleans()
names = st.sampled_from("abcdef")
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4), max_leaves=12)
documents = st.dictionaries(names, values, min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(documents, documents, st.booleans())
def test_any_values_give_way_to_any_others(old: dict[str, Any], new: dict[str, Any], flow: bool) -> None:  # noqa: FBT001
    text = yaml.safe_dump(old, default_flow_style=flow, allow_unicode=True, sort_keys=False) if flow else written(old)
    document = read(text)
    if not any(name in old for name in new):
        new = {**new, next(iter(old)): "stays"}
    assert read(patch(document, new)).value == new


@settings(max_examples=80, deadline=None)
@given(documents)
def test_what_is_written_is_what_was_meant(value: dict[str, Any]) -> None:
    assert read(written(value)).value == value
