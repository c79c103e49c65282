"""Markdown to clean HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some
from selectolax.lexbor import LexborHTMLParser

from explorer import prose


def test_short_links_lead_to_pages_from_wherever_they_stand() -> None:
    html = prose.line("See [senior](role:senior-care-worker), [money](funding:adult-skills-fund) and [us](page:about).")
    assert prose.placed(html, "../../") == (
        'See <a href="../../roles/senior-care-worker/">senior</a>, <a href="../../funding/#adult-skills-fund">money</a>'
        ' and <a href="../../about/">us</a>.'
    )


def test_plain_words_come_out_as_they_are() -> None:
    assert prose.line("It's 50 to 60 (about)") == "It's 50 to 60 (about)"
    assert prose.block("One paragraph.") == "<p>One paragraph.</p>"
    assert prose.block("1. first\n2. second") == "<ol>\n<li>first</li>\n<li>second</li>\n</ol>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<svg onload=alert(1)>",
        '<p style="position:fixed" onclick="alert(1)">x</p>',
        "<iframe src=https://elsewhere.example></iframe>",
        "![x](https://elsewhere.example/x.png)",
    ],
)
def test_nothing_dangerous_comes_through(text: str) -> None:
    for html in (prose.line(text), prose.block(text), prose.article(text)[0]):
        tree = LexborHTMLParser(html)
        assert not tree.css("script, img, svg, iframe, [onerror], [onclick], [onload], [style]")
        assert not [link for link in tree.css("a") if not re.match(r"https?:|~/", link.attributes.get("href") or "~/")]


@given(some.text(max_size=300))
def test_any_text_gives_only_elements_of_the_list(text: str) -> None:
    for html in (prose.line(text), prose.block(text)):
        body = LexborHTMLParser(html).body
        assert body is not None
        assert {node.tag for node in body.css("*")} - {"body"} <= prose.TAGS


def test_headings_have_fragments_that_differ() -> None:
    _, headings = prose.article("## Where *now*?\n\n### Where now?\n\n## 100 %\n\n## …\n")
    assert [(heading.level, heading.id) for heading in headings] == [(2, "where-now"), (3, "where-now-2"), (2, "100"), (2, "part")]


def test_words_without_markup() -> None:
    assert prose.plain("**Bold** & [link](role:cook) <b>x</b>") == "Bold & link x"


def test_a_table_with_an_empty_corner_names_its_rows_and_no_heading_is_empty() -> None:
    named = prose.block("| | here | |\n| --- | --- | --- |\n| hours | long | |\n| | short | |")
    assert re.findall(r"<t[hd].*?>.*?(?=</t)", named) == [
        "<td>",
        "<th>here",
        "<td>",
        '<th scope="row">hours',
        "<td>long",
        "<td>",
        "<td>",
        "<td>short",
        "<td>",
    ]
    assert "<td>hours</td>" in prose.block("| what | how |\n| --- | --- |\n| hours | long |")
