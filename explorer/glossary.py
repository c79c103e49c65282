"""Links from the words that newcomers stumble over to where the glossary explains them.

A text is marked once for all the pages that show it, each word wherever it stands; a page then keeps the first mark of each word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from explorer.address import address
from explorer.models import Word

PIECES = re.compile(r"(<[^>]*>)")
TAG = re.compile(r"<(/?)([a-z0-9]+)")
LETTERS = re.compile(r"\w+")
UNTOUCHED = {"a", "h2", "h3", "h4", "code", "pre", "abbr"}
MARK = re.compile(r'<a class="word" href="~/([^"]+)">([^<]*)</a>')


class Glossary:
    """Marks words in HTML. Each word is known by its forms; a form in capitals alone ('HR') is found in capitals only."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._address: dict[str, str] = {}
        patterns: dict[str, str] = {}
        for word in words:
            for form in forms(word):
                self._address[form.casefold()] = address("word", word.id)
                patterns[form] = re.escape(form) if form.isupper() else f"(?i:{re.escape(form)})"
        longest_first = sorted(patterns, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(patterns[form] for form in longest_first)})(?![\w-])")
        self._starts = frozenset(match[0].casefold() for form in patterns if (match := LETTERS.search(form)))
        self.marked = lru_cache(maxsize=100_000)(self._marked)

    def _marked(self, html: str) -> str:
        """A clean piece of HTML with every word of the glossary marked, except inside links, headings and code."""
        if self._starts.isdisjoint(LETTERS.findall(html.casefold())):
            return html
        if "<" not in html:
            return self._in_text(html)
        out: list[str] = []
        inside = 0
        for piece in PIECES.split(html):
            tag = TAG.match(piece)
            if tag and tag[2] in UNTOUCHED:
                inside += -1 if tag[1] else 1
            out.append(piece if tag or inside else self._in_text(piece))
        return "".join(out)

    def _in_text(self, text: str) -> str:
        return self._pattern.sub(lambda match: f'<a class="word" href="~/{self._address[match[0].casefold()]}">{match[0]}</a>', text)


def forms(word: Word) -> list[str]:
    """The forms by which a word is found in texts: those it lists, or its title."""
    return word.found_as or [word.title]


def first_marks(html: str) -> str:
    """The page with one mark for each word, the first; later ones become plain text."""
    seen: set[str] = set()

    def first(match: re.Match[str]) -> str:
        if match[1] in seen:
            return match[2]
        seen.add(match[1])
        return match[0]

    return MARK.sub(first, html)
