"""Every word that readers see can be said in another language: templates and scripts mark theirs, and Welsh has them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import tree_sitter_javascript
from babel.messages import Catalog
from jinja2 import Environment, nodes
from sites import PROJECT
from tree_sitter import Language, Node, Parser

from explorer import messages
from explorer.say import FOLDER

TEMPLATES = sorted(path.relative_to(PROJECT).as_posix() for path in (PROJECT / "templates").rglob("*.html"))
SCRIPTS = sorted(path.relative_to(PROJECT).as_posix() for path in (PROJECT / "static/js").glob("*.js"))
SAID = {"_", "gettext", "ngettext", "_n", "Error"}
ATTRIBUTES = {"alt", "title", "aria-label", "placeholder", "aria-description"}
WORD = re.compile(r"[^\W\d_]{2}")
# Not said to readers, or the same in every language.
SAME = {"PDF", "Atkinson Hyperlegible, sans-serif"}
KEYS = {"Enter", "Escape", "Arrow", "Backspace", "Delete", "Home", "End"}
PARSER = Parser(Language(tree_sitter_javascript.language()))


class Words(HTMLParser):
    """The words in HTML that readers see or hear."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        self.found += [value for name, value in attrs if name in ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent and '="' not in data:  # a macro may give attributes
            self.found.append(data)


def unmarked_in_template(text: str) -> list[str]:
    """The words that stand in a template as they are, and strings with a capital letter that nothing translates."""
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(text)
    html = "0".join(piece.data for piece in tree.find_all(nodes.TemplateData))
    strings = [text for text in _strings(tree) if re.match(r"[A-Z][a-z]", text) and text not in SAME]
    plain = [" ".join(text.split()) for text in Words(html).found]
    return strings + [text for text in plain if WORD.search(text) and text.strip(" ,.:·0") not in SAME]


def _strings(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in SAID:
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for child in node.iter_child_nodes():
        yield from _strings(child)


def unmarked_in_script(text: str) -> list[str]:
    """The strings of a script that look like a sentence or start like one, and that nothing translates."""
    found: list[str] = []

    def visit(node: Node) -> None:
        called = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        if (called and called.text and called.text.decode() in SAID) or node.type in ("import_statement", "comment"):
            return
        if node.type == "string_fragment" and node.text:
            words = node.text.decode().strip()
            if re.match(r"[A-Z][a-z]+$|[A-Z].* [a-z]|[a-z]+ [a-z]+ [a-z]+$|.*[a-z]\.$", words):
                found.append(words)
        for child in node.children:
            visit(child)

    visit(PARSER.parse(text.encode()).root_node)
    return [words for words in found if words not in KEYS]


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_mark_their_words(name: str) -> None:
    assert unmarked_in_template((PROJECT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_mark_their_words(name: str) -> None:
    assert unmarked_in_script((PROJECT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Hello there</p>", "Hello there"),
        ('<p aria-label="Hello {{ name }}">1</p>', "Hello 0"),
        ("{% if x %}<b>Hello</b>{% endif %}", "Hello"),
        ('{{ list("Hello") }}', "Hello"),
    ],
)
def test_a_word_that_is_not_marked_is_found(template: str, words: str) -> None:
    assert unmarked_in_template(template) == [words]
    assert unmarked_in_template('<p class="Hello there">{{ _("Hello") }} {% trans %}Hello <b>you</b>{% endtrans %}</p>') == []


def test_a_sentence_that_a_script_does_not_mark_is_found() -> None:
    script = "tell('Hello there'); tell(`Come in now, ${name}`); _('Hello there'); throw new Error('No such thing')"
    assert unmarked_in_script(script) == ["Hello there", "Come in now,"]


@pytest.fixture(scope="module")
def used() -> Catalog:
    return messages.used()


@pytest.mark.parametrize("file", messages.languages(), ids=lambda file: file.name)
def test_each_language_has_what_is_said_and_nothing_else(file: Path, used: Catalog) -> None:
    wrong = [line for line in messages.wrong_with(file, used) if file.stem == "cy" or "no words for" not in line]
    assert wrong == [], f"run 'build.py words' and translate what is new in {file.name}"


def test_a_language_that_is_behind_is_told(tmp_path: Path, used: Catalog) -> None:
    file = tmp_path / "cy.po"
    text = (FOLDER / "cy.po").read_text(encoding="utf-8")
    text = text.replace('msgid "Skip to the content"', 'msgid "Skip to the end"').replace(
        'msgstr "Cyflog yno: {pay}"', 'msgstr "Cyflog yno"'
    )
    text = text.replace('msgstr "Sgiliau"', 'msgstr ""')
    file.write_text(text, encoding="utf-8")
    assert list(messages.wrong_with(file, used)) == [
        "cy.po lacks: Skip to the content",
        "cy.po has what nothing uses: Skip to the end",
        "cy.po has other places than the English: Cyflog yno",
        "cy.po has no words for: Skills",
    ]
    assert messages.brought_up_to_date(file, used)
    assert list(messages.wrong_with(file, used)) == [
        "cy.po has other places than the English: Cyflog yno",
        "cy.po has no words for: Skills",
        "cy.po has no words for: Skip to the content",
    ]
    assert not messages.brought_up_to_date(file, used), "a second time changes nothing"
