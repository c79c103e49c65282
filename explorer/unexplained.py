"""Abbreviations and names that texts use often and nothing explains. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

ABBREVIATIONS, NAMES = 3, 10
ABBREVIATION = re.compile(r"(?<![\w&/.-])[A-Z][A-Z&]*[A-Z](?=s?(?![\w&/-]))")
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+(?: (?:(?:of|for) )?[A-Z][a-z]+)+(?![\w-])")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def unexplained(texts: Mapping[str, str], known: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """Words, the number of entries that use each without saying what it means, and one of these, the most frequent first.

    texts: the Markdown of each entry by its name; known: words with a meaning, and titles
    """
    explained = " ".join(known).casefold()
    parts = set(re.findall(r"[\w&]+", explained))
    users: dict[str, list[str]] = defaultdict(list)
    for entry, markdown in texts.items():
        # A link leads to where its words are explained.
        text = LINK.sub("…", markdown)
        for word in sorted({*ABBREVIATION.findall(text), *NAME.findall(text)}):
            if not _has(word, explained, parts) and not _says(text, word):
                users[word].append(entry)
    often = Counter({word: len(some) for word, some in users.items() if len(some) >= (ABBREVIATIONS if word.isupper() else NAMES)})
    yield from ((word, count, users[word][0]) for word, count in sorted(often.items(), key=lambda pair: (-pair[1], pair[0])))


def _has(word: str, explained: str, parts: Collection[str]) -> bool:
    return word.casefold() in (parts if word.isupper() else explained)


def _says(text: str, word: str) -> bool:
    """Whether the text says what an abbreviation means: 'the word in full (WIF)', 'WIF (the word in full)' or 'WIF, the word in full'."""
    return f"({word}" in text or f"{word} (" in text or f"{word}, the " in text or f"{word})" in text
