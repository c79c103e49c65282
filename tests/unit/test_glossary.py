"""Words of the glossary, marked in texts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from selectolax.lexbor import LexborHTMLParser

from explorer import prose
from explorer.glossary import Glossary, first_marks
from explorer.models import Word


def word(id_: str, *found_as: str) -> Word:
    return Word(id=id_, title=id_.title(), meaning="…", found_as=list(found_as), reviewed=date(2026, 1, 15))


GLOSSARY = Glossary([word("band", "band", "pay band"), word("cqc", "CQC"), word("rota")])


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("Ask for the Rota.", 'Ask for the <a class="word" href="~/glossary/#rota">Rota</a>.'),
        ("the pay band", 'the <a class="word" href="~/glossary/#band">pay band</a>'),
        ("CQC", '<a class="word" href="~/glossary/#cqc">CQC</a>'),
        ("the word cqc, a bandage, a rota-maker", "the word cqc, a bandage, a rota-maker"),
        ('<a href="~/x/">the rota</a>', '<a href="~/x/">the rota</a>'),
        ("<em>rota</em>", '<em><a class="word" href="~/glossary/#rota">rota</a></em>'),
        ("<h2>The rota</h2>", "<h2>The rota</h2>"),
        ('<abbr title="the rota">R</abbr>', '<abbr title="the rota">R</abbr>'),
    ],
)  # fmt: skip
def test_a_word_is_marked_where_it_stands_alone_in_a_text(html: str, marked: str) -> None:
    assert GLOSSARY.marked(html) == marked


def test_a_page_keeps_the_first_mark_of_each_word() -> None:
    html = f"<p>{GLOSSARY.marked('A rota.')}</p><p>{GLOSSARY.marked('The rota and the band.')}</p>"
    assert first_marks(html) == (
        '<p>A <a class="word" href="~/glossary/#rota">rota</a>.</p>'
        '<p>The rota and the <a class="word" href="~/glossary/#band">band</a>.</p>'
    )


def test_a_glossary_without_words_marks_nothing() -> None:
    assert Glossary([]).marked("A rota, and nothing else.") == "A rota, and nothing else."


@given(
    some.lists(some.sampled_from(["rota", "CQC", "pay band", "*", "[", "](role:cook)", "<b>", "</b>", "\n\n", "# ", "`", " "]), max_size=12)
)
def test_marks_change_no_word_and_never_stand_in_a_link(pieces: list[str]) -> None:
    html = prose.block("".join(pieces))
    marked = LexborHTMLParser(GLOSSARY.marked(html))
    assert marked.text() == LexborHTMLParser(html).text()
    assert not marked.css("a a")
